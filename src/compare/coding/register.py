"""Who coded: the register `data/coding/coders.csv`, and in which order the coders' codes count.

Each coder is a person or a language model. `rank` says whose codes feed the tables first (1); 0 or
nothing means never. `rank_topic` and `rank_obligation`, where they are filled in, say so for the
topics, and for obligation, sanction and monitoring, alone; `rank_finds`, for what was found.
`fazhi coding use` writes them; whoever edits the file by hand may save it from a spreadsheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError, instead, meant
from compare.files.csv_rows import numbered_rows
from compare.files.names import as_one, no_name

KINDS = ("person", "language model")
"""What a coder can be."""
FIELDS = ("topic", "obligation", "finds")
"""What can come from different coders. Sanction and monitoring go with obligation; `finds` are targets, times, bodies
and citations, which coders do not code, but judge and correct."""
COLUMNS = ("coder", "kind", "rank", *(f"rank_{field}" for field in FIELDS), "description")
"""What coders.csv tells of a coder; further columns are kept as they are."""
_NEVER = 0


@dataclass(frozen=True)
class Coder:
    """Who coded: `kind` is one of `KINDS`; `rank` 1 feeds the tables first, 0 never does.

    `ranks` are those of single fields (of `FIELDS`), where they differ.
    """

    name: str
    kind: str
    rank: int
    description: str
    ranks: tuple[tuple[str, int], ...] = ()

    def rank_for(self, field: str) -> int:
        """The rank for a field of `FIELDS`.

        >>> Coder("wang", "person", 1, "", (("topic", 2),)).rank_for("topic")
        2
        """
        return dict(self.ranks).get(field, self.rank)


def read_coders(folder: Path) -> list[Coder]:
    """The coders of `folder` (data/coding), those that feed the tables first.

    Raises `InputError` for a coder that is listed twice, whose name cannot be that of a folder, or whose kind or
    rank cannot be read.
    """
    coders = [_coder(row, f"coders.csv, row {line}") for line, row in register_rows(folder)]
    names = [as_one(coder.name) for coder in coders]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise InputError(f"coders.csv: {twice!r} stands there twice; keep one row for each coder.")
    return in_order(coders, "")


def register_rows(folder: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of coders.csv with their numbers, as written but for space around them and capitals of columns."""
    path = folder / "coders.csv"
    rows = numbered_rows(path) if path.is_file() else []
    found = [(line, _stripped(row)) for line, row in rows if any(cell.strip() for cell in row.values())]
    for column in found[0][1] if found else ():
        near = meant(column, [name for name in COLUMNS if name not in found[0][1]])
        if column not in COLUMNS and near:
            raise InputError(f"coders.csv: unknown column {column!r};{near}")
    return found


def refuse_unknown(names: Iterable[str], coders: Iterable[str]) -> None:
    """An `InputError` for a name that is none of the coders'."""
    known = list(coders)
    for name in names:
        if name not in known:
            raise InputError(f"{name}: no such coder in coders.csv;{instead(name, known)}")


def in_order(coders: list[Coder], field: str) -> list[Coder]:
    """Coders with those first whose codes count first for a field; those that never count are last."""
    return sorted(coders, key=lambda one: (one.rank_for(field) == _NEVER, one.rank_for(field), one.name))


def feeds(coder: Coder) -> bool:
    """Whether a coder's codes feed the tables with any field."""
    return any(coder.rank_for(field) != _NEVER for field in FIELDS)


def feeding(folder: Path, field: str) -> list[Coder]:
    """The coders whose codes feed the tables with a field, first those that count first."""
    return [one for one in in_order(read_coders(folder), field) if one.rank_for(field) != _NEVER]


def _stripped(row: dict[str, str]) -> dict[str, str]:
    return {name.strip().casefold(): cell.strip() for name, cell in row.items()}


def _coder(row: dict[str, str], where: str) -> Coder:
    for name in ("coder", "kind"):
        if name not in row:
            raise InputError(f"coders.csv: the column {name!r} is missing; add it.")
    if not row["coder"]:
        raise InputError(f"{where}: the coder has no name; give one, or take the row out.")
    if why := no_name(row["coder"]):
        raise InputError(f"{where}: {why}; the coder needs a name that a folder can have.")
    kind = row["kind"].lower()
    if kind not in KINDS:
        raise InputError(
            f"{where}: kind {row['kind']!r} of {row['coder']!r} must be one of {', '.join(KINDS)}."
        )
    ranks = {field: row.get(f"rank_{field}", "") for field in FIELDS}
    own = tuple((field, _rank(value, where)) for field, value in ranks.items() if value)
    return Coder(row["coder"], kind, _rank(row.get("rank", ""), where), row.get("description", ""), own)


def _rank(cell: str, where: str) -> int:
    """A rank as spreadsheets write it: 1, 1.0, 1,0 or nothing."""
    try:
        rank = float(cell.replace(",", ".") or 0)
    except ValueError:
        rank = -1.0
    if rank < 0 or not rank.is_integer():
        raise InputError(
            f"{where}: rank {cell!r} is no whole number; say whose codes count with `fazhi coding use`."
        )
    return int(rank)
