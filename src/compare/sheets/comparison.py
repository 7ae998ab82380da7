"""How the codes of a sheet that came in compare with those that stand, in sentences."""

from typing import Any

import pandas as pd

from compare.coding.coder import completed
from compare.coding.given import Codes, by_provision, first_given, match_codes, places_of
from compare.coding.register import KINDS, Coder
from compare.evaluation.coder_pairs import code_rows, given_rows, pair
from compare.extract.finds import find_all
from compare.indices.reliability import ALL, agreement
from compare.project import Project
from compare.sheets.sheet import CODES, Row
from compare.text.document import Document
from compare.vocab.filling import fill

_SHOWN = 20  # differences listed before the rest is counted
_COMPARED = tuple(name for name in CODES if name != "topic2")


def comparison(
    project: Project, document: Document, rows: list[Row], coder: Coder, suggested: bool
) -> list[str]:
    """Agreement of a sheet's rows with what stands, and a list of the differences."""
    standing = standing_codes(project, document, coder.name)
    texts = [{name: str(value) for name, value in row.items()} for row in rows]
    given = by_provision(places_of(document), match_codes(document, texts, "sheet", coder))
    pairs = pair(given_rows(document, given), code_rows(document, standing))
    lines = [f"Compared with {_whose(standing)}, headings left out:"]
    lines += [sentence(row) for row in agreement(pairs).to_dict("records") if row["doc_id"] == ALL]
    if suggested:
        lines.append("The sheet showed suggested codes, so this is no measure of independent agreement.")
    return [*lines, *_differences(pairs)]


def standing_codes(project: Project, document: Document, besides: str) -> dict[str, Codes]:
    """The codes that feed the tables where those of one coder are left out."""
    return completed(document, find_all(document), first_given(document, project.coding, besides))


def _whose(codes: dict[str, Codes]) -> str:
    """Whose codes they are."""
    coders = sorted({(one.coder, one.topic_source) for one in codes.values() if one.topic_source in KINDS})
    named = [f"{name} ({kind})" for name, kind in coders]
    modelled = any(one.topic_source == "model" for one in codes.values())
    return " and ".join([*named, *(["the topic model and the rules"] if modelled or not named else [])])


def sentence(row: dict[str, Any]) -> str:
    """One field's agreement: how many alike, and Krippendorff's alpha with its interval."""
    value = "not defined (one code throughout)" if pd.isna(row["alpha"]) else f"{row['alpha']:.2f}"
    limits = "" if pd.isna(row["low"]) else f" [{row['low']:.2f}, {row['high']:.2f}]"
    return f"  {row['field']:10} {row['same']} of {row['n']} the same; Krippendorff's alpha {value}{limits}"


def _differences(pairs: pd.DataFrame) -> list[str]:
    lines = []
    for row in pairs.to_dict("records"):
        changed = [
            f"{field} {row[f'{field}_b']} → {row[f'{field}_a']}"
            for field in _COMPARED
            if _both_given(row[f"{field}_a"], row[f"{field}_b"])
            and str(row[f"{field}_a"]) != str(row[f"{field}_b"])
        ]
        lines += [f"{row['provision_id']}: {', '.join(changed)}"] if changed else []
    return [fill("{n:provision|provisions} coded otherwise:", n=len(lines)), _listed(lines)] if lines else []


def _both_given(*codes: object) -> bool:
    """Whether nobody left the field open; where one did, nothing was coded otherwise."""
    return not any(code == "" or pd.isna(code) for code in codes)


def _listed(lines: list[str]) -> str:
    rest = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([*(f"  {line}" for line in lines[:_SHOWN]), *rest])
