"""The plan on a web page: a line for every block, without what surrounds it on the page.

The plan is in the innermost block that holds nearly all sentences; menus, links to other
pages and the foot of the page have few. What is left out is noted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import CData, NavigableString, Tag

from compare.errors import InputError
from compare.files.reading import decode
from compare.text.formats.budget import CELLS, CHARACTERS, ELEMENTS, Budget
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


_HEADS = 20
"""Headings of the page among which the plan's title is looked for."""


def web_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The plan's text on a page, and what of the page was left out."""
    data = _INLINE_DATA.sub(b"", data)
    if len(data) > MAX_PAGE:
        raise InputError(f"{name}: {len(data):,} bytes are too many for a page; give the plan's own page.")
    budget = Budget(name)
    soup = BeautifulSoup(_source(data, name), builder=_Builder(budget))
    heads = [_visible(tag.get_text()) for tag in soup.find_all(["h1", "title"], limit=_HEADS)]
    taken_out = _outermost(soup, lambda tag: tag.name in _SKIPPED or _is_taken_out(tag))
    for tag in taken_out:
        tag.extract()
    blocks = _Blocks(budget)
    whole = blocks.text(soup)
    text = blocks.text(_plan_block(soup))
    title = next((head for head in heads if is_title(head) and head not in text), "")
    if title:
        text = f"{title}\n{text}"
    if not text.strip():
        raise InputError(f"{name}: the page has no text of its own; save it from the browser as text.")
    hidden = [tag for tag in taken_out if tag.name not in _SKIPPED]
    return text + "\n", (*_struck(hidden), *_left_out(whole, text))


class _Builder(LXMLTreeBuilder):
    """Builds the page's tree, and stops where it has more elements than any page."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget

    def start(self, *tag: Any, **more: Any) -> None:
        """An element opens (called by the parser)."""
        self._budget.spend(ELEMENTS)
        super().start(*tag, **more)


def _outermost(block: Tag, wanted: Callable[[Tag], bool]) -> list[Tag]:
    """The tags in a block that are wanted, without those inside others of them."""
    found: list[Tag] = []
    todo = [block]
    while todo:
        tag = todo.pop()
        if wanted(tag):
            found.append(tag)
        else:
            todo += [child for child in reversed(tag.contents) if isinstance(child, Tag)]
    return found


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
    stops = _stops_by_tag(soup)
    total = stops[id(soup)]
    for _ in range(_MAX_DEPTH if total >= _FEWEST_STOPS else 0):
        inner = [tag for tag in block.contents if isinstance(tag, Tag) and tag.name in _HOLDERS]
        held = next((tag for tag in inner if stops[id(tag)] >= 0.9 * total), None)
        if held is None:
            break
        block = held
    # A table of duties is read as a whole, with its head.
    table = block.find_parent("table") if block.name in ("tbody", "tr") else None
    return table or block


def _stops_by_tag(soup: Tag) -> Counter[int]:
    """How many sentences end in each tag, by its id."""
    counts: Counter[int] = Counter()
    tags = []
    for part in soup.descendants:
        if isinstance(part, Tag):
            tags.append(part)
        elif type(part) in (NavigableString, CData):
            counts[id(part.parent)] += len(_STOP.findall(str(part)))
    for tag in reversed(tags):  # those inside come before those that hold them
        counts[id(tag.parent)] += counts[id(tag)]
    return counts


class _Blocks:
    """Turns blocks of a page into text, without doing anything twice, on one budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._rows_by_table: dict[int, list[list[Cell]]] = {}

    def text(self, block: Tag) -> str:
        """The lines of a block."""
        pieces = "".join(self._pieces(block, block.find_parent("pre") is not None))
        return "\n".join(line for line in map(_visible, pieces.split("\n")) if line)

    def _pieces(self, block: Tag, in_pre: bool) -> Iterator[str]:
        """The text of a block with a line break round every block in it, without recursion."""
        todo: list[tuple[object, bool]] = [(block, in_pre)]
        while todo:
            part, in_pre = todo.pop()
            if isinstance(part, Tag) and part.name == "table" and self._is_of_data(part, in_pre):
                lines = [*_caption(part), *self._table_lines(part, in_pre)]
                yield "\n" + "\n".join(lines) + "\n"
            elif isinstance(part, Tag):
                in_pre = in_pre or part.name == "pre"
                around = ["\n"] if part.name in _BLOCKS else []
                inside = [*around, *reversed(part.contents), *_opening(part), *around]
                todo += [(one, in_pre) for one in inside]
            elif type(part) in (str, NavigableString, CData):
                text = str(part) if in_pre or type(part) is str else _flow(str(part))
                self._budget.spend(CHARACTERS, len(text))
                yield text

    def _is_of_data(self, table: Tag, in_pre: bool) -> bool:
        """A table that is no layout: without another one in it, or with the head of a table of duties."""
        return not table.find("table") or has_head(self._rows(table, in_pre))

    def _table_lines(self, table: Tag, in_pre: bool) -> Iterator[str]:
        for line in table_lines(self._rows(table, in_pre)):
            self._budget.spend(CHARACTERS, len(line))
            yield line

    def _rows(self, table: Tag, in_pre: bool) -> list[list[Cell]]:
        """The cells of a table by row and column, merged cells in every place they cover."""
        if id(table) not in self._rows_by_table:
            with self._budget.inside():
                self._rows_by_table[id(table)] = self._read_rows(table, in_pre)
        return self._rows_by_table[id(table)]

    def _read_rows(self, table: Tag, in_pre: bool) -> list[list[Cell]]:
        open_below: dict[int, tuple[int, str]] = {}
        rows = []
        for line in _lines_of(table):
            row: list[Cell] = []
            for tag in line.find_all(["td", "th"], recursive=False):
                _fill(row, open_below)
                text = "\n".join(filter(None, map(_visible, "".join(self._pieces(tag, in_pre)).split("\n"))))
                for column in range(min(_count(tag, "colspan"), _MOST_COLUMNS)):
                    open_below[len(row)] = (_count(tag, "rowspan") - 1, text)
                    row.append(Cell(text, spanned=column > 0))
            _fill(row, open_below)
            self._budget.spend(CELLS, len(row))
            rows.append(row)
        return rows


def _lines_of(table: Tag) -> list[Tag]:
    """The rows of a table, without those of tables inside it."""
    parts = [part for part in table.contents if isinstance(part, Tag)]
    found = [tag for part in parts for tag in _outermost(part, lambda tag: tag.name in ("tr", "table"))]
    return [tag for tag in found if tag.name == "tr"]


def _caption(table: Tag) -> list[str]:
    caption = table.find("caption")
    return [text] if caption and (text := " ".join(caption.get_text().split())) else []


def _flow(text: str) -> str:
    """Running text: a line break in the page's source is none on the page."""
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
