"""The plan on a web page: a line for every block, without what surrounds it on the page.

The plan is in the innermost block that holds nearly all sentences; menus, links to other
pages and the foot of the page have few. What is left out is noted.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

from compare.errors import InputError
from compare.files.reading import decode
from compare.text.formats.task_tables import Cell, has_head, table_lines
from compare.text.terms import is_title

_SKIPPED = frozenset(
    "script style noscript template head iframe select button svg nav footer".split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 section article main table blockquote pre ul ol dd dt".split()  # noqa: SIM905
)
_HOLDERS = frozenset("html body form div section article main table tbody tr td center".split())  # noqa: SIM905
MAX_PAGE = 5_000_000
"""Bytes that a page may have without the pictures in it."""

_INLINE_DATA = re.compile(rb"data:[a-z/+.-]{0,40};base64,[A-Za-z0-9+/=]*")
_MOST_COLUMNS = 60
_STOP = re.compile("[。；！？]")
_MAX_DEPTH = 60
"""Blocks inside blocks that are looked into for the plan."""

_FEWEST_STOPS = 10
"""Sentence ends below which a page is too short to tell the plan from what surrounds it."""


def web_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The plan's text on a page, and what of the page was left out."""
    data = _INLINE_DATA.sub(b"", data)
    if len(data) > MAX_PAGE:
        raise InputError(f"{name}: {len(data):,} bytes are too many for a page; give the plan's own page.")
    soup = BeautifulSoup(_source(data, name), "lxml")
    heads = [_visible(tag.get_text()) for tag in soup.find_all(["h1", "title"])]
    hidden = list(soup.find_all(_is_taken_out))
    for tag in [*soup.find_all(_SKIPPED), *hidden]:
        tag.extract()
    whole = _text(soup)
    text = _text(_plan_block(soup))
    title = next((head for head in heads if is_title(head) and head not in text), "")
    if title:
        text = f"{title}\n{text}"
    if not text.strip():
        raise InputError(f"{name}: the page has no text of its own; save it from the browser as text.")
    return text + "\n", (*_struck(hidden), *_left_out(whole, text))


def _source(data: bytes, name: str) -> str:
    """Decode a page; a declared GB encoding is taken at its word."""
    if re.search(rb"charset=[\"']?\s*(?:gb2312|gbk|gb18030)", data[:4000], re.IGNORECASE):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass  # pages often declare what they are not
    return decode(data, name)


_DELETED = ("del", "s", "strike", "rt", "rp")
_NOT_SHOWN = re.compile("display:none|visibility:hidden|text-decoration(?:-line)?:[^;]*line-through")


def _is_taken_out(tag: Tag) -> bool:
    """Deleted, struck through, hidden: on the page's source and not in its text."""
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return tag.name in _DELETED or bool(_NOT_SHOWN.search(style)) or tag.has_attr("hidden")


def _struck(tags: list[Tag]) -> tuple[str, ...]:
    words = [text for tag in tags if tag.name not in ("rt", "rp") and (text := _visible(tag.get_text(" ")))]
    if not words:
        return ()
    return (
        f"{len(words)} deleted, struck-through or hidden passages were left out, such as {words[0][:30]!r}",
    )


def _plan_block(soup: Tag) -> Tag:
    """The innermost block that holds nine in ten of the page's sentence ends."""
    block: Tag = soup
    total = _stops(soup)
    for _ in range(_MAX_DEPTH if total >= _FEWEST_STOPS else 0):
        inner = [tag for tag in block.find_all(True, recursive=False) if tag.name in _HOLDERS]
        held = next((tag for tag in inner if _stops(tag) >= 0.9 * total), None)
        if held is None:
            break
        block = held
    # A table of duties is read as a whole, with its head.
    table = block.find_parent("table") if block.name in ("tbody", "tr") else None
    return table or block


def _stops(tag: Tag) -> int:
    return len(_STOP.findall(tag.get_text()))


def _text(block: Tag) -> str:
    pieces = "".join(_pieces(block))
    return "\n".join(line for line in map(_visible, pieces.split("\n")) if line)


def _pieces(block: Tag) -> Iterator[str]:
    """The text of a block with a line break round every block in it, without recursion."""
    todo: list[object] = [block]
    while todo:
        part = todo.pop()
        if isinstance(part, str) and not isinstance(part, NavigableString):
            yield part
        elif type(part) in (NavigableString, CData):
            yield _flow(part)  # type: ignore[arg-type]
        elif isinstance(part, Tag) and part.name == "table" and _is_of_data(part):
            yield "\n" + "\n".join([*_caption(part), *table_lines(_rows(part))]) + "\n"
        elif isinstance(part, Tag):
            around = ["\n"] if part.name in _BLOCKS else []
            opening = _opening(part)
            todo += [*around, *reversed(list(part.children)), *opening, *around]


def _is_of_data(table: Tag) -> bool:
    """A table that is no layout: without another one in it, or with the head of a table of duties."""
    return not table.find("table") or has_head(_rows(table))


def _caption(table: Tag) -> list[str]:
    caption = table.find("caption")
    return [text] if caption and (text := " ".join(caption.get_text().split())) else []


def _flow(text: NavigableString) -> str:
    """Running text: a line break in the page's source is none on the page."""
    if text.find_parent("pre"):
        return str(text)
    return re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\r]*\n\s*", "", re.sub(r"^\s*\n\s*", "", text)
    ).replace("\n", " ")


def _opening(tag: Tag) -> list[str]:
    """What a heading or a numbered list shows before its text."""
    if re.fullmatch("h[1-6]", tag.name):
        return ["#" * int(tag.name[1]) + " "]
    if tag.name == "ol":
        for number, item in enumerate(tag.find_all("li", recursive=False), _count(tag, "start")):
            item["data-number"] = str(number)
    return [f"{tag['data-number']}. "] if tag.has_attr("data-number") else []


def _rows(table: Tag) -> list[list[Cell]]:
    """The cells of a table by row and column, merged cells in every place they cover."""
    open_below: dict[int, tuple[int, str]] = {}
    rows = []
    for line in (tag for tag in table.find_all("tr") if tag.find_parent("table") is table):
        row: list[Cell] = []
        for tag in line.find_all(["td", "th"], recursive=False):
            _fill(row, open_below)
            text = "\n".join(filter(None, map(_visible, "".join(_pieces(tag)).split("\n"))))
            for column in range(min(_count(tag, "colspan"), _MOST_COLUMNS)):
                open_below[len(row)] = (_count(tag, "rowspan") - 1, text)
                row.append(Cell(text, spanned=column > 0))
        _fill(row, open_below)
        rows.append(row)
    return rows


def _fill(row: list[Cell], open_below: dict[int, tuple[int, str]]) -> None:
    """Continue cells of the rows above that reach into this one."""
    while open_below.get(len(row), (0, ""))[0] > 0:
        left, text = open_below[len(row)]
        open_below[len(row)] = (left - 1, text)
        row.append(Cell(text, continued=True))


def _count(tag: Tag, name: str) -> int:
    """A number of one or more that a tag states, else one."""
    value = str(tag.get(name) or "1")
    return int(value) if re.fullmatch("[1-9][0-9]{0,3}", value) else 1


def _visible(line: str) -> str:
    return line.replace("\xa0", " ").strip()


def _left_out(whole: str, text: str) -> tuple[str, ...]:
    kept = {line.lstrip("# ") for line in text.split("\n")}
    lost = [line for line in whole.split("\n") if line.lstrip("# ") not in kept]
    if not lost:
        return ()
    return (f"{len(lost)} lines of the page round the plan were left out, such as {lost[0][:30]!r}",)
