"""Answers to the exercises of notebooks/04_timeline.py."""

import pandas as pd
from pandas.testing import assert_frame_equal

from compare.indices.indicators import compare_indicators, shared
from compare.indices.timeline import position_curve, recurrence_counts, time_limits, time_shares, timed
from compare.tables.schema import Tables

# Exercise 1. A goal that becomes a duty enters the curve of its plan, so every curve grows by the
# goal deadlines of the plan (Mentougou, which had none, gets a point). The shares gain the dated
# goals in the numerator and *all* goals, dated or not, in the denominator. Recurrences and time
# limits do not move, because no goal has any; the lanes only change hollow stars into marks.


def goals_as_duties(tables: Tables) -> Tables:
    provisions = tables["provisions"]
    goals = (provisions["topic"] == "N1") & (provisions["is_heading"] == 0)
    return tables | {"provisions": provisions.assign(topic=provisions["topic"].mask(goals, "L1"))}


def curve_sizes(tables: Tables) -> pd.Series:
    sizes = position_curve(tables).groupby("doc_id")["n"].first()
    return sizes.reindex(tables["documents"]["doc_id"], fill_value=0)


def goal_deadlines(tables: Tables) -> pd.Series:
    goals = timed(tables).query("role == 'goal' and form == 'deadline'").groupby("doc_id").size()
    return goals.reindex(tables["documents"]["doc_id"], fill_value=0)


def test_curves_grow_by_the_goals(tables: Tables) -> None:
    after = goals_as_duties(tables)
    grown = curve_sizes(after) - curve_sizes(tables)
    assert grown.tolist() == goal_deadlines(tables).tolist()
    assert curve_sizes(tables)["mentougou"] == 0 < curve_sizes(after)["mentougou"]


def test_shares_gain_all_goals_below_and_dated_ones_above(tables: Tables) -> None:
    before, after = (
        time_shares(part).query("form == 'deadline'") for part in (tables, goals_as_duties(tables))
    )
    provisions = tables["provisions"].query("topic == 'N1' and is_heading == 0")
    dated = timed(tables).query("role == 'goal' and form == 'deadline'").drop_duplicates("provision_id")
    docs = before["doc_id"].tolist()
    below = (after["provisions"] - before["provisions"]).tolist()
    above = (after["with_time"] - before["with_time"]).tolist()
    assert below == provisions.groupby("doc_id").size().reindex(docs, fill_value=0).tolist()
    assert above == dated.groupby("doc_id").size().reindex(docs, fill_value=0).tolist()
    assert sum(below) > sum(above) > 0


def test_recurrences_and_limits_do_not_move(tables: Tables) -> None:
    after = goals_as_duties(tables)
    assert_frame_equal(recurrence_counts(tables), recurrence_counts(after))
    assert_frame_equal(time_limits(tables), time_limits(after))


# Exercise 2. Exactly the cells whose number rested on a bare 每年 change. Their sentences still
# name the thing, so they become `sets none`, not `not stated`. An indicator of which such a cell
# was one of two leaves the ladder: the meetings on law-based government, which only Biyang counts.


def without_bare_recurrences(tables: Tables) -> Tables:
    times = tables["times"]
    units = times["indicator_id"].map(tables["indicators"].set_index("indicator_id")["unit"])
    counted = ~units.isin(("h", "d", "y", "date")) & (times["indicator_id"] != "")
    bare = (times["kind"] == "recurrence") & (times["date_end"] == "") & counted
    return tables | {"times": times.assign(indicator_id=times["indicator_id"].mask(bare, ""))}


def test_only_bare_recurrences_change_state(tables: Tables) -> None:
    before, after = compare_indicators(tables), compare_indicators(without_bare_recurrences(tables))
    moved = before["state"] != after["state"]
    assert moved.any()
    assert (before[moved]["basis"] == "recurrence").all()
    assert (before["basis"] == "recurrence").sum() == moved.sum()
    assert set(after[moved]["state"]) == {"sets none"}


def on_the_ladder(tables: Tables) -> set[str]:
    """The indicators of which two plans or more set a comparable number."""
    rows = compare_indicators(tables)
    return set(shared(rows[rows["standing"].isin(("strictest", "equal", "less strict"))])["indicator_id"])


def test_one_row_leaves_the_ladder(tables: Tables) -> None:
    before, after = on_the_ladder(tables), on_the_ladder(without_bare_recurrences(tables))
    assert before - after == {"rule_of_law_meetings"}
    assert after < before
