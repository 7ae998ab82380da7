"""A sheet of the provisions that coders coded otherwise, for a third to decide."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from compare.coding.given import DUTY
from compare.coding.register import read_coders, refuse_unknown
from compare.errors import InputError
from compare.evaluation.agreement import codings
from compare.project import Project
from compare.sheets.sheet import BY, Row, codes_of_plan, plan_of, rows_of_plan, write_sheet
from compare.tables.reading import read_table

_FIELDS = ("topic", *DUTY)


def export_disagreements(
    project: Project, names: Sequence[str], folder: Path, replace: bool = False
) -> list[Path]:
    """Write the sheet of what two or more coders coded otherwise; codes that they share are filled in.

    A column for each coder shows what it gave. Whoever decides fills in the rest, and the sheet is
    imported under that name. Raises `InputError` where nobody disagrees.
    """
    refuse_unknown(names, [coder.name for coder in read_coders(project.coding)])
    coded = codings(read_table("provisions", project.processed), project.coding, names)
    silent = [name for name in names if name not in coded]
    if silent:
        raise InputError(f"{silent[0]}: has coded no provision of this project; see data/coding/coders.csv.")
    disputed = disagreements(coded)
    if not len(disputed):
        raise InputError(f"{' and '.join(names)}: agree on all that both coded; there is nothing to decide.")
    rows: list[Row] = []
    for doc_id, own in disputed.groupby("doc_id", sort=False):
        document = plan_of(project, str(doc_id))
        given = own.set_index("provision_id").to_dict("index")
        codes = {
            key: one for key, one in codes_of_plan(project, document, blind=True).items() if key in given
        }
        rows += [row | given[key]["cells"] for key, row in rows_of_plan(document, codes, True).items()]
    return write_sheet(rows, f"{'_'.join(names)}_disagreements", folder, replace)


def disagreements(coded: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The provisions on which at least two coders gave a field otherwise.

    Columns: provision_id, doc_id, cells (what the sheet says: a column `by_<coder>` for each, and the
    codes on which all agree).
    """
    tables = {name: table.set_index("provision_id") for name, table in coded.items()}
    ids = list(dict.fromkeys(key for table in tables.values() for key in table.index))
    found = []
    for key in ids:
        given = {name: table.loc[key] for name, table in tables.items() if key in table.index}
        values = {field: _values(list(given.values()), field) for field in _FIELDS}
        if any(len(set(each)) > 1 for each in values.values()):
            shared = {field: each[0] if len(set(each)) == 1 else "" for field, each in values.items()}
            said = {f"{BY}{name}": _in_short(given[name]) if name in given else "" for name in coded}
            found.append((key, next(iter(given.values()))["doc_id"], said | shared))
    return pd.DataFrame(found, columns=["provision_id", "doc_id", "cells"])


def _values(given: Sequence[pd.Series], field: str) -> list[str]:
    """What the coders gave of a field; nothing for what they left open."""
    return [str(one[field]) for one in given if pd.notna(one[field]) and one[field] != ""]


def _in_short(given: pd.Series) -> str:
    """All codes of a row in one word, as `E6 3/1/0`; a dash for what was left open."""
    duty = "/".join(str(given[name]) if pd.notna(given[name]) else "-" for name in DUTY)
    return f"{given['topic'] or '-'} {duty}"
