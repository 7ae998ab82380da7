"""What people say of the finds in a sentence, and the finds that stand when they have spoken.

Each coder's judgements of a plan are one file, `data/coding/finds/<coder>/<doc_id>.csv`: a row for
each find that the sentence had when it was judged, and for each that was missing. A find judged
wrong goes, a corrected one takes the place of what was found, a missing one is added; what nobody
judged stays as extraction has it. Of several coders the one that counts first goes before the
others, find by find (`fazhi coding use NAME --for finds`).

A judgement holds for the sentence it was given to. Where that stands elsewhere in the plan now, it
goes with it; where it does not stand in the plan any more, it is reported and not applied.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from compare.coding.find_values import KINDS, Find, NoValue, find_stated, value_of
from compare.coding.register import Coder, feeding
from compare.errors import InputError
from compare.extract.bodies import Body
from compare.extract.finds import Checked, Finds
from compare.files.csv_rows import rows_of_csv
from compare.text.document import Document, Provision
from compare.vocab.notes import Note

FOLDER = "finds"
"""Where judgements lie in `data/coding/`."""
VERDICTS = ("right", "wrong", "corrected", "missing", "complete", "")
"""What a row says of a find; `complete`: of this sentence nothing is missing; empty: left open."""
COLUMNS = ("doc_id", "start", "end", "text", "kind", "verdict", "at", "words", "value", "found_at", "found_words",
           "found_value", "note", "stratum", "stratum_size", "corpus_size")  # fmt: skip
"""The columns of a file: where the sentence is (raw), the find that a person states, the one that was
found (offsets of the sentence's text, words, value), and where in a sample the sentence comes from."""
_CHECKED = {"right": "right", "corrected": "corrected", "missing": "added"}


@dataclass(frozen=True)
class Judgement:
    """One row: `found` is the find as it was extracted, `stated` the one that stands; None where there is none.

    Offsets are those of the sentence's text. `verdict` is of `VERDICTS`.
    """

    kind: str
    verdict: str
    found: Find | None
    stated: Find | None


@dataclass(frozen=True)
class Sentence:
    """A judged sentence of a plan as it is now, with all rows of one coder.

    `stratum`, `size` and `corpus` say where in a sample it comes from: how many sentences its stratum
    has, and all strata; empty and 0 outside a sample.
    """

    provision: Provision
    rows: tuple[Judgement, ...]
    stratum: str = ""
    size: int = 0
    corpus: int = 0

    @property
    def complete(self) -> bool:
        """Whether all finds are judged, and somebody looked for missing ones."""
        return self.looked and all(row.verdict for row in self.rows)

    @property
    def looked(self) -> bool:
        """Whether somebody looked for what is missing."""
        return any(row.verdict in ("missing", "complete") for row in self.rows)


def read_judgements(path: Path) -> list[dict[str, str]]:
    """The rows of one file, columns checked."""
    rows = rows_of_csv(path)
    missing = [name for name in COLUMNS if not rows or name not in rows[0]]
    if missing:
        raise InputError(
            f"{FOLDER}/{path.parent.name}/{path.name}: the column {missing[0]!r} is missing, or no rows; import"
            " the sheet again."
        )
    return rows


def judged_sentences(document: Document, path: Path) -> tuple[list[Sentence], list[str]]:
    """The sentences of a plan that a file judges, in order, and the texts of those that changed since."""
    grouped: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for line, row in enumerate(read_judgements(path), 2):
        grouped[row["start"], row["end"], row["text"]].append(row | {"line": str(line)})
    by_text: dict[str, list[Provision]] = defaultdict(list)
    for provision in document.provisions:
        by_text[provision.text].append(provision)
    found, changed = [], []
    for (start, _, text), rows in grouped.items():
        same = by_text[text]
        here = [one for one in same if str(one.start) == start] or (same if len(same) == 1 else [])
        if here:
            found.append(_sentence(here[0], rows, f"{FOLDER}/{path.parent.name}/{path.name}"))
        else:
            changed.append(text)
    return sorted(found, key=lambda one: one.provision.seq), changed


def _sentence(provision: Provision, rows: list[dict[str, str]], name: str) -> Sentence:
    judgements = tuple(_judgement(provision.text, row, name) for row in rows)
    size, corpus = (int(cell) if cell.isdecimal() else 0 for cell in (rows[0][key] for key in COLUMNS[-2:]))
    return Sentence(provision, judgements, rows[0]["stratum"], size, corpus)


def _judgement(text: str, row: dict[str, str], name: str) -> Judgement:
    where = f"coding/{name}, line {row['line']}"
    if row["verdict"] not in VERDICTS or row["kind"] not in (*KINDS, ""):
        raise InputError(f"{where}: verdict or kind is unknown; import the sheet again.")
    try:
        found = _find(text, row["kind"], row["found_at"], row["found_words"], row["found_value"])
        stated = _find(text, row["kind"], row["at"], row["words"], row["value"])
    except ValueError as error:
        raise InputError(f"{where}: {error}; import the sheet again.") from None
    return Judgement(row["kind"], row["verdict"], found, stated)


def _find(text: str, kind: str, at: str, words: str, value: str) -> Find | None:
    """A find from its cells; None where they are empty."""
    if not words:
        return None
    span = int(at), int(at) + len(words)
    if text[slice(*span)] != words:
        raise NoValue(f"{words!r} does not stand at {at} of the sentence")
    return find_stated(kind, text, span, value)


# --- what stands ---


def standing_finds(
    document: Document, finds: Mapping[str, Finds], folder: Path
) -> tuple[dict[str, Finds], list[Note]]:
    """The finds of a plan by provision_id as judged by the coders of `folder`, and what was not applied.

    `finds` are those of extraction, which stay where nobody judged them.
    """
    standing, notes = dict(finds), []
    taken: dict[str, list[Find]] = defaultdict(list)
    for coder in feeding(folder, "finds"):
        path = folder / FOLDER / coder.name / f"{document.doc_id}.csv"
        if not path.is_file():
            continue
        sentences, changed = judged_sentences(document, path)
        for one in sentences:
            key = one.provision.provision_id
            rows = [row for row in one.rows if not _judged_before(row, taken[key])]
            standing[key] = _applied(standing[key], finds[key], rows, coder)
            taken[key] += [find for row in rows if row.verdict for find in (row.found, row.stated) if find]
        notes += [_told(coder, changed)] if changed else []
    return standing, notes


def _told(coder: Coder, changed: Sequence[str]) -> Note:
    return Note.of("changed", coder=coder.name, n=len(changed), words=changed[0][:30])


def _judged_before(row: Judgement, taken: Sequence[Find]) -> bool:
    """Whether a coder that counts first has judged the find of a row, or one in its place."""
    own = [find for find in (row.found, row.stated) if find]
    return any(type(one) is type(other) and overlap(one, other) for one in own for other in taken)


def overlap(first: Find, second: Find) -> bool:
    """Whether two finds of a sentence share a character."""
    return first.start < second.end and second.start < first.end


def _applied(standing: Finds, extracted: Finds, rows: Sequence[Judgement], coder: Coder) -> Finds:
    """The finds of a sentence when one coder's rows are applied to them."""
    checked = dict(standing.checked)
    changed: dict[str, Any] = {}
    for kind, table in KINDS.items():
        own = [row for row in rows if row.kind == kind]
        kept = list(_kept(getattr(standing, table), getattr(extracted, table), own))
        for row in own:
            find = _as_extracted(row, getattr(extracted, table))
            if row.verdict in _CHECKED and find is not None:
                kept.append(find)
                checked[find] = Checked(coder.kind, coder.name, _CHECKED[row.verdict])
        changed[table] = sorted(dict.fromkeys(kept), key=lambda find: (find.start, find.end))
    return replace(standing, **changed, checked=checked)


def _kept(standing: Sequence[Find], extracted: Sequence[Find], rows: Sequence[Judgement]) -> Iterator[Find]:
    """The finds that no row judges: not itself, and, where it was not there yet, not in its place."""
    judged = [find for row in rows if row.verdict for find in (row.found, row.stated) if find]
    left_open = {_key(row.found) for row in rows if row.found and not row.verdict}
    for find in standing:
        by_others = find not in extracted
        if by_others or _key(find) in left_open or not any(overlap(find, one) for one in judged):
            yield find


def _as_extracted(row: Judgement, extracted: Sequence[Find]) -> Find | None:
    """The find that a row states; as extraction has it, where it says the same.

    What no notation holds, such as the label of a body, is that of the find which is corrected.
    """
    if row.stated is None:
        return None
    before = next((find for find in extracted if row.found and _key(find) == _key(row.found)), None)
    if before is not None and _key(before) == _key(row.stated):
        return before
    if isinstance(row.stated, Body) and isinstance(before, Body):
        return row.stated._replace(label=before.label)
    return row.stated


def _key(find: Find) -> tuple[int, int, str]:
    """What tells a find from others of its kind in the sentence."""
    return find.start, find.end, value_of(find)
