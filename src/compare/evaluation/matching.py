"""Rows of the tables beside answers: found, right, missed and added, document by document.

A row is *found* where it lies on an answer, and *right* where it also says the same. An answer
takes the first row that fits and no row fits twice. Spans that the reader called doubtful count
neither way.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compare.evaluation.answers import FOUND, Answered, Item
from compare.tables.schema import Tables
from compare.vocab.taxonomy import is_substantive

OUTSIDE = "N3"
SCORES = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01))
"""Classes of topic scores, to see whether they are right as often as they say."""
_NEAR = 4  # characters by which the beginning of a measure may differ

Row = Mapping[str, Any]
Same = Callable[[Item, Row], bool]


@dataclass(frozen=True)
class Count:
    """Hits, false finds and misses of one table at one level (`found`, `right`, or a code's name)."""

    table: str
    level: str
    hits: int
    added: int
    missed: int


def counts(answered: Answered, tables: Tables) -> list[Count]:
    """All that the answers of one document can be asked for."""
    rows = {name: _rows(tables, name, answered.doc_id) for name in (*FOUND, "documents", "provisions")}
    return [
        *_heads(answered, rows["documents"]),
        *(count for name in FOUND if name in answered.tables for count in _finds(name, answered, rows[name])),
        *_codes(answered.provisions, rows["provisions"]),
    ]


def _rows(tables: Tables, name: str, doc_id: str) -> list[Row]:
    frame = tables[name]
    return [
        {str(key): value for key, value in row.items()}
        for row in frame[frame["doc_id"] == doc_id].to_dict("records")
    ]


def _heads(answered: Answered, rows: Sequence[Row]) -> Iterable[Count]:
    for name, value in answered.heads.items():
        found = _plain(rows[0]["jurisdiction_zh" if name == "jurisdiction" else name]) if rows else ""
        hit = found == str(value)
        yield Count(name, "right", int(hit), int(not hit and found != ""), int(not hit))


def _plain(value: Any) -> str:
    """A cell as answers write it: whole numbers without a point, nothing for what is missing."""
    if value is None or value != value:
        return ""
    return str(value).removesuffix(".0")


def _finds(name: str, answered: Answered, rows: Sequence[Row]) -> Iterable[Count]:
    doubtful = [item for item in answered.tables.get("doubtful", []) if item.get("table") == name]
    rows = [row for row in rows if not any(_overlap(item, row) for item in doubtful)]
    same = SAME[name]
    levels: tuple[tuple[str, Same], ...] = (
        ("found", same if name == "measures" else _overlap),
        ("right", same if name == "measures" else lambda item, row: _overlap(item, row) and same(item, row)),
    )
    for level, fits in levels:
        hits = matched(answered.tables[name], rows, fits)
        added = 0 if name in answered.recall_only else len(rows) - hits
        yield Count(name, level, hits, added, len(answered.tables[name]) - hits)


def matched(items: Sequence[Item], rows: Sequence[Row], fits: Same) -> int:
    """How many answers find a row that fits; each takes the first that is still free."""
    used: set[int] = set()
    for item in items:
        free = (number for number, row in enumerate(rows) if number not in used and fits(item, row))
        used |= set(list(free)[:1])
    return len(used)


def _overlap(item: Mapping[str, Any], row: Row) -> bool:
    return int(item["start"]) < int(row["end"]) and int(row["start"]) < int(item["end"])


def _same_time(item: Item, row: Row) -> bool:
    if row["kind"] != item["kind"]:
        return False
    name = "date_end" if item["kind"] in ("deadline", "date") else "period"
    return _plain(row[name]) == _plain(item[name])


def _same_target(item: Item, row: Row) -> bool:
    return (row["comparator"], float(row["value"]), row["unit"]) == (
        item["comparator"],
        float(item["value"]),
        item["unit"],
    )


def _same_body(item: Item, row: Row) -> bool:
    return row["role"] == item["role"] and "".join(row["name"].split()) == "".join(item["text"].split())


SAME: dict[str, Same] = {
    "measures": lambda item, row: abs(int(row["start"]) - item["start"]) <= _NEAR,
    "times": _same_time,
    "targets": _same_target,
    "bodies": _same_body,
    "citations": lambda item, row: _plain(row["document_number"]) == (item.get("document_number") or ""),
}
"""Whether a row says the same as an answer, by table; where it lies is another question."""


def _codes(items: Sequence[Item], rows: Sequence[Row]) -> Iterable[Count]:
    """Codes of statements, each beside the provision that holds most of it; headings are left out.

    Topic, domain and obligation are scored where the reader gave a topic A1-L6: one code each, so
    a wrong one is both added and missed. X is a duty that no topic fits.
    """
    pairs = [
        (item, row)
        for item in items
        if not item["is_heading"] and (row := _provision(item, rows)) is not None
    ]
    if not pairs:
        return
    inside = [(item, row) for item, row in pairs if is_substantive(item["topic"]) and item["topic"] != "X"]
    yield _single("topic", [_right_topic(item, row) for item, row in inside])
    yield _single("domain", [row["topic"][:1] == item["topic"][0] for item, row in inside])
    yield _single("obligation", [int(row["obligation"]) == int(item["obligation"]) for item, row in inside])
    for name in ("sanction", "monitoring"):
        coded = [(int(item[name]) == 1, int(row[name]) == 1) for item, row in inside if name in item]
        if coded:
            yield _binary(name, coded)
    told = [(item["topic"] == "X", row["topic"] == OUTSIDE) for item, row in pairs if item["topic"][0] != "N"]
    yield _binary("outside the taxonomy", told)
    for low, high in SCORES:
        hits = [_right_topic(item, row) for item, row in inside if low <= float(row["topic_score"]) < high]
        yield Count("topic score", f"{low:g} to {min(high, 1):g}", sum(hits), len(hits) - sum(hits), 0)


def _provision(item: Item, rows: Sequence[Row]) -> Row | None:
    shared: Counter[int] = Counter()
    for number, row in enumerate(rows):
        shared[number] = min(item["end"], int(row["end"])) - max(item["start"], int(row["start"]))
    best = max(shared, key=lambda number: shared[number], default=None)
    return rows[best] if best is not None and shared[best] > 0 else None


def _right_topic(item: Item, row: Row) -> bool:
    return row["topic"] in (item["topic"], item.get("topic2") or "-")


def _single(table: str, hits: Sequence[bool]) -> Count:
    return Count(table, "right", sum(hits), len(hits) - sum(hits), len(hits) - sum(hits))


def _binary(table: str, pairs: Sequence[tuple[bool, bool]]) -> Count:
    hits = sum(true and found for true, found in pairs)
    return Count(
        table, "right", hits, sum(found for _, found in pairs) - hits, sum(true for true, _ in pairs) - hits
    )
