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

from compare.coding.given import Codes, Given, as_given, by_provision, read_codes
from compare.coding.register import KINDS, Coder, read_coders
from compare.coding.rules import judge_row
from compare.errors import InputError
from compare.indices.selection import counted
from compare.text.document import Document, Provision
from compare.vocab.taxonomy import domain_of

FIELDS = ("topic", "domain", "obligation", "sanction", "monitoring")
"""The fields that coders are compared on."""
_KEYS = ["doc_id", "provision_id", "unit"]
_NUMBERS = ["obligation", "sanction", "monitoring"]


def coding_table(provisions: pd.DataFrame, folder: Path, coder: str) -> pd.DataFrame:
    """The codes of one coder in `folder` (data/coding), headings left out.

    Columns: doc_id, provision_id, unit, text, topic, domain, obligation, sanction, monitoring,
    note. Plans that the coder has not coded have no rows; what was left open is empty or missing.
    Where the coder cut the text otherwise, provisions have the codes of `compare.coding.given.by_provision`.
    """
    who, found = Coder(coder, "", 0, ""), []
    for doc_id, own in provisions.groupby("doc_id", sort=False):
        path = folder / coder / f"{doc_id}.csv"
        if path.is_file():
            codes = by_provision(list(zip(own["provision_id"], own["start"], own["end"], strict=True)),
                                 _standing(own, path, who))  # fmt: skip
            found += [_row(place, codes[place["provision_id"]]) for place in own.to_dict("records")
                      if place["provision_id"] in codes]  # fmt: skip
    return _without_headings(found)[[*_KEYS, "text", *FIELDS, "note"]]


def _standing(provisions: pd.DataFrame, path: Path, coder: Coder) -> list[Given]:
    """The rows of a coder's file, if the text that each codes still stands there."""
    texts = "".join("".join(text.split()) for text in provisions["text"])
    first, last = int(provisions["start"].min()), int(provisions["end"].max())
    given = []
    for line, row in enumerate(read_codes(path), 2):
        start, end = int(row["start"]), int(row["end"])
        if not first <= start < end <= last or "".join(row.get("text", "").split()) not in texts:
            raise InputError(
                f"coding/{coder.name}: some codes fit no provision any more (line {line}); code these plans anew."
            )
        given.append(as_given(row, (start, end), f"coding/{coder.name}/{path.name}, line {line}", coder))
    return given


def _row(place: Mapping[Hashable, Any], given: Given) -> dict[str, Any]:
    """A provision with a coder's codes; a missing number is None."""
    names = ("doc_id", "provision_id", "measure_id", "is_heading", "text")
    duty = dict(zip(_NUMBERS, given.duty, strict=True))
    return {name: place[name] for name in names} | {"topic": given.topic, "note": given.note} | duty


def _without_headings(found: list[dict[str, Any]]) -> pd.DataFrame:
    columns = ["doc_id", "provision_id", "measure_id", "is_heading", "text", "topic", *_NUMBERS, "note"]
    rows = pd.DataFrame(found, columns=columns)
    rows = rows.astype(dict.fromkeys(_NUMBERS, "Int64")).astype(
        {"topic": str, "measure_id": str, "provision_id": str}
    )
    rows = rows[rows["is_heading"] == 0].reset_index(drop=True)
    measure = rows["measure_id"]
    return rows.assign(
        unit=measure.where(measure != "", rows["provision_id"]), domain=rows["topic"].map(domain_of)
    )


def given_rows(document: Document, given: Mapping[str, Given]) -> pd.DataFrame:
    """What a coder gave to one document, as such a table."""
    rows = [_row(_place(p), given[p.provision_id]) for p in document.provisions if p.provision_id in given]
    return _without_headings(rows)[[*_KEYS, "text", *FIELDS, "note"]]


def _place(provision: Provision) -> dict[Hashable, Any]:
    names = ("doc_id", "provision_id", "measure_id", "is_heading", "text")
    return {name: getattr(provision, name) for name in names}


def code_rows(document: Document, codes: Mapping[str, Codes]) -> pd.DataFrame:
    """The codes of one document as such a table, without notes."""
    rows = [
        {name: getattr(codes[p.provision_id], name) for name in ("topic", *_NUMBERS)} | _place(p)
        for p in document.provisions
    ]
    return _without_headings(rows)[[*_KEYS, "text", *FIELDS]]  # type: ignore[arg-type]


def pair(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The provisions that both coded: doc_id, provision_id, unit, text, `<field>_a`, `<field>_b`."""
    own = first[[*_KEYS, "text", *FIELDS]]
    return own.merge(second[["provision_id", *FIELDS]], on="provision_id", suffixes=("_a", "_b"))


def rule_pairs(provisions: pd.DataFrame) -> pd.DataFrame:
    """A coder's codes (a) beside the rules (b), for the coded provisions that indices count.

    The topic is the coder's in both, so the pair says how the rules do and nothing of the model.
    """
    given = provisions["topic_source"].isin(KINDS) & provisions["obligation_source"].isin(KINDS)
    rows = counted(provisions[given])
    judged = [judge_row(row) for row in rows.to_dict("records")]
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
