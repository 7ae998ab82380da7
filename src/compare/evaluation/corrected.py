"""Rates corrected for coding error, from a sample that a person coded too.

The difference estimator (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, ch. 6;
for codes given by models, Egami, Hinck, Stewart and Wei 2023, Design-based Supervised Learning): to
the rate that the tables give, the weighted mean difference of the person's codes and the tables' is
added. It needs no assumption on how the codes err, only that the sample was drawn as it says
(`fazhi coding export --sample`). Rows of the sample that were left open are taken to be as the
others of their stratum.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from compare.coding.given import read_codes
from compare.errors import InputError
from compare.evaluation.coder_pairs import coding_table
from compare.indices.rates import Z, wilson
from compare.indices.reliability import ALL

COLUMNS = ("doc_id", "field", "value", "n", "plain", "sampled", "wrong", "corrected", "low", "high")
FIELDS = ("domain", "obligation", "sanction", "monitoring")


def corrected_rates(provisions: pd.DataFrame, folder: Path, coder: str) -> pd.DataFrame:
    """Shares of the statements (no headings) with each code, as tabulated and as corrected.

    One row for each plan (or `all`), field and code. n: statements; plain: share in the tables;
    sampled: statements that `coder` coded too; wrong: of these, where one of the two gave the code and
    the other did not; corrected with its 95% interval, low to high. Corrected shares can be below 0
    or above 1 by a little and are cut there. Raises `InputError` where the coder coded no sample, or
    feeds the tables, so that they are not two opinions.
    """
    rows = provisions[provisions["is_heading"] == 0]
    sample = _sample(provisions, folder, coder)
    if (rows["coder"] == coder).any() or (rows["obligation_coder"] == coder).any():
        raise InputError(
            f"{coder}: feeds the tables, which cannot be held against their own source; run"
            f" `fazhi coding use {coder} --never` and `fazhi build` first."
        )
    found = [row for field in FIELDS for row in _of_field(rows, sample, field)]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    order = {doc_id: place for place, doc_id in enumerate([ALL, *rows["doc_id"].unique()])}
    return table.sort_values("doc_id", key=lambda ids: ids.map(order), kind="stable").reset_index(drop=True)


def _sample(provisions: pd.DataFrame, folder: Path, coder: str) -> pd.DataFrame:
    """The coder's codes with the stratum of each row."""
    drawn = [
        {
            "doc_id": doc_id,
            "start": int(row["start"]),
            "stratum": row["stratum"],
            "size": int(row["stratum_size"]),
        }
        for doc_id in provisions["doc_id"].unique()
        if (path := folder / coder / f"{doc_id}.csv").is_file()
        for row in read_codes(path)
        if row.get("stratum") and row.get("stratum_size", "").isdecimal()
    ]
    if not drawn:
        raise InputError(
            f"{coder}: has coded no sample; draw one with `fazhi coding export --sample N --blind`, and import it."
        )
    design = pd.DataFrame(drawn).merge(
        provisions[["doc_id", "start", "provision_id"]], on=["doc_id", "start"]
    )
    samples = design["stratum"].str.rsplit("-", n=1).str[0].unique()
    if len(samples) > 1:
        raise InputError(
            f"{coder}: coded rows of {len(samples)} samples; one sample is carried to the corpus."
        )
    coded = coding_table(provisions, folder, coder)[["provision_id", *FIELDS]]
    return design.merge(coded, on="provision_id")


def _of_field(rows: pd.DataFrame, sample: pd.DataFrame, field: str) -> Iterator[dict[str, Any]]:
    given = sample[sample[field].notna() & (sample[field] != "")]
    if given.empty:
        return
    both = given.merge(rows[["provision_id", field]], on="provision_id", suffixes=("", "_plain"))
    codes = sorted({*rows[field].dropna(), *both[field]}, key=str)
    for code in codes if field in ("domain", "obligation") else [1]:
        difference = (both[field] == code).astype(float) - (both[f"{field}_plain"] == code).astype(float)
        hits = (rows[field] == code).astype(float)
        for doc_id in (ALL, *rows["doc_id"].unique()):
            own = (rows["doc_id"] == doc_id) | (doc_id == ALL)
            inside = ((both["doc_id"] == doc_id) | (doc_id == ALL)).to_numpy()
            total, plain = int(own.sum()), float(hits[own].mean())
            shift, error = difference_total(both["stratum"], both["size"], difference * inside)
            row = {"doc_id": doc_id, "field": field, "value": str(code), "n": total, "plain": plain}
            row |= {"sampled": int(inside.sum()), "wrong": int((difference[inside] != 0).sum())}
            yield row | _estimate(plain, shift / total, error / total, (int(inside.sum()), total))


def _estimate(plain: float, shift: float, error: float, counts: tuple[int, int]) -> dict[str, float]:
    """The corrected rate and its interval; where no code was wrong, as many may be as could go unseen.

    `counts` are the statements coded twice, and all.
    """
    sampled, total = counts
    if not sampled:
        return {"corrected": np.nan, "low": np.nan, "high": np.nan}
    unseen = float(wilson(np.array([0.0]), np.array([float(sampled)]))[1][0])
    half = Z * error if error > 0 or sampled == total else unseen
    sides = np.clip([plain + shift, plain + shift - half, plain + shift + half], 0, 1)
    return dict(zip(("corrected", "low", "high"), map(float, sides), strict=True))


def difference_total(strata: pd.Series, sizes: pd.Series, values: pd.Series) -> tuple[float, float]:
    """The total of `values` over the population, from a stratified sample, and its standard error.

    Strata of which one row is coded, and not all, are taken together (Cochran 1977, sect. 5A.12).

    >>> strata, sizes = pd.Series(["a", "a", "b", "b"]), pd.Series([10, 10, 2, 2])
    >>> total, error = difference_total(strata, sizes, pd.Series([1.0, 0.0, 1.0, 1.0]))
    >>> total, round(error, 3)
    (7.0, 4.472)
    """
    frame = pd.DataFrame({"stratum": strata, "size": sizes, "value": values})
    counts = frame.groupby("stratum")["value"].transform("size")
    alone = (counts == 1) & (frame["size"] > 1)
    frame["size"] = frame["size"].where(~alone, frame.loc[alone, "size"].sum())
    frame["stratum"] = frame["stratum"].where(~alone, "single rows")
    # the total takes each single row by its own stratum's size, the error by that of all together
    total = float((values * sizes / counts).sum())
    variance = 0.0
    for _, part in frame.groupby("stratum"):
        n, size = len(part), float(part["size"].iloc[0])
        spread = float(part["value"].var(ddof=1)) if n > 1 else 0.0
        variance += size**2 * max(0.0, 1 - n / size) * spread / n
    return total, float(np.sqrt(variance))
