"""Tables of duties in plain text whose cells stand between |, as converters and copied pages write them.

Only a table whose head names both tasks and who or when is read as one; facts of a page in such
cells (发文字号 | 某政发〔2024〕7号 |) stay as they are.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from compare.text.formats.task_tables import Cell, Row, has_head, table_lines
from compare.text.numbering import mark_at

_FEWEST_CELLS = 2
_BORDER = re.compile(r"[\s|｜:+—-]+")
_TASK = re.compile(r"任务|事项|内容|措施|要求|目标|举措|项目|工作")
_BREAK = re.compile(r"<br\s*/?>")


def piped_tables(text: str) -> tuple[str, int]:
    """The text with its tables of duties as lines of tasks, and how many tables these were.

    >>> print(piped_tables("| 任务 | 责任单位 |\\n|---|---|\\n| 公布清单 | 区司法局 |")[0])
    1. 公布清单。
    责任单位：区司法局
    """
    read: list[str] = []
    count = 0
    for piped, group in groupby(text.split("\n"), _is_row):
        lines = list(group)
        rows = _rows(lines) if piped else []
        if _is_of_duties(rows):
            read, count = [*read, *table_lines(rows)], count + 1
        else:
            read += lines
    return "\n".join(read) if count else text, count


def _is_row(line: str) -> bool:
    return len(_cells(line)) >= _FEWEST_CELLS


def _cells(line: str) -> list[str]:
    """The cells of a line; those at its ends that only its border makes are none."""
    inner = line.strip().replace("｜", "|").removeprefix("|")
    inner = _BREAK.sub("\n", inner.replace("**", ""))
    return [cell.strip() for cell in inner.removesuffix("|").split("|")]


def _rows(lines: Sequence[str]) -> list[Row]:
    """The rows of a table without its borders, cells that a merged one above left out put back."""
    rows: list[list[Cell]] = []
    for line in lines:
        if not _BORDER.fullmatch(line):
            cells = [Cell(cell) for cell in _cells(line)]
            rows.append(_moved(cells, rows[-1]) if rows else cells)
    return list(rows)


def _moved(cells: list[Cell], above: Row) -> list[Cell]:
    """A row that lost its first cells to the merged ones above them, moved to where its number stands."""
    lost = next((n for n, cell in enumerate(reversed(cells)) if cell.text), 0)
    mark = mark_at(cells[0].text)
    over = mark_at(above[lost].text) if 0 < lost < len(above) else None
    if not (mark and over and mark.style == over.style):
        return cells
    return [*(Cell(cell.text, continued=True) for cell in above[:lost]), *cells[:-lost]]


def _is_of_duties(rows: Sequence[Row]) -> bool:
    """Whether a head names tasks beside who or when, with rows below it."""
    return len(rows) > 1 and has_head(rows) and any(_TASK.search(cell.text) for cell in rows[0])
