"""The report's pages: every link lands, nothing comes from outside, and what they say stands in the tables."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from markupsafe import escape
from playwright.sync_api import sync_playwright
from support.variants import Variants
from tests.support.tiny import provision
from tests.support.tiny import tables as tiny_tables

from compare.build.left_out import REPORTS
from compare.export.tables import LANGUAGES
from compare.figures.catalogue import CHARTS, Group
from compare.figures.charts import chart_caption
from compare.project import Project
from compare.report.fact_sheets import MOST, code_name, fact_sheets, sheet_page
from compare.report.front import front_page
from compare.report.page import write_report
from compare.report.reading_pages import Reading, reader, reading_page
from compare.report.site import EXPLORER, sentence_address, site_page, word
from compare.report.topic_sheets import topic_sheets
from compare.tables.schema import Tables
from compare.vocab.reading import read_vocabulary, values, vocabulary_files

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Anchors(HTMLParser):
    """The ids and the addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in ("href", "src"):
                self.addresses.add(value or "")


@pytest.fixture(scope="module")
def report(tables: Tables, built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with one group of figures and one notebook, made twice over other files."""
    root = tmp_path_factory.mktemp("project")
    (root / "notebooks").mkdir()
    cell = nbformat.v4.new_markdown_cell("# A <question>\n\n答案")
    cell["id"] = "a"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), root / "notebooks" / "01_question.ipynb")
    (root / "reports" / "figures").mkdir(parents=True)
    (root / "reports" / "figures" / "stale.svg").write_text("stale")
    for name in REPORTS.values():
        told = (built.reports / name).read_text(encoding="utf-8")
        hostile = f"{told}\n[x](javascript:alert(1)) <b>b</b>\n"
        (root / "reports" / name).write_text(hostile, encoding="utf-8")
    groups = [Group("corpus", (CHARTS["corpus_overview"],))]
    pages, notebooks = root / "reports", root / "notebooks"
    assert write_report(Project(root), tables, groups, notebooks=notebooks) == []
    first = {path: path.read_bytes() for path in sorted(pages.rglob("*.html"))}
    assert write_report(Project(root), tables, groups, notebooks=notebooks) == []
    assert {path: path.read_bytes() for path in sorted(pages.rglob("*.html"))} == first
    return pages


# Every address on every page leads to a file of the folder and, there, to a place that is there.
def test_every_link_lands(report: Path) -> None:
    pages = {path.resolve(): Anchors(path.read_text(encoding="utf-8")) for path in report.rglob("*.html")}
    assert len(pages) > len(topics_of_the_taxonomy())
    for path, page in pages.items():
        for address in page.addresses:
            place, _, anchor = address.partition("#")
            target = (path.parent / unquote(place)).resolve() if place else path
            if target.name == EXPLORER:
                assert anchor == "" or anchor.startswith("/")
                continue
            assert target.is_file(), (path.name, address)
            assert anchor == "" or anchor in pages[target].ids, (path.name, address)


def topics_of_the_taxonomy() -> list[str]:
    return [
        row["code"] for row in read_vocabulary("taxonomy") if row["level"] == "topic" and row["parent"] != "N"
    ]


# The report needs no network: no page names an address outside the folder.
def test_report_is_offline(report: Path) -> None:
    for path in report.rglob("*.html"):
        assert not re.search(r"https?://|src=\"//|@import", path.read_text(encoding="utf-8")), path.name


# Both languages, captions, small tables, notes and notebooks are there; what no manifest names as
# ours stays (tests/files/test_publishing.py: what a report wrote before and writes no more goes).
def test_report_is_complete(report: Path, tables: Tables) -> None:
    front = (report / "index.html").read_text(encoding="utf-8")
    question = (report / "questions" / "corpus.html").read_text(encoding="utf-8")
    for words in (CHARTS["corpus_overview"].title("zh"), CHARTS["corpus_overview"].title("en"), "A &lt;question&gt;",
                  "未写明不等于零", "not checked by human experts", 'lang="zh-Hans"', "viewport"):  # fmt: skip
        assert words in front
    captions = [str(escape(chart_caption(CHARTS["corpus_overview"], tables, one))) for one in LANGUAGES]
    assert all(question.count(caption) == 1 for caption in captions)
    assert {path.name for path in (report / "figures").iterdir()} == {
        "corpus_overview_zh.svg", "corpus_overview_en.svg", "stale.svg",
    }  # fmt: skip
    assert {path.stem for path in (report / "plans").iterdir()} == set(tables["documents"]["doc_id"])
    assert {*tables, "corpus_overview"} <= {path.stem for path in (report / "tables").iterdir()}
    assert "答案" in (report / "notebooks" / "01_question.html").read_text(encoding="utf-8")


# Who reads one language meets no sentence of the other: words stand in a span of their language, and the
# Chinese ones hold no English sentence (an English word, such as a table's name, they may).
def test_pages_speak_one_language_at_a_time(report: Path) -> None:
    english = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
    shown = [path for path in report.rglob("*.html") if path.parent.name != "notebooks"]
    assert report / "reading" / "sources.html" in shown
    for path in shown:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").body
        assert page is not None
        chinese = [words.get_text() for words in page.select(".zh")]
        for words in page.select(".zh, .en, script, del, ins"):
            words.decompose()
        for text in (*chinese, page.get_text(" ")):
            assert not english.search(text), (path.name, english.search(text))


# How the sources were read is told to each reader in the own language, about the same plans.
def test_how_sources_were_read_is_told_in_both_languages(report: Path, tables: Tables) -> None:
    page = BeautifulSoup((report / "reading" / "sources.html").read_text(encoding="utf-8"), "lxml")
    for language in LANGUAGES:
        article = page.select_one(f"article.{language}")
        assert article and article.h1 and article.h1.text == word("sources")[language]
        headings = [re.split("[:：]", heading.text)[0] for heading in article.select("h2")]
        assert headings == list(tables["documents"]["doc_id"])


# Colons and brackets are words, too: after Chinese ones they are as wide as Chinese letters.
def test_signs_between_words_are_of_their_language(report: Path) -> None:
    shown = [path for path in report.rglob("*.html") if path.parent.name not in ("reading", "notebooks")]
    for path in shown:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        after = [str(words.next_sibling or "") for words in page.select("span.en")]
        before = [str(words.previous_sibling or "") for words in page.select("span.zh")]
        assert not [text for text in after if re.match(r"\s*[:;,(]", text)], path.name
        assert not [text for text in before if re.search(r"[:;,(]\s*$", text)], path.name


# A bold phrase that ends with a Chinese sign before a letter is none in Markdown: its stars are shown.
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_of_markdown_is_shown(language: str) -> None:
    texts = [row[language] for row in read_vocabulary("reliability") if "**" in row[language]]
    texts += [path.read_text(encoding="utf-8") for path in vocabulary_files("codebook.md")]
    assert len(texts) > 5
    assert [text for text in texts if "**" in str(reader(language)(text))] == []


# Seen in print: a topic's sheet lost the third plan and all after it, a table its last columns.
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: chromium)")
def test_print_cuts_nothing(report: Path) -> None:
    measured = (
        "() => [...document.querySelectorAll('.side section, .scroll table, .facts dd')].map("
        "part => part.getBoundingClientRect().right - document.querySelector('main').getBoundingClientRect().right)"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        tab = browser.new_page(viewport={"width": 680, "height": 900})  # A4 with margins
        tab.emulate_media(media="print")
        for name in ("topics/A2.html", "plans/biyang.html", "reading/codebook.html", "index.html"):
            tab.goto((report / name).as_uri())
            beyond = tab.evaluate(measured)
            assert beyond and max(beyond) <= 0, name
        browser.close()


LINES_OF_YEARS = r"""() => [...document.querySelectorAll('td')].flatMap(cell => {
  const text = cell.firstChild, years = /\d{4}[—–]\d{4}/.exec(text?.data ?? ''), range = document.createRange();
  if (!years || !cell.offsetParent) return [];
  range.setStart(text, years.index); range.setEnd(text, years.index + years[0].length);
  return new Set([...range.getClientRects()].map(part => part.top)).size;
})"""


# Seen on a phone: 2021, — and 2025 under each other in a narrow column.
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: chromium)")
def test_years_of_a_plan_stay_together_on_a_phone(report: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for language in LANGUAGES:
            tab = browser.new_page(viewport={"width": 390, "height": 844})
            tab.add_init_script(f"localStorage.setItem('fazhi-language', '{language}')")
            tab.goto((report / "questions" / "corpus.html").as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
            lines = tab.evaluate(LINES_OF_YEARS)
            assert len(lines) == 5 and max(lines) <= 2 and lines.count(1) >= 4, language
        browser.close()


# Markdown that holds markup or a program's address is shown as text.
def test_reference_texts_run_nothing(report: Path) -> None:
    text = (report / "reading" / "sources.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in text and 'href="javascript' not in text


# --- plans ---


# Three plans of one, two and three provisions: shares, what others say, and rates by hand.
def test_fact_sheet_by_hand() -> None:
    rows = [
        provision("old1", 1, 0, 10, topic="A1", obligation=3), provision("old1", 2, 10, 20, topic="B1"),
        provision("old2", 1, 0, 10, topic="A1"), provision("new1", 1, 0, 10, topic="C1"),
    ]  # fmt: skip
    sheet = next(sheet for sheet in fact_sheets(whole(rows)) if sheet.doc_id == "old1")
    shares = {domain["en"][0]: (here["en"], others["en"]) for domain, here, others, _ in sheet.emphasis}
    assert (
        shares["B"] == ("50% (1)", "0%")
        and shares["A"] == ("50% (1)", "50%")
        and shares["C"] == ("0% (0)", "50%")
    )
    assert [topic["en"] for topic in sheet.absent] == [f"{code_name('C1')['en']} (1)"]
    assert next(iter(sheet.rates))[1] == "50% (1/2)"


def whole(rows: list[dict[str, object]]) -> Tables:
    """Tables that have every column the sheets read."""
    found = [
        {
            "topic2": "",
            "sanction": 0,
            "monitoring": 0,
            "n_targets": 0,
            "n_times": 0,
            "strictness": 0.2,
            "topic_source": "model",
            "coder": "m",
        }
        | row
        for row in rows
    ]
    made = dict(tiny_tables(found, []))
    more = {"level": "county", "title": "法治政府建设规划", "period_start": "", "issued": "", "chars": 100,
            "basis_kind": "worded", "basis_evidence": "词", "unread_share": 0.0}  # fmt: skip
    made["documents"] = made["documents"].assign(**more)
    ids = ["provision_id", "doc_id"]
    made["measures"] = pd.DataFrame(columns=["measure_id", "doc_id"])
    made["bodies"] = pd.DataFrame(columns=[*ids, "name"])
    made["targets"] = pd.DataFrame(columns=[*ids, "indicator_id", "indicator", "text"])
    made["indicators"] = pd.DataFrame(columns=["indicator_id", "label_zh", "label_en"])
    times = [*ids, "time_id", "start", "end", "text", "kind", "date_start", "date_end", "granularity", "period",
             "workdays", "bound", "indicator_id"]  # fmt: skip
    made["times"] = pd.DataFrame(columns=times)
    return made


# One plan alone has nothing to stand beside; the sheet says so and is made.
def test_a_plan_alone_has_a_sheet() -> None:
    made = whole([provision("old1", 1, 0, 10)])
    made["documents"] = made["documents"].iloc[:1]
    (sheet,) = fact_sheets(made)
    assert (sheet.emphasis, sheet.absent, sheet.own) == ([], [], []) and sheet.rates[0][3] == "–"


# A front page that began with thousands of plans would hide all else; their table is a click away.
def test_the_page_of_very_many_plans_points_to_their_table() -> None:
    made = whole([provision("old1", 1, 0, 10)])
    one = made["documents"].iloc[:1]
    made["documents"] = pd.concat([one.assign(doc_id=f"p{place}") for place in range(MOST + 1)])
    sheets = fact_sheets(made)
    page = front_page(made, [], sheets, [], [], []).decode()
    assert sheets == [] and f"{MOST + 1} plans, listed in the table documents" in page


# --- topics ---


# Every provision stands under its first topic and, marked, under its second.
# Of a plan that nobody coded a sheet says what its text tells, and not that it is silent.
def test_a_sheet_of_a_plan_that_nobody_coded(variants: Variants, few_draws: None) -> None:
    made = variants("one not coded")
    sheet = next(sheet for sheet in fact_sheets(made) if sheet.doc_id == "biyang")
    assert sheet.targets and not (sheet.rates or sheet.absent or sheet.deadlines or sheet.own)
    page = sheet_page(sheet).decode()
    assert "not coded" in page and "未编码" in page
    assert 'id="rates"' not in page and 'id="deadlines"' not in page and 'id="absent"' not in page
    named = {name["en"] for topic in topic_sheets(made) for name, _ in topic.counts}
    assert named and not [name for name in named if "Biyang" in name]


def test_topic_sheets_hold_every_provision(tables: Tables) -> None:
    sheets = {sheet.code: sheet for sheet in topic_sheets(tables)}
    rows = tables["provisions"]
    rows = rows[rows["topic"].isin(topics_of_the_taxonomy()) & (rows["is_heading"] == 0)]
    for code in ("E6", "A2"):
        sentences = [entry for _, entries in sheets[code].sentences for entry in entries]
        named = rows[(rows["topic"] == code) | (rows["topic2"] == code)]
        assert {entry.address for entry in sentences} == {
            sentence_address(doc_id, one)
            for doc_id, one in zip(named["doc_id"], named["provision_id"], strict=True)
        }
        assert sum(bool(entry.about) for entry in sentences) == (named["topic"] != code).sum()


# --- the frame ---


# A figure that a view of the explorer shows is a figure that there is.
def test_views_name_figures_that_there_are() -> None:
    assert {name for row in read_vocabulary("explorer_views") for name in values(row["charts"])} <= set(
        CHARTS
    )


# What comes from a plan is text: a title with markup does not become markup.
def test_pages_escape_what_they_show() -> None:
    reading = Reading("x", {"zh": "<script>", "en": "<script>"}, {"en": "<script>alert(1)</script>"})
    page = reading_page(reading).decode()
    assert page.count("<script>") == 1  # the page's own


# The page's own program is the one that its policy names: another letter in it, and it does not run.
def test_the_policy_names_the_program() -> None:
    page = site_page("question.html.j2", section={"title": word("plans"), "figures": []}).decode()
    assert re.search(
        r"script-src 'sha256-[A-Za-z0-9+/]{43}='", page.replace("&#39;", "'").replace("&#43;", "+")
    )
