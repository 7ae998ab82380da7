"""The rows of `reuse.csv` for thousands of plans: the closest passages, not those of all pairs.

Every provision is traced to few others: to one that says the same, or to those that together
hold most of it (`nearest`). Where several plans hold one of these, the row leads to the plan
that shares most with this one altogether. So what of a plan stands in other plans is kept, and
rows grow in line with the provisions; what any two plans share is not. With templates every
plan is compared in full. All that grows with the plans lies in files, but for a few numbers a provision.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from compare.reuse.closest_rows import LINE, Columns, RowColumns, batches
from compare.reuse.lists import HeldLists, Lists, Numbers, Rows, held_lists
from compare.reuse.nearest import MANY, NOBODY
from compare.reuse.searched import Holdings, searched_now
from compare.reuse.segments import PlanLetters, SegmentWriter, Texts
from compare.reuse.taking_over import earlier_search
from compare.reuse.text_lines import COLUMNS, TextLines, write_holdings

FOUND = "found"
"""The file in the folder of a search that tells the next search what this one found."""


def find_closest(
    folder: Path, plans: Iterable[PlanLetters], templates: Iterable[PlanLetters] = (), found: bytes = b""
) -> Iterator[Columns]:
    """The closest passages of every plan, and all it shares with `templates`.

    The columns of rows come for some pairs of documents at a time, in order; ids of rows that two plans
    share end in c0001 instead of r0001. Plans and templates may be generators. What grows with them
    is written to `folder`, which is empty at first; once its `TextLines` are ready, other processes
    can do parts of them, too. Where `found` has the bytes of an earlier search's `FOUND`, what still holds of
    it is not sought again: the rows are the same.
    """
    with closing(SegmentWriter(folder)) as writer:
        for document in plans:
            writer.add(document)
        count = len(writer.ids)
        for document in templates:
            writer.add(document)
        earlier = earlier_search(found, writer.texts, COLUMNS)
    holders = _Holders(folder, count)
    holdings = holders.holdings(writer.ids[:count])
    write_holdings(folder, holdings, earlier)
    del earlier, found
    lines = TextLines(folder)
    for part in lines.parts:
        lines(part)
    found_now = lines.gather()
    searched_now(folder, holdings, found_now).write(folder / FOUND)
    shared = found_now[found_now[:, 6] > 0]
    del found_now
    yield from _Closest(folder, writer.ids, holders, shared).columns()


# --- who holds a text ---


class _Holders:
    """Who holds each text, in plans and in templates: document, place of the first letter there, and `seq`.

    Of a text that stands in a plan twice, the first holder.
    """

    def __init__(self, folder: Path, plans: int) -> None:
        self.plans = plans
        self.segments = held_lists(folder / "segments", 3)
        self.texts = np.arange(len(Texts(folder)))
        document = np.repeat(np.arange(len(self.segments)), np.diff(self.segments.edges))
        rows = np.column_stack([document, self.segments.rows[:, 1:]]).astype(np.int32)
        text, of_plan = self.segments.rows[:, 0], document < plans
        self.of_plans = self._by_text(text[of_plan], rows[of_plan], once=True)
        self.of_templates = self._by_text(text[~of_plan], rows[~of_plan], once=False)

    def _by_text(self, text: Rows, rows: Rows, once: bool) -> HeldLists:
        """The rows of each text, in order; `once`, of each document the first."""
        order = np.argsort(text, kind="stable")
        text, rows = text[order], rows[order]
        if once and len(text):
            new = np.append(True, (text[1:] != text[:-1]) | (rows[1:, 0] != rows[:-1, 0]))
            text, rows = text[new], rows[new]
        return HeldLists(rows, np.searchsorted(text, np.arange(len(self.texts) + 1)))

    def holdings(self, ids: Sequence[str]) -> Holdings:
        """Who holds each text, of the plans of these ids and of templates."""
        return Holdings(ids, self._owners(), self.of_templates.counts(self.texts) > 0)

    def _owners(self) -> Rows:
        """For each text the only plan that holds it, `MANY` or `NOBODY`."""
        counts = self.of_plans.counts(self.texts)
        owners = np.where(counts > 1, MANY, NOBODY).astype(np.int32)
        owners[counts == 1] = self.of_plans.of(self.texts[counts == 1])[:, 0]
        return owners


# --- what each plan shares ---

_KEY = 6  # columns of a line by which lines are in order
_AT_ONCE = 50  # plans whose lines are made together: bounds memory


class _Closest:
    """The rows of the plans whose search is in `folder`, and found the `lines` of texts (see `TextLines`)."""

    def __init__(self, folder: Path, ids: list[str], holders: _Holders, lines: Rows) -> None:
        self._ids, self._holders = ids, holders
        self._places = Lists(folder / "places", 1)
        self._lines = HeldLists(lines, np.searchsorted(lines[:, 0], np.arange(len(holders.texts) + 1)))
        self._documents = holders.of_plans.rows[:, 0].astype(np.int64)
        self._keys = self._key(
            np.repeat(holders.texts, holders.of_plans.counts(holders.texts)), self._documents
        )

    def columns(self) -> Iterator[Columns]:
        """The columns of the rows of some pairs of documents at a time, in order."""
        plans = np.arange(self._holders.plans)
        found = [self._found(plans[start : start + _AT_ONCE]) for start in range(0, len(plans), _AT_ONCE)]
        lines = _in_order(np.concatenate([np.empty((0, LINE), dtype=np.int32), *found]))
        del found
        spans = np.column_stack([self._in_file(lines[:, (0, 2, 3)]), self._in_file(lines[:, (1, 4, 5)])])
        rows = RowColumns(self._ids, self._holders.plans)
        for some in batches(lines):
            yield rows.of(lines[some], spans[some])

    def _found(self, plans: Numbers) -> Rows:
        """What plans share with the closest segments of other plans, and with all of templates: lines."""
        segments = self._holders.segments
        own = np.column_stack([np.repeat(plans, segments.counts(plans)), segments.of(plans)])
        lines, own = self._lines.of(own[:, 1]), np.repeat(own, self._lines.counts(own[:, 1]), axis=0)
        of_plan = lines[:, -1] == 0
        near = _between(own[of_plan], lines[of_plan], self._closest_holders(own[of_plan], lines[of_plan]))
        own, lines = own[~of_plan], lines[~of_plan]
        templates = self._holders.of_templates
        holders, counts = templates.of(lines[:, 1]), templates.counts(lines[:, 1])
        own, lines = np.repeat(own, counts, axis=0), np.repeat(lines, counts, axis=0)
        return _earlier_first(np.concatenate([near, _between(own, lines, holders)]))

    def _closest_holders(self, own: Rows, lines: Rows) -> Rows:
        """For each line of some plans the holder of the other text whose plan shares most letters with the own one."""
        closest = [
            self._closest_documents(int(some[0, 0]), some[:, 2], some[:, 1])
            for some in _split(np.column_stack([own[:, 0], lines[:, (1, 6)]]), own[:, 0])
        ]
        keys = self._key(lines[:, 1], np.concatenate([np.empty(0, dtype=np.int64), *closest]))
        return np.asarray(self._holders.of_plans.rows[self._keys.searchsorted(keys)])

    def _closest_documents(self, plan: int, letters: Rows, others: Rows) -> Numbers:
        """For each line of a plan, of which so many letters are equal, the holder of the other text: a document.

        Letters are added up over all lines; of several plans that share as many, the first.
        """
        counts = self._holders.of_plans.counts(others)
        edges = self._holders.of_plans.edges[np.column_stack([others, others + 1])].tolist()
        documents = np.concatenate([self._documents[start:end] for start, end in edges])
        shared = np.bincount(documents, weights=np.repeat(letters, counts), minlength=plan + 1)
        shared[plan] = -1
        rank = shared * self._holders.plans - np.arange(len(shared))  # all differ, the first comes first
        best = np.maximum.reduceat(rank[documents], counts.cumsum() - counts)
        return (-best % self._holders.plans).astype(np.int64)

    def _key(self, texts: Rows | Numbers, documents: Numbers) -> Numbers:
        """Of a text and a plan that holds it: in the order in which they are kept."""
        return texts * np.int64(self._holders.plans) + documents

    def _in_file(self, blocks: Rows) -> Rows:
        """Where blocks of letters (document, start, end) stand in their raw files."""
        spans = np.empty((len(blocks), 2), dtype=np.int32)
        order = np.argsort(blocks[:, 0], kind="stable")
        documents = np.unique(blocks[:, 0])
        for document, some in zip(documents, _split(order, blocks[order, 0]), strict=True):
            places = self._places.of([document])[:, 0]
            spans[some] = np.column_stack([places[blocks[some, 1]], places[blocks[some, 2] - 1] + 1])
        return spans


def _between(own: Rows, lines: Rows, holders: Rows) -> Rows:
    """The lines of plans' segments and of the holders of other texts, with places in documents.

    `own` has of each line the plan, and the row of its segment.
    """
    ends = lines[:, 2:6] + np.column_stack([own[:, [2, 2]], holders[:, [1, 1]]])
    return np.column_stack([own[:, 0], holders[:, 0], ends, lines[:, 6], own[:, 3], holders[:, 2]])


def _earlier_first(lines: Rows) -> Rows:
    """The earlier document on the left."""
    back = lines[:, 0] > lines[:, 1]
    lines[back] = lines[back][:, [1, 0, 4, 5, 2, 3, 6, 8, 7]]
    return lines.astype(np.int32)


def _in_order(lines: Rows) -> Rows:
    """The lines in order, each once: most are found from both of their plans."""
    lines = lines[np.lexsort(lines[:, _KEY - 1 :: -1].T)]
    return lines[np.append(True, (lines[1:, :_KEY] != lines[:-1, :_KEY]).any(axis=1))[: len(lines)]]


def _split(values: Numbers, keys: Rows) -> list[Any]:
    """The values of each key, which are in order."""
    return np.split(values, np.flatnonzero(keys[1:] != keys[:-1]) + 1)[: len(values)]
