"""Which plans stand at either end of a number: what a headline says of a chart of plans."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from compare.figures.style import Plan
from compare.figures.words import listed, say
from compare.vocab.percents import whole_percent

_MOST_ALIKE = 2


def ends(
    own: pd.Series, plans: Sequence[Plan], number: Callable[[float], str], language: str
) -> dict[str, object]:
    """The plans with the least and the most of a number (by doc_id), and these numbers as they are printed.

    Keys: least, low, most, high. Nothing where there is nothing to tell apart: fewer than two plans, ends that
    are printed alike, or an end that more than two plans share. Two that share it are both named.
    """
    own = own.dropna()
    if len(own) < 2:
        return {}
    low, high = number(own.min()), number(own.max())
    names = {plan.doc_id: plan.label(language) for plan in plans}
    printed = own.map(number)
    least, most = ([names[name] for name in own.index[printed == end]] for end in (low, high))
    if low == high or max(len(least), len(most)) > _MOST_ALIKE:
        return {}
    return {"least": listed(least, language), "low": low, "most": listed(most, language), "high": high}


def span(low: object, high: object, language: str) -> str:
    """From where to where; one number where both are printed alike.

    >>> span(1, 24, "en"), span("18", "18", "en")
    ('1 to 24', '18')
    """
    return str(low) if str(low) == str(high) else say("", "span", language, low=low, high=high)


def every_plan(plans: int, language: str) -> str:
    """All of so many plans, as a sentence names them.

    >>> every_plan(2, "en"), every_plan(5, "en")
    ('both plans', 'all 5 plans')
    """
    return say("", "both_plans" if plans == 2 else "every_plan", language, plans=plans)


def largest(rows: pd.DataFrame, names: Mapping[str, str], language: str) -> str:
    """Which group takes most of a plan's provisions, and in how many plans it does; empty where none does.

    `rows` has columns doc_id, group, n (provisions) and share. A group as large as another is not the largest.
    """
    highest = rows[(rows["n"] == rows.groupby("doc_id")["n"].transform("max")) & (rows["n"] > 0)]
    most = highest.drop_duplicates("doc_id", keep=False)
    if most.empty:
        return ""
    counts = most["group"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    top, count, plans = str(counts.index[0]), int(counts.iloc[0]), rows["doc_id"].nunique()
    own = most.loc[most["group"] == top, "share"]
    share = span(whole_percent(own.min()), whole_percent(own.max()), language)
    key = "seen_shares_one" if plans == 1 else "seen_shares_all" if count == plans else "seen_shares"
    return say(
        "", key, language, name=names[top], count=count, plans=plans, share=share,
        every=every_plan(plans, language),
    )  # fmt: skip
