"""Agreement between every two coders and among all, by field; and of units cut otherwise, by character.

Krippendorff's alpha takes any number of coders and what they left open (Krippendorff 2004, Content
Analysis, ch. 11). Where coders cut the text otherwise, alpha is computed with the character as the
unit: stretches between any two coders' cuts count by their length, as in Krippendorff, Mathet,
Bouvry and Widlöcher (2016, Quality & Quantity 50: 2347-2364), but without their correction for
where cuts may fall. No Python library looked at has alpha for unitising (Krippendorff 1995): krippendorff has
that of given units, pygamma-agreement the gamma of Mathet et al. (2015), segeval boundary similarity.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from compare.coding.given import DUTY, Given, match_codes, read_codes
from compare.coding.register import Coder
from compare.evaluation.coder_pairs import coding_table
from compare.indices.krippendorff import Level, alpha, alphas, drawn_alphas, unit_coincidences
from compare.indices.reliability import LEVELS
from compare.indices.resampling import DRAWS, cluster_weights, intervals
from compare.text.document import Document

COLUMNS = ("coders", "field", "n", "same", "share", "alpha", "low", "high")
_TOGETHER = " and "


def codings(provisions: pd.DataFrame, folder: Path, names: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The codes of each coder that has any, as `coding_table` gives them."""
    found = {name: coding_table(provisions, folder, name) for name in names}
    return {name: table for name, table in found.items() if len(table)}


def coder_agreement(coded: Mapping[str, pd.DataFrame], draws: int = DRAWS) -> pd.DataFrame:
    """Agreement of every two coders, and of all where there are more.

    `coded` is that of `codings`. Columns: coders, field, n (provisions that at least two of them
    gave the field), same (all who gave it gave the same), share, alpha, low, high (95%, from
    resampling measures). Obligation, sanction and monitoring are compared where at least one coder saw
    a measure. Pairs without a common provision have no rows.
    """
    groups: list[Sequence[str]] = list(combinations(coded, 2))
    groups += [list(coded)] if len(coded) > 2 else []
    rows = [row for names in groups for row in _rows({name: coded[name] for name in names}, draws)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(coded: Mapping[str, pd.DataFrame], draws: int) -> list[dict[str, Any]]:
    """One row for each field that at least two of some coders gave to the same provision."""
    found = []
    for field, level in LEVELS.items():
        wide = compared(coded, field)
        if len(wide):
            found.append(
                {"coders": _TOGETHER.join(coded), "field": field} | agreement_row(wide, level, draws)
            )
    return found


def compared(coded: Mapping[str, pd.DataFrame], field: str) -> pd.DataFrame:
    """The provisions that at least two coders gave a field: a column for each coder, and `unit`."""
    tables = {name: table.set_index("provision_id") for name, table in coded.items()}
    wide = pd.DataFrame({name: table[field].replace("", pd.NA) for name, table in tables.items()})
    units = pd.concat([table["unit"] for table in tables.values()])
    wide["unit"] = units[~units.index.duplicated()].reindex(wide.index)
    enough = wide[list(coded)].notna().sum(axis=1) > 1
    if field in DUTY:
        domains = pd.DataFrame({name: table["domain"] for name, table in tables.items()})
        enough &= (domains.notna() & (domains != "N")).any(axis=1).reindex(wide.index)
    return wide[enough]


def agreement_row(wide: pd.DataFrame, level: Level, draws: int) -> dict[str, Any]:
    """Counts, alpha and interval of a table with a column for each coder, and `unit`."""
    given = [wide[name] for name in wide.columns if name != "unit"]
    same = int((pd.concat(given, axis=1).nunique(axis=1) == 1).sum())
    drawn = drawn_alphas(given, level, cluster_weights(wide["unit"], "agreement", draws))
    low, high = intervals(drawn.reshape(-1, 1), wide["unit"].nunique())[:, 0]
    counts = {"n": len(wide), "same": same, "share": same / len(wide)}
    return counts | {"alpha": alpha(given, level), "low": float(low), "high": float(high)}


def character_agreement(documents: Sequence[Document], folder: Path, names: Sequence[str]) -> pd.DataFrame:
    """Agreement of coders with the character as the unit, for topics and levels of obligation.

    Columns: coders, field, n (characters that at least two coders gave the field, without white
    space and headings), same, share, alpha. No rows where no two coders coded the same plan.
    """
    stretches = [row for document in documents for row in _stretches(document, folder, names)]
    frame = pd.DataFrame(stretches, columns=["chars", "field", *names])
    found = []
    for field in ("topic", "obligation"):
        part = frame[(frame["field"] == field) & (frame[list(names)].notna().sum(axis=1) > 1)]
        if len(part):
            given, chars = [part[name] for name in names], part["chars"].to_numpy(dtype=float)
            cells, size = unit_coincidences(given)
            value = float(alphas((chars @ cells).reshape(1, size, size), LEVELS[field])[0])
            same = chars[(part[list(names)].nunique(axis=1) == 1).to_numpy()].sum()
            row = {"coders": _TOGETHER.join(names), "field": field, "n": int(chars.sum()), "same": int(same)}
            found.append(row | {"share": same / chars.sum(), "alpha": value})
    return pd.DataFrame(found, columns=["coders", "field", "n", "same", "share", "alpha"])


def _stretches(document: Document, folder: Path, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The plan's text between any two cuts: how many characters, the field, and each coder's code."""
    given = {name: _given(document, folder, name) for name in names}
    body = [p for p in document.provisions if not p.is_heading]
    places = np.sort(np.concatenate([p.passage.index for p in body])) if body else np.zeros(0)
    spans = [(one.start, one.end) for codes in given.values() for one in codes]
    cuts = sorted({edge for span in [*spans, *((p.start, p.end) for p in body)] for edge in span})
    found: list[tuple[Any, ...]] = []
    for start, end in pairwise(cuts):
        chars = int(np.searchsorted(places, end) - np.searchsorted(places, start))
        codes = [next((one for one in given[name] if one.start <= start < one.end), None) for name in names]
        if chars:
            found.append((chars, "topic", *(one.topic or None if one else None for one in codes)))
            found.append((chars, "obligation", *(one.duty[0] if one else None for one in codes)))
    return found


def _given(document: Document, folder: Path, name: str) -> list[Given]:
    path = folder / name / f"{document.doc_id}.csv"
    if not path.is_file():
        return []
    return match_codes(document, read_codes(path), f"{name}/{path.name}", Coder(name, "", 0, ""))
