"""Tables of duties (任务分工表) as the items of a plan: the task, then who and by when.

A column whose head names bodies, persons or times becomes a labelled line below each task, in
the words that such lines have in running text. A table without such a head stays a table: a
line for every row.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compare.text.numbering import mark_at


class Cell(NamedTuple):
    """The text of a cell; `continued` if it is one with the cell above it, `spanned` with that before it."""

    text: str
    continued: bool = False
    spanned: bool = False


Row = Sequence[Cell]
_LABEL = re.compile("单位|部门|主体|机构|时限|时间|期限|节点|进度|领导|责任人|负责人|科室")
_NUMBER = re.compile(r"^(?:(?:任务|项目|事项)?(?:序号|编号)|序|项|№|No[.．]?)$")
_PRINTED = re.compile(r"[0-9]{1,3}[.．、]?")
_REACH = 3
"""Rows among which the head is looked for; a title or two may stand above it."""


def table_lines(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a table.

    >>> head = [Cell("序号"), Cell("任务"), Cell("牵头单位")]
    >>> list(table_lines([head, [Cell("1"), Cell("公布清单"), Cell("区司法局")]]))
    ['1. 公布清单。', '牵头单位：区司法局']
    """
    rows = [row for row in rows if any(cell.text for cell in row)]
    place = next((i for i, row in enumerate(rows[:_REACH]) if _is_head(row)), len(rows))
    for row in rows[:place]:
        yield _plain_line(row)
    if place == len(rows):
        return
    names = _names(rows[place], rows[place + 1 :])
    number = 0
    for row in rows[place + 1 :]:
        if [cell.text for cell in row] == [cell.text for cell in rows[place]]:  # the head on a new page
            continue
        if _spans_the_table(row):
            yield _plain_line(row)
            continue
        number += 1
        yield from _task_lines(number, names, row)


def has_head(rows: Sequence[Row]) -> bool:
    """Whether a table is one of duties, by the heads of its columns."""
    return any(_is_head(row) for row in rows[:_REACH])


def _is_head(row: Row) -> bool:
    texts = [_one_line(cell.text) for cell in row]
    return len(set(texts)) > 1 and any(len(text) <= 12 and _LABEL.search(text) for text in texts)


def _names(head: Row, rows: Sequence[Row]) -> list[str]:
    """The heads of the columns; a column of numbers without one is that of the tasks' numbers."""
    names = [_one_line(cell.text) for cell in head]
    tasks = [row for row in rows if not _spans_the_table(row)]
    for column, name in enumerate(names):
        cells = [row[column].text for row in tasks if column < len(row)]
        if not name and cells and all(map(_PRINTED.fullmatch, cells)):
            names[column] = "序号"
    return names


def _spans_the_table(row: Row) -> bool:
    """A row of one merged cell: a heading between the tasks."""
    return len(row) > 1 and all(cell.spanned for cell in row[1:])


def _plain_line(row: Row) -> str:
    return " ".join(cell.text for cell in row if cell.text and not cell.continued and not cell.spanned)


def _task_lines(number: int, names: list[str], row: Row) -> Iterator[str]:
    cells = list(zip(names, row, strict=False))
    words = [
        cell.text
        for name, cell in cells
        if _is_own(cell) and not _LABEL.search(name) and not _NUMBER.match(name)
    ]
    if words:
        yield _printed_number(number, cells, words[0]) + "".join(_sentences(words))
    for name, cell in cells:
        if _LABEL.search(name) and not _NUMBER.match(name) and (_is_own(cell) or (words and cell.text)):
            yield f"{name}：{_listed(cell.text)}"


def _sentences(words: Sequence[str]) -> Iterator[str]:
    """Each cell as a sentence; one with a number of its own (the task beside its group) opens a line."""
    for place, text in enumerate(words):
        yield ("\n" if place and mark_at(text) else "") + _with_stop(text)


def _is_own(cell: Cell) -> bool:
    """A cell with words that are not those of the cell above or before it."""
    return bool(cell.text) and not cell.continued and not cell.spanned


def _printed_number(number: int, cells: list[tuple[str, Cell]], words: str) -> str:
    """The number in the table's own column, else the row's; none where the words have one."""
    if mark_at(words):
        return ""
    own = next((cell.text for name, cell in cells if _NUMBER.match(name)), "")
    return f"{own.rstrip('.．、') if _PRINTED.fullmatch(own) else number}. "


def _with_stop(text: str) -> str:
    """A cell ends a sentence, whether or not it has a stop."""
    return text if text.endswith(tuple("。；;！：:")) else f"{text}。"


def _one_line(text: str) -> str:
    return "".join(text.split())


def _listed(text: str) -> str:
    """Bodies on lines of their own in one cell as a list."""
    lines = [line.strip().rstrip("、，；;") for line in text.splitlines() if line.strip()]
    return "、".join(lines)
