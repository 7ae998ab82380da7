"""The rows of `reuse.csv` for thousands of plans: the closest passages, not those of all pairs.

Every provision is traced to few others: to one that says the same, or to those that together
hold most of it (`nearest`). Where several plans hold one of these, the row leads to the plan
that shares most with this one altogether. So what of a plan stands in other plans is kept, and
rows grow in line with the provisions; what any two plans share is not. With templates every
plan is compared in full. All that grows with the plans lies in files, but for a few numbers a text.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np

from compare.reuse.alignment import Block
from compare.reuse.lists import Lists, Rows, temporary_table, write_scattered
from compare.reuse.nearest import MANY, NOBODY
from compare.reuse.passages import Row, Shared, rows_of_pair
from compare.reuse.segments import PlanLetters, Segment, SegmentWriter, Texts
from compare.reuse.text_lines import COLUMNS, TextLines, write_holdings
from compare.tables.schema import ALL_PAIRS, CLOSEST
from compare.text.cleaning import Passage


def find_closest(
    folder: Path, plans: Iterable[PlanLetters], templates: Iterable[PlanLetters] = ()
) -> Iterator[list[Row]]:
    """The closest passages of every plan, and all it shares with `templates`.

    The rows come in lists, one for each pair of documents, in order; ids of rows that two plans
    share end in c0001 instead of r0001. Plans and templates may be generators. What grows with them
    is written to `folder`, which is empty at first; once its `TextLines` are ready, other processes
    can do parts of them, too.
    """
    with closing(SegmentWriter(folder)) as writer:
        for document in plans:
            writer.add(document)
        count = len(writer.ids)
        for document in templates:
            writer.add(document)
    _write_holders(folder, count)
    lines = TextLines(folder)
    for part in lines.parts:
        lines(part)
    lines.gather(folder / "lines")
    yield from _Closest(folder, writer.ids, count).rows()


# --- who holds a text ---


def _write_holders(folder: Path, plans: int) -> None:
    """Write for each text its holders in plans, and in templates: document, place there, and `seq`.

    Of a text that stands in a plan twice, the first holder.
    """
    segments, texts = Lists(folder / "segments", 3), len(Texts(folder))
    of_plans = partial(_first_holders, segments, range(plans))
    of_templates = partial(_all_holders, segments, range(plans, len(segments)))
    counts, in_templates, only = (np.zeros(texts, dtype=np.int32) for _ in range(3))
    for held, rows in of_plans():
        counts[held] += 1
        only[held] = rows[:, 0]
    for held, _ in of_templates():
        in_templates[held] += 1
    write_scattered(folder / "holders", counts, of_plans())
    write_scattered(folder / "template-holders", in_templates, of_templates())
    only[counts > 1], only[counts == 0] = MANY, NOBODY
    write_holdings(folder, only, in_templates > 0)


def _first_holders(segments: Lists, orders: range) -> Iterator[tuple[Rows, Rows]]:
    """The texts of each document, and beside each its first holder."""
    for order in orders:
        rows = segments.of([order])
        texts, first = np.unique(rows[:, 0], return_index=True)
        yield texts, np.insert(rows[first, 1:], 0, order, axis=1)


def _all_holders(segments: Lists, orders: range) -> Iterator[tuple[Rows, Rows]]:
    """The text of each segment, and its holder."""
    for order in orders:
        for row in segments.of([order]):
            yield row[:1], np.array([[order, *row[1:]]], dtype=np.int32)


# --- what each plan shares ---

_KEY = ("order_a", "order_b", "start_a", "end_a", "start_b", "end_b")
_REST = ("matches", "seq_a", "seq_b")
_TABLE = f"{', '.join(_KEY + _REST)}, PRIMARY KEY ({', '.join(_KEY)})"
_INSERT = f"INSERT OR IGNORE INTO rows VALUES ({', '.join('?' * len(_KEY + _REST))})"
_SELECT = f"SELECT * FROM rows ORDER BY {', '.join(_KEY)}"


class _Closest:
    """The rows of the plans whose search is in `folder`."""

    def __init__(self, folder: Path, ids: list[str], plans: int) -> None:
        self._ids, self._plans = ids, plans
        self._segments, self._places = Lists(folder / "segments", 3), Lists(folder / "places", 1)
        self._lines = Lists(folder / "lines", COLUMNS)
        self._holders = Lists(folder / "holders", 3)
        self._template_holders = Lists(folder / "template-holders", 3)

    def rows(self) -> Iterator[list[Row]]:
        """The rows of each pair of documents; SQLite brings them in order."""
        with closing(temporary_table(_TABLE)) as found:
            for plan in range(self._plans):
                found.executemany(_INSERT, _earlier_first(self._found(plan)).tolist())
            for (a, b), lines in groupby(found.execute(_SELECT), key=lambda line: line[:2]):
                role = ("plan", CLOSEST) if b < self._plans else ("template", ALL_PAIRS)
                yield rows_of_pair(list(self._shared(a, b, lines)), *role)

    def _found(self, plan: int) -> Rows:
        """What a plan shares with the closest segments of other plans, and with all of templates."""
        own = self._segments.of([plan])
        texts = own[:, 0]
        lines, own = self._lines.of(texts.tolist()), np.repeat(own, self._lines.counts(texts), axis=0)
        of_plan = lines[:, -1] == 0
        near = _between(plan, own[of_plan], lines[of_plan], self._closest_holders(plan, lines[of_plan]))
        own, lines = own[~of_plan], lines[~of_plan]
        counts = self._template_holders.counts(lines[:, 1])
        holders = self._template_holders.of(lines[:, 1].tolist())
        own, lines = np.repeat(own, counts, axis=0), np.repeat(lines, counts, axis=0)
        return np.concatenate([near, _between(plan, own, lines, holders)])

    def _closest_holders(self, plan: int, lines: Rows) -> Rows:
        """For each line of a plan the holder of the other text whose plan shares most letters with it.

        Letters are added up over all lines; of several plans that share as many, the first.
        """
        counts = self._holders.counts(lines[:, 1])
        choices, line = self._holders.of(lines[:, 1].tolist()), np.repeat(np.arange(len(lines)), counts)
        letters = np.bincount(choices[:, 0], weights=lines[line, 6], minlength=plan + 1)
        letters[plan] = -1
        shared = letters[choices[:, 0]]
        most = np.maximum.reduceat(shared, counts.cumsum() - counts) if len(counts) else shared
        best = np.flatnonzero(shared == most[line])
        return choices[best[np.unique(line[best], return_index=True)[1]]]

    def _shared(self, a: int, b: int, lines: Iterable[tuple[int, ...]]) -> Iterator[Shared]:
        """The blocks of two documents; their letters are told by where they stand in the document."""
        letters_a, letters_b = (Passage("", self._places.of([order])[:, 0]) for order in (a, b))
        for _, _, start_a, end_a, start_b, end_b, matches, seq_a, seq_b in lines:
            first = Segment(a, self._ids[a], seq_a, 0, letters_a)
            second = Segment(b, self._ids[b], seq_b, 0, letters_b)
            yield Shared(first, second, Block(start_a, end_a, start_b, end_b, matches))


def _between(plan: int, own: Rows, lines: Rows, holders: Rows) -> Rows:
    """The lines of a plan's segments and of the holders of other texts, with places in documents."""
    ends = lines[:, 2:6] + np.column_stack([own[:, [1, 1]], holders[:, [1, 1]]])
    orders = np.column_stack([np.full(len(own), plan), holders[:, 0]])
    return np.column_stack([orders, ends, lines[:, 6], own[:, 2], holders[:, 2]])


def _earlier_first(lines: Rows) -> Rows:
    """The earlier document on the left."""
    back = lines[:, 0] > lines[:, 1]
    lines[back] = lines[back][:, [1, 0, 4, 5, 2, 3, 6, 8, 7]]
    return lines
