"""Codes beside codes: what two coders, or a coder and the rules, gave to the same provisions.

Agreement and scores are computed from these pairs (`compare.indices.reliability`). A pair has
one row for each provision that is no heading, `<field>_a` and `<field>_b` for every field, and
`unit`, the measure that is resampled. Headings are left out, because layout settles their codes.
"""

from collections.abc import Hashable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from compare.coding.hand import KINDS, Codes, read_coders, read_codes
from compare.coding.rules import judge
from compare.errors import InputError
from compare.indices.selection import counted
from compare.text.document import Document

FIELDS = ("topic", "domain", "obligation", "sanction", "monitoring")
"""The fields that coders are compared on."""
_KEYS = ["doc_id", "provision_id", "unit"]
_NUMBERS = ["obligation", "sanction", "monitoring"]


def coding_table(provisions: pd.DataFrame, folder: Path, coder: str) -> pd.DataFrame:
    """The codes of one coder in `folder` (data/coding), headings left out.

    Columns: doc_id, provision_id, unit, text, topic, domain, obligation, sanction, monitoring,
    note. Plans that the coder has not coded have no rows.
    """
    files = [folder / coder / f"{doc_id}.csv" for doc_id in provisions["doc_id"].unique()]
    rows = [row for file in files if file.is_file() for row in read_codes(file)]
    codes = pd.DataFrame(rows, columns=["doc_id", "start", "end", "topic", *_NUMBERS, "note"])
    whole = ["start", "end", *_NUMBERS]
    codes[whole] = codes[whole].astype("int64")
    places = provisions[["doc_id", "provision_id", "measure_id", "is_heading", "start", "end", "text"]]
    joined = places.merge(codes, on=["doc_id", "start", "end"])
    if len(joined) != len(codes):
        raise InputError(f"coding/{coder}: some codes fit no provision any more; code these plans anew.")
    return _without_headings(joined)[[*_KEYS, "text", *FIELDS, "note"]]


def _without_headings(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["is_heading"] == 0].reset_index(drop=True)
    measure = rows["measure_id"]
    return rows.assign(unit=measure.where(measure != "", rows["provision_id"]), domain=rows["topic"].str[:1])


def code_rows(document: Document, codes: Mapping[str, Codes]) -> pd.DataFrame:
    """The codes of one document as such a table, without notes."""
    rows = [
        {name: getattr(codes[p.provision_id], name) for name in ("topic", *_NUMBERS)}
        | {name: getattr(p, name) for name in ("doc_id", "provision_id", "measure_id", "is_heading", "text")}
        for p in document.provisions
    ]
    return _without_headings(pd.DataFrame(rows))[[*_KEYS, "text", *FIELDS]]


def pair(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The provisions that both coded: doc_id, provision_id, unit, text, `<field>_a`, `<field>_b`."""
    own = first[[*_KEYS, "text", *FIELDS]]
    return own.merge(second[["provision_id", *FIELDS]], on="provision_id", suffixes=("_a", "_b"))


def rule_pairs(provisions: pd.DataFrame) -> pd.DataFrame:
    """A coder's codes (a) beside the rules (b), for the coded provisions that indices count.

    The topic is the coder's in both, so the pair says how the rules do and nothing of the model.
    """
    rows = counted(provisions[provisions["topic_source"].isin(KINDS)])
    timed = (rows["n_targets"] > 0) | (rows["n_times"] > 0)
    judged = [judge(text, bool(lift)) for text, lift in zip(rows["text"], timed, strict=True)]
    ruled = rows.assign(**{field: [getattr(one, field) for one in judged] for field in _NUMBERS})
    return pair(rows, ruled)


PASSES = ("llm-pass-a", "llm-pass-b")
"""The two passes that a language model made without seeing one another."""


def pass_pairs(provisions: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The two independent passes beside each other, for the plans that have both."""
    first, second = (coding_table(provisions, folder, coder) for coder in PASSES)
    return pair(first, second)


def two_coders(provisions: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The codes of two coders beside each other: the two passes, else the first two who share a plan.

    Columns: coder_a, coder_b, doc_id, provision_id, unit, `<field>_a`, `<field>_b`; no row where no two coders
    coded the same provisions.
    """
    names = [coder.name for coder in read_coders(folder)]
    choices = [PASSES, *combinations(names, 2)]
    columns = ["coder_a", "coder_b", *_KEYS, *(f"{field}_{side}" for field in FIELDS for side in "ab")]
    for first, second in choices:
        found = pair(*(coding_table(provisions, folder, coder) for coder in (first, second)))
        if len(found):
            return found.assign(coder_a=first, coder_b=second)[columns]
    return pd.DataFrame(columns=columns)


def hard_decisions(provisions: pd.DataFrame, folder: Path, decider: str = "llm-adjudicated") -> pd.DataFrame:
    """Provisions on which the decider left a note and both passes exist; disputed ones first.

    Columns: provision_id, text, pass_a, pass_b, decided (each: topic, obligation, sanction,
    monitoring), note.
    """
    final = coding_table(provisions, folder, decider)
    pairs = pass_pairs(provisions, folder).drop(columns="text")
    rows = final[final["note"] != ""].merge(pairs, on=_KEYS)
    for name, suffix in (("pass_a", "_a"), ("pass_b", "_b"), ("decided", "")):
        rows[name] = [_in_short(row, suffix) for row in rows.to_dict("records")]
    rows["disputed"] = rows["pass_a"] != rows["pass_b"]
    rows = rows.sort_values("disputed", ascending=False, kind="stable")
    columns = ["provision_id", "text", "pass_a", "pass_b", "decided", "note"]
    return rows[columns].reset_index(drop=True)


def _in_short(row: dict[Hashable, Any], suffix: str) -> str:
    """All codes of a row in one word: `A4 2/0/1` is topic A4, a directive, monitoring."""
    return f"{row[f'topic{suffix}']} {'/'.join(str(row[f'{name}{suffix}']) for name in _NUMBERS)}"
