"""Codes given by people and language models, by character span, and whose codes feed the tables.

`data/coding/coders.csv` names every coder for what it is (a language model, a person) and
ranks those whose codes feed the tables; each coder's codes of a plan are one file,
`data/coding/<coder>/<doc_id>.csv`. A row whose text no longer stands at its span is stale,
and an error: codes must not drift away from the sentence they were given to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError
from compare.files.csv_rows import rows_of_csv
from compare.text.document import Document
from compare.vocab.taxonomy import topics

COLUMNS = (
    "doc_id",
    "start",
    "end",
    "topic",
    "topic2",
    "obligation",
    "sanction",
    "monitoring",
    "text",
    "note",
)


KINDS = ("person", "language model")
"""What a coder can be."""


@dataclass(frozen=True)
class Codes:
    """The codes of one provision, and who gave them.

    `topic_source` is what gave the topic (`person`, `language model`, `model`, `layout`),
    `obligation_source` what gave obligation, sanction and monitoring (`rules` in place of
    `model`), and `coder` its name.
    """

    topic: str
    topic2: str
    obligation: int
    sanction: int
    monitoring: int
    coder: str
    topic_source: str
    obligation_source: str
    topic_score: float = 1.0


@dataclass(frozen=True)
class Coder:
    """Who coded: `kind` is one of `KINDS`; `rank` 1 feeds the tables first, 0 never does."""

    name: str
    kind: str
    rank: int
    description: str


def read_coders(folder: Path) -> list[Coder]:
    """The coders of `folder` (data/coding), those that feed the tables first."""
    path = folder / "coders.csv"
    if not path.is_file():
        return []
    coders = [_coder(row) for row in rows_of_csv(path)]
    return sorted(coders, key=lambda coder: (coder.rank == 0, coder.rank, coder.name))


def _coder(row: dict[str, str]) -> Coder:
    if row["kind"] not in KINDS:
        raise InputError(
            f"coders.csv: kind {row['kind']!r} of {row['coder']!r} must be one of {', '.join(KINDS)}."
        )
    return Coder(row["coder"], row["kind"], int(row["rank"] or 0), row["description"])


def hand_codes(document: Document, folder: Path) -> dict[str, Codes]:
    """Codes by provision_id from the first-ranked coder who coded this plan; {} if none did."""
    for coder in read_coders(folder):
        path = folder / coder.name / f"{document.doc_id}.csv"
        if coder.rank and path.is_file():
            return match_codes(document, read_codes(path), f"{coder.name}/{path.name}", coder)
    return {}


def read_codes(path: Path) -> list[dict[str, str]]:
    """The rows of one coder's file, columns checked."""
    rows = rows_of_csv(path)
    missing = [name for name in COLUMNS[:8] if not rows or name not in rows[0]]
    if missing:
        raise InputError(f"{path.name}: the column {missing[0]!r} is missing, or no rows; add them.")
    return rows


def match_codes(
    document: Document, rows: Iterable[dict[str, str]], name: str, coder: Coder
) -> dict[str, Codes]:
    """Rows of codes by the provision that has their span; stale or wrong rows are errors."""
    by_span = {(provision.start, provision.end): provision for provision in document.provisions}
    codes: dict[str, Codes] = {}
    for line, row in enumerate(rows, 2):
        where = f"coding/{name}, line {line}"
        provision = by_span.get((int(row["start"]), int(row["end"])))
        if provision is None or row.get("text", provision.text) != provision.text:
            raise InputError(f"{where}: no provision with this span and text any more; code the plan anew.")
        codes[provision.provision_id] = _checked(row, where, coder)
    missing = [p for p in document.provisions if p.provision_id not in codes]
    if missing:
        raise InputError(f"coding/{name}: no codes for {missing[0].provision_id}; code every provision.")
    return codes


def _checked(row: dict[str, str], where: str, coder: Coder) -> Codes:
    known = topics()
    for name in ("topic", "topic2"):
        if row[name] not in known and not (name == "topic2" and row[name] == ""):
            raise InputError(f"{where}: {name} {row[name]!r} is no topic; see taxonomy.csv.")
    for name, values in (("obligation", "0123"), ("sanction", "01"), ("monitoring", "01")):
        if row[name] not in tuple(values):
            raise InputError(f"{where}: {name} {row[name]!r} must be one of {', '.join(values)}.")
    duty = (int(row["obligation"]), int(row["sanction"]), int(row["monitoring"]))
    return Codes(row["topic"], row["topic2"], *duty, coder.name, coder.kind, coder.kind)
