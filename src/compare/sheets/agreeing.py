"""`fazhi coding agreement`: how far coders agree, in lines to read."""

from collections.abc import Mapping, Sequence

import pandas as pd

from compare.coding.register import read_coders, refuse_unknown
from compare.errors import InputError
from compare.evaluation.agreement import character_agreement, coder_agreement, codings
from compare.evaluation.scheme_agreement import (
    copied,
    scheme_agreement,
    scheme_coders,
    scheme_codings,
)
from compare.project import Project
from compare.sheets.comparison import sentence
from compare.sheets.sheet import plan_of
from compare.tables.reading import read_table

_NOTE = "Headings are left out; fields are compared where at least two coders gave them. Intervals: 95%, from resampling measures."


def agreement_told(project: Project, names: Sequence[str] = ()) -> str:
    """Agreement of every two coders (of all who coded, unless named) and among all, by field.

    Raises `InputError` for a name that is not in the register, and where no two coded the same.
    """
    kinds = {coder.name: coder.kind for coder in read_coders(project.coding)}
    refuse_unknown(names, kinds)
    provisions = read_table("provisions", project.processed)
    coded = codings(provisions, project.coding, names or list(kinds))
    lines = [_NOTE, *_told(coder_agreement(coded), list(coded), kinds)]
    return "\n".join([*lines, *_by_character(project, list(coded), provisions)])


def scheme_agreement_told(project: Project, scheme: str, names: Sequence[str] = ()) -> str:
    """The same of a further scheme: of the main code, and of the code at the top that it is under."""
    kinds = {coder.name: coder.kind for coder in scheme_coders(project.coding, scheme)}
    refuse_unknown(names, kinds)
    coded = scheme_codings(read_table("provisions", project.processed), project.coding, scheme)
    coded = coded[coded["coder"].isin(names or list(kinds))]
    carried = copied(coded)
    lines = _told(scheme_agreement(coded), list(coded["coder"].unique()), kinds)
    if carried:
        lines.append(f"Left out, since all give the same remark, word for word: {', '.join(carried)}.")
    return "\n".join([_NOTE, *lines])


def _told(found: pd.DataFrame, coders: Sequence[str], kinds: Mapping[str, str]) -> list[str]:
    """The lines of every group of coders; an `InputError` where there is none."""
    if found.empty:
        raise InputError(
            f"{', '.join(coders) or 'Nobody'}: no two coders coded the same provisions; nothing to compare."
        )
    lines = []
    for who, part in found.groupby("coders", sort=False):
        named = " and ".join(f"{name} (a {kinds[name]})" for name in str(who).split(" and "))
        lines += [f"{named}:", *(sentence(row) for row in part.to_dict("records"))]
    return lines


def _by_character(project: Project, names: Sequence[str], provisions: pd.DataFrame) -> list[str]:
    """Agreement by character, where somebody cut the text otherwise."""
    doc_ids = [doc_id for doc_id in provisions["doc_id"].unique() if _shared(project, names, doc_id)]
    documents = [plan_of(project, doc_id) for doc_id in doc_ids]
    found = character_agreement(documents, project.coding, names)
    lines = [
        f"  {row['field']:10} {row['same']} of {row['n']} characters the same; alpha {row['alpha']:.2f}"
        for row in found.to_dict("records")
    ]
    return ["By character, whoever cut the text in which way:", *lines] if lines else []


def _shared(project: Project, names: Sequence[str], doc_id: str) -> bool:
    return sum((project.coding / name / f"{doc_id}.csv").is_file() for name in names) > 1
