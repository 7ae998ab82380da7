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
from compare.coding.register import read_coders
from compare.errors import InputError
from compare.evaluation.coder_pairs import coding_table
from compare.indices.rates import Z, wilson
from compare.indices.reliability import ALL
from compare.indices.strictness_rates import items

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


def corrected_strictness(provisions: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Rates of strictness that hang on codes, as tabulated and as corrected, by each coder of a sample.

    Columns: coder, coder_kind, doc_id, rate (`mandate`, `monitoring`, `sanction`), then as in
    `corrected_rates` from n; the rates are those of `compare.indices.strictness_rates`, over the same
    provisions. No rows of a coder who coded no one sample, or whose codes feed the tables.
    """
    rows = items(provisions)
    found = []
    for coder in read_coders(folder):
        if coder.name in {*provisions["coder"], *provisions["obligation_coder"]}:
            continue
        try:
            sample = _sample(provisions, folder, coder.name)
        except InputError:
            continue
        own = {"coder": coder.name, "coder_kind": coder.kind}
        found += [own | row for rate, code in _CODES.items() for row in _of_rate(rows, sample, rate, code)]
    return pd.DataFrame(found, columns=["coder", "coder_kind", "doc_id", "rate", *COLUMNS[3:]])


_CODES = {"mandate": ("obligation", 3), "monitoring": ("monitoring", 1), "sanction": ("sanction", 1)}
"""The field and the code that each rate counts."""


def _of_rate(
    rows: pd.DataFrame, sample: pd.DataFrame, rate: str, code: tuple[str, int]
) -> Iterator[dict[str, Any]]:
    """One rate of every plan in which the coder coded a counted provision."""
    field, value = code
    tabled = rows[["provision_id", rate]].rename(columns={rate: "tabled"})
    both = sample[sample[field].notna()].merge(tabled, on="provision_id", how="left")
    inside = both["tabled"].notna()  # what is not counted differs in nothing
    difference = ((both[field] == value).astype(float) - both["tabled"]).where(inside, 0.0)
    for doc_id, own in rows.groupby("doc_id", sort=False):
        here = inside & (both["doc_id"] == doc_id)
        if not here.any():
            continue
        shift, error = difference_total(both["stratum"], both["size"], difference.where(here, 0.0))
        total, plain = len(own), float(own[rate].mean())
        counts = int(here.sum()), total
        row = {"doc_id": doc_id, "rate": rate, "n": total, "plain": plain, "sampled": counts[0]}
        row |= {"wrong": int((difference[here] != 0).sum())}
        yield row | _estimate(plain, shift / total, error / total, counts)


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
