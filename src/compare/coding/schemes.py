"""Further coding schemes beside the taxonomy: other questions asked of the same provisions.

A scheme is data: `schemes/<name>/taxonomy.csv` in the package's `vocab/` or the project's own
(columns code, parent, label_zh, label_en, definition; at most two levels), and codes by
character span in `data/coding/schemes/<name>/<coder>/<doc_id>.csv`, with `coders.csv` as beside
the codes of the taxonomy. An empty code means: read, and nothing of the scheme is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.coding.register import Coder, feeding
from compare.errors import InputError
from compare.files.csv_rows import numbered_rows
from compare.files.names import no_name, twin_of
from compare.vocab.reading import vocabulary_files
from compare.vocab.taxonomy import NEEDED, fault_of_code

if TYPE_CHECKING:
    from compare.text.document import Document  # half a second to load

FOLDER = "schemes"
"""Where schemes lie, in `vocab/` and in `data/coding/`."""
NONE = "none"
"""Stands for the empty code where codes are counted: read, and nothing of the scheme is there."""
_NEEDED = ("start", "end", "code")


@dataclass(frozen=True)
class Category:
    """A code of a scheme; `parent` is empty for those at the top."""

    code: str
    parent: str
    label_zh: str
    label_en: str
    definition: str

    def label(self, language: str) -> str:
        """The label in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en


@cache
def read_scheme(name: str) -> dict[str, Category]:
    """The codes of a scheme in the order of its file; an `InputError` for one that is not there or deeper than two.

    >>> read_scheme("instruments")["ENV4"].parent
    'ENV'
    """
    files = vocabulary_files(f"{FOLDER}/{name}/taxonomy.csv")
    if not files:
        raise InputError(
            f"{FOLDER}/{name}: no taxonomy.csv; put it into vocab/{FOLDER}/{name}/ of the project."
        )
    fields = Category.__dataclass_fields__
    rows = [row for file in files for row in _checked(file, name)]
    found = {row["code"]: Category(**{field: row.get(field, "") for field in fields}) for row in rows}
    for category in found.values():
        parent = found.get(category.parent)
        if category.parent and (parent is None or parent.parent):
            raise InputError(
                f"{FOLDER}/{name}/taxonomy.csv: parent {category.parent!r} of {category.code} is no code at the top."
            )
    return found


def _checked(path: Path, name: str) -> list[dict[str, str]]:
    """The rows of one file of a scheme; an `InputError` names the first bad one."""
    rows, seen = numbered_rows(path), set[str]()
    where = f"{FOLDER}/{name}/taxonomy.csv"
    lacking = [column for column in NEEDED if not rows or column not in rows[0][1]]
    if lacking:
        raise InputError(f"{where}: the column {lacking[0]!r} is missing, or no rows; add them.")
    for line, row in rows:
        fault = fault_of_code(row["code"], (other["code"] for _, other in rows), seen)
        fault = fault or next((f"{column} is empty; fill it in." for column in NEEDED if not row[column]), "")
        if fault or row["code"] == NONE:
            raise InputError(
                f"{where}, line {line}: {fault or f'{NONE!r} stands for no code; choose another.'}"
            )
        seen.add(row["code"])
    return [row for _, row in rows]


def known_codes(name: str, used: Iterable[str]) -> dict[str, Category]:
    """The codes of a scheme in order, each at the top followed by those under it, and `NONE`.

    Codes that were `used` and are not in the scheme at hand (tables of another project, say) follow by
    their own names.

    >>> list(known_codes("instruments", []))[:2], list(known_codes("nowhere", ["x", ""]))
    (['SUP', 'SUP1'], ['x', 'none'])
    """
    files = vocabulary_files(f"{FOLDER}/{name}/taxonomy.csv")
    known = read_scheme(name) if files else {}
    top = [category for category in known.values() if not category.parent]
    ordered = [one for head in top for one in (head, *(c for c in known.values() if c.parent == head.code))]
    others = sorted({code for code in used if code} - set(known))
    ordered += [Category(code, "", code, code, "") for code in others]
    return {one.code: one for one in (*ordered, Category(NONE, "", "", "", ""))}


def scheme_rows(document: "Document", coding: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows that a document adds for each scheme in `coding` (data/coding), by the scheme's name."""
    folders = sorted(path for path in (coding / FOLDER).glob("*") if (path / "coders.csv").is_file())
    for folder in folders:
        _check_name(folder.name, [other.name for other in folders])
    return {folder.name: list(_rows(document, folder)) for folder in folders}


def _check_name(name: str, names: list[str]) -> None:
    """A scheme's table is a file that every system must take, beside those of the others."""
    why = no_name(name)
    if twin := twin_of(name, names):
        why = f"{twin!r} is there, too, and names must differ by more than case"
    if why:
        raise InputError(f"coding/{FOLDER}/{name}: {why}; rename the folder.")


def _rows(document: "Document", folder: Path) -> Iterator[dict[str, Any]]:
    """The codes of the first-ranked coder who coded the document; nothing where nobody did."""
    for coder in feeding(folder, "topic"):
        path = folder / coder.name / f"{document.doc_id}.csv"
        if path.is_file():
            yield from _coded(document, path, coder, read_scheme(folder.name))
            return


def _coded(
    document: "Document", path: Path, coder: Coder, known: dict[str, Category]
) -> Iterator[dict[str, Any]]:
    by_span = {(str(p.start), str(p.end)): p.provision_id for p in document.provisions}
    for line, row in numbered_rows(path):
        where = f"coding/{FOLDER}/{path.parent.parent.name}/{path.parent.name}/{path.name}, line {line}"
        if any(name not in row for name in _NEEDED):
            raise InputError(f"{where}: the columns {', '.join(_NEEDED)} must be there; add them.")
        provision = by_span.get((row["start"], row["end"]))
        if provision is None:
            raise InputError(
                f"{where}: no provision has the characters {row['start']} to {row['end']}; code the plan anew."
            )
        codes = (row["code"], row.get("code2", ""))
        unknown = [code for code in codes if code and code not in known]
        if unknown:
            raise InputError(f"{where}: {unknown[0]!r} is no code of the scheme; see its taxonomy.csv.")
        yield {
            "provision_id": provision,
            "doc_id": document.doc_id,
            "code": codes[0],
            "code2": codes[1],
            "coder": coder.name,
            "coder_kind": coder.kind,
            "score": 1.0,
        }
