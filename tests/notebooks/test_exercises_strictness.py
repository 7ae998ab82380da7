"""Answers to the exercises of notebooks/03_strictness.py."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from compare.indices.selection import counted
from compare.indices.strictness import obligation_shares, profile
from compare.tables.schema import Tables


def means(provisions: pd.DataFrame) -> pd.DataFrame:
    """Means of the parts: a row for each plan, a column for each part."""
    return profile(provisions, draws=20).pivot(index="doc_id", columns="part", values="mean")


# Exercise 1. Obligation is now 1 for a mandate and 0 for anything else, so its mean is the share of
# mandates: the dark segment of the first chart. Precision and accountability do not move. A
# directive loses 2/3 and a hortatory provision 1/3, so the mean of the three falls by a third of
# (2/3 share of directives + 1/3 share of hortatory provisions). Plans change places where the one
# with more mandates also exhorts more, or has more provisions without any duty.


def only_mandates(provisions: pd.DataFrame) -> pd.DataFrame:
    changed = provisions.assign(obligation=provisions["obligation"].where(provisions["obligation"] == 3, 0))
    return changed.drop(columns="strictness")  # it no longer is the mean of its parts


def test_obligation_becomes_the_share_of_mandates(tables: Tables) -> None:
    provisions = tables["provisions"]
    before, after = means(provisions), means(only_mandates(provisions))
    shares = obligation_shares(provisions).pivot(index="doc_id", columns="obligation", values="share")
    assert after["obligation"].to_dict() == pytest.approx(shares[3].to_dict())
    assert_frame_equal(before[["precision", "accountability"]], after[["precision", "accountability"]])
    fall = (2 / 3 * shares[2] + 1 / 3 * shares[1]) / 3
    assert (before["strictness"] - after["strictness"]).to_dict() == pytest.approx(fall.to_dict())


def test_who_changes_places_has_more_mandates_and_more_soft_words(tables: Tables) -> None:
    provisions = tables["provisions"]
    before, after = means(provisions)["obligation"], means(only_mandates(provisions))["obligation"]
    shares = obligation_shares(provisions).pivot(index="doc_id", columns="obligation", values="share")
    below_directive = shares[1] + 2 * shares[0]  # steps that it falls short of a directive
    turned = [
        (a, b) for a in before.index for b in before.index if before[a] < before[b] and after[a] > after[b]
    ]
    assert turned
    assert all(below_directive[a] > below_directive[b] for a, b in turned)


# Exercise 2. A time was worth half a point of precision, and precision is a third of the mean: the
# mean falls by a sixth of the share of provisions with a time. The chart of obligation does not move.


def targets_only(provisions: pd.DataFrame) -> pd.DataFrame:
    changed = provisions.assign(precision=0.5 * (provisions["n_targets"] > 0))
    return changed.drop(columns="strictness")


def test_mean_falls_by_a_sixth_of_the_share_with_a_time(tables: Tables) -> None:
    provisions = tables["provisions"]
    before, after = means(provisions), means(targets_only(provisions))
    rows = counted(provisions)
    with_time = (rows["n_times"] > 0).groupby(rows["doc_id"]).mean()
    assert (before["strictness"] - after["strictness"]).to_dict() == pytest.approx((with_time / 6).to_dict())
    assert (with_time > 0).all()


def test_obligation_does_not_move(tables: Tables) -> None:
    provisions = tables["provisions"]
    same = targets_only(provisions)
    assert_frame_equal(obligation_shares(provisions), obligation_shares(same))
    assert_frame_equal(means(provisions)[["obligation"]], means(same)[["obligation"]])
