"""Words from outside stay words in every Markdown reader that the report uses."""

import html
import re
from importlib.resources import files

import mistune
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.files.markdown import as_markdown
from compare.report.notebook_pages import notebook_page
from compare.report.reading_pages import reader as page_reader
from compare.report.site import both

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](attachment:none) ![y](http://example.org/y.png)",
    "</script></title></style>",
    "[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "费用$100$与$$x$$",
    "a | b || c",
    "`code` ``x`` ~~~ ~~gone~~",
    "{{ 7*7 }} {% raw %}",
    "\\input{/etc/passwd} \\",
    "&lt;b&gt; &#60;script&#62;",
    "# 一、总体要求",
    "1. 规范执法",
    "- 公开",
    "__init__ *强调* a_b_c",
    "> 引用",
    "===",
]
READERS = {
    "reading pages": lambda text: str(page_reader("en")(text)),
    "release": lambda text: str(page_reader("en", pages=())(text)),
    "plain": mistune.create_markdown(escape=True, plugins=["table", "strikethrough"]),
}


def shown(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(text: str, reader: str) -> None:
    for line in (as_markdown(text), f"> {as_markdown(text)}", f"- {as_markdown(text)}"):
        page = READERS[reader](line)
        assert shown(page) == text
        assert set(re.findall(r"<(/?\w+)", page)) <= {
            "p",
            "/p",
            "ul",
            "/ul",
            "li",
            "/li",
            "blockquote",
            "/blockquote",
        }
    table = READERS[reader](f"| a | b |\n|---|---|\n| {as_markdown(text)} | 2 |\n")
    assert table.count("<td") == 2 and html.unescape(text) in html.unescape(html.unescape(table))


@given(st.text(alphabet="ab_*`[]()<>|$~!&#;-+=1. \\\n中", max_size=30))
def test_any_text_stays_as_it_is(text: str) -> None:
    page = READERS["plain"](f"x {as_markdown(text)}")
    assert shown(page).split() == ["x", *text.split()]


OWN = (files("compare.report") / "templates" / "language.js").read_text(encoding="utf-8")
"""The one program of a page: the switch of languages."""


def cell(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(text)  # type: ignore[no-untyped-call]


# Even a cell that forgets to say what is text gives a page in which nothing can run.
@pytest.mark.parametrize("text", [*HOSTILE, "```mermaid\n<script>alert(1)</script>\n```"])
def test_pages_of_notebooks_hold_no_markup_of_cells(text: str) -> None:
    output = nbformat.v4.new_output("display_data", {"text/markdown": text, "text/plain": text})  # type: ignore[no-untyped-call]
    code = nbformat.v4.new_code_cell("1", outputs=[output])  # type: ignore[no-untyped-call]
    page = notebook_page(nbformat.v4.new_notebook(cells=[cell(text), code]), both(text, text)).decode()  # type: ignore[no-untyped-call]
    page = page.replace(f"<script>{OWN}</script>", "", 1)
    assert not re.search(
        r"<(script|img|iframe|object)|href=.?javascript|\bonerror=[^&]*>", page.replace("&lt;", "[")
    )
    assert "default-src 'none'" in html.unescape(page)


def test_pages_of_notebooks_quote_a_plan_as_it_is() -> None:
    for text in HOSTILE:
        page = notebook_page(
            nbformat.v4.new_notebook(cells=[cell(f"> {as_markdown(text)}")]), both("x", "x")
        ).decode()  # type: ignore[no-untyped-call]
        assert text in html.unescape(re.sub(r"<[^>]*>", "", page)), text
