# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 4. When, how often, how much: deadlines, recurring duties and shared indicators
#
# 本笔记本问：规划写明了哪些期限，落在规划期的什么位置；哪些事每年要做；同一件事，谁设了数值、谁只提及、谁没有写，
# 谁要求最高。目标（N1）的期限与措施的期限分开；沉默不是零；代际差异不是地区差异。编码者见各图图注。
#
# A duty with a date can be checked; a duty without one can always be done later. This notebook
# asks how much of each plan is dated, when things fall due, what comes back every year, and what
# plans ask for in numbers. Who coded is said under every figure; text is not implementation.

# %%
from IPython.display import Markdown

from compare import figure, index_tables, read_tables, subset
from compare.indices.indicators import shared
from compare.indices.plans import outline_bases
from compare.indices.timeline import position_curve, recurrence_counts

tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # named in sentences

# %% [markdown]
# ## Which years does each plan cover?
#
# Plans stand under two national outlines, that of 2015 and that of 2021. Where two groups differ
# below, the difference may be one of time, and is never shown as one of place.

# %% [markdown] tags=["these-plans"]
# By their text Kunqu, Dadukou and Biyang follow the outline of 2015 (Biyang though it runs to
# 2025), Mentougou and Chengde that of 2021.

# %%
picture = figure("plan_periods", tables, highlight=highlight)

# %%
dates = indices["periods_of_plans"].query("kind == 'plan'").set_index("doc_id")
dates

# %%
issued = dates[dates["issued"] != ""]
late = issued.loc[issued.index.isin(shown), "late"]
Markdown(
    f"{len(issued)} of {len(dates)} plans print a date of issue"
    + "".join(f"; `{doc}` {days} days after the first day of its period" for doc, days in late.items())
    + "."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** A plan may begin before it is issued, so an early deadline can already have
# passed when the plan appears.

# %% [markdown]
# **What it does not mean.** Most plans print no date of issue; that is no sign that they came in
# time.
#
# ## How much of a plan is dated?
#
# The share of all counted provisions that hold a deadline, a recurrence or a time limit. The
# interval comes from drawing whole measures again (Efron 1979). It says how far the share depends
# on which measures a plan happens to hold; a few plans are no sample of counties.

# %%
picture = figure("time_shares", tables, highlight=highlight)

# %%
table = indices["time_rates"].query("form != 'start'")
table.round(3)

# %%
anytime = table.query("form == 'any'").set_index("doc_id")
top = anytime["share"].idxmax()
Markdown(
    f"Of {anytime['provisions'].sum()} counted provisions, {anytime['with_time'].sum()}"
    f" ({anytime['with_time'].sum() / anytime['provisions'].sum():.1%}) carry a time at all. The largest share is that of"
    f" {top}: {anytime.loc[top, 'with_time']} of {anytime.loc[top, 'provisions']}"
    f" ({anytime.loc[top, 'share']:.1%}, interval {anytime.loc[top, 'low']:.1%} to {anytime.loc[top, 'high']:.1%})."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Dates are rare in all five plans, and one of the older plans has most of them;
# so rarity is not simply a matter of time.

# %% [markdown]
# **What it does not mean.** An undated duty may be dated in a table of tasks that was published
# apart from the plan.
#
# ## What is due when?
#
# Every deadline has its own line; the label is the clause that holds it. Hollow stars are goals
# (N1), such as “by the end of the period … largely built”: states, not duties, and kept apart.

# %%
picture = figure("deadlines_by_year", tables, highlight=highlight)

# %%
due = indices["deadlines"]
due[["doc_id", "role", "day", "position", "text", "due", "provision_id"]].round(2)

# %%
duties = due.query("role == 'duty'")
Markdown(
    f"There are {len(duties)} duty deadlines and {len(due) - len(duties)} goal deadlines;"
    f" {int(duties['year_end'].sum())} of the duty deadlines are the 31st of December, and"
    f" {int(duties['open_year'].sum())} leave the year open."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Plans think in calendar years: nearly every deadline is a year's last day.

# %% [markdown]
# **What it does not mean.** A deadline that has passed was not necessarily kept.
#
# ## Early or late in the plan's own period?
#
# A plan of four years and one of five cannot be laid on the same calendar, but on the same scale:
# the share of the plan's days that have passed when a thing is due. The step curve is the
# empirical distribution of a plan's duty deadlines.

# %%
curve = position_curve(tables)
half = curve[curve["share"] >= 0.5].groupby("doc_id", sort=False).first()
Markdown(
    "Half of the deadlines are due when this part of the period has passed: "
    + "; ".join(
        f"{doc} {row.position:.0%} (n = {int(row.n)})" for doc, row in half[half.index.isin(shown)].iterrows()
    )
    + "."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The plan with most deadlines begins early and is done before its last year;
# the other with more than one begins later and keeps one duty for the very end. **What it does not
# mean.** With one deadline there is no distribution: a point is neither haste nor delay.

# %% [markdown]
# ## What comes back?
#
# Recurring duties by interval; how many name a month stands in brackets.

# %%
picture = figure("recurrence_calendar", tables, highlight=highlight)

# %%
recurrence_counts(tables)

# %%
rows = indices["recurring_duties"]
named = rows[rows["month_start"].notna()]
Markdown(
    f"{len(rows)} recurrences, {(rows['interval'] == 'P1Y').sum()} of them yearly; {len(named)} name months."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The months that are named are those in which reports and statistics on the year
# before fall due.

# %% [markdown]
# ## Which time limits are set?
#
# Limits on single acts: hours, days and working days are never added up or converted into each
# other. A term of office has no length.

# %%
indices["time_limits"][["doc_id", "text", "bound", "value", "measure", "due", "provision_id"]]

# %% [markdown] tags=["these-plans"]
# **What it means.** All limits with a length are one plan's: a habit of drafting rather than a
# pattern.

# %% [markdown]
# **What it does not mean.** The others may leave such limits to national law, which binds them all
# the same.
#
# ## Who sets a number, and who sets none?
#
# Three states are kept apart. A plan *sets* a number; it *sets none*, where a clause of a counted
# provision or goal names the thing (in the words of the vocabulary `indicator_mentions.csv`) without
# a number; or the thing is *not stated*. The last is silence, and no zero.

# %%
picture = figure("indicator_states", tables, highlight=highlight)

# %%
comparison = indices["indicator_comparison"]
settled = shared(comparison, plans=1)
settled.pivot(index="indicator_id", columns="doc_id", values="state")

# %%
both = shared(comparison)
Markdown(
    f"{settled['indicator_id'].nunique()} of {comparison['indicator_id'].nunique()} indicators are set by at least one plan,"
    f" {both['indicator_id'].nunique()} by two or more. In the {len(settled)} cells of the table a number stands"
    f" {(settled['state'] == 'sets').sum()} times; the thing is named without a number"
    f" {(settled['state'] == 'sets none').sum()} times, and not stated {(settled['state'] == 'not stated').sum()} times."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Plans speak of the same things, but rarely put a number to them, and rarely to
# the same ones.

# %% [markdown]
# **What it does not mean.** “Not stated” rests on a list of words: a plan that uses other words is
# missed. Please add them to the vocabulary.
#
# ## Who asks for more?
#
# Numbers are compared only in the same unit, and counts that come back are put on a year. A floor
# under a time limit is not ranked with its ceiling. A plan stands with its most demanding number.

# %%
differ = both.query("standing in ['strictest', 'less strict']")
differ[["indicator_id", "doc_id", "comparator", "best", "measure", "standing", "n_plans"]]

# %% [markdown]
# The same comparison among plans of the 2021 outline alone, where a difference cannot be the outline's:

# %%
newer = [doc_id for doc_id, outline in outline_bases(tables).items() if outline == "2021"]
within = shared(index_tables(subset(tables, plans=newer))["indicator_comparison"])
within.query("state == 'sets'")[["indicator_id", "doc_id", "comparator", "best", "measure", "standing"]]

# %%
hours = indices["indicator_numbers"].query("indicator_id == 'enforcement_training_hours'")
hours[["doc_id", "text", "value", "sentence"]]

# %% tags=["these-plans"]
values = hours.set_index("doc_id")["value"]
alike = (
    within.query("indicator_id == 'enforcement_training_hours' and state == 'sets'")["standing"]
    .eq("equal")
    .all()
)
Markdown(
    f"Hours of training for enforcement staff run from {values.min():g} ({values.idxmin()}) to {values.max():g} a year."
    f" Among the plans of the 2021 outline those that set them ask {'the same' if alike else 'for different hours'}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The gap in training hours separates the outlines: the newer plans that name
# a number repeat one and the same clause.

# %% [markdown] tags=["these-plans"]
# **What it does not mean.** It does not show that one place trains its officers more than another,
# and the sentences are not about quite the same thing (training in law; training in law *and* in
# the work).

# %% [markdown]
# Read the sentences before you compare:

# %%
evidence = indices["indicator_sentences"]
evidence.query("indicator_id in ['enforcement_training_hours', 'law_lectures']")[
    ["indicator_id", "doc_id", "how", "sentence"]
]

# %% [markdown] tags=["these-plans"]
# ## Exercises
#
# 1. Count goals as duties: give the provisions coded N1 a topic such as L1, in a copy of the
#    table. Which charts move? By how many deadlines does each plan's curve grow, and which counts do
#    the shares gain in numerator and denominator?
# 2. A plan that says only “every year” is taken to ask for once a year. Drop that rule: empty the
#    `indicator_id` of recurrences that have no date and belong to an indicator counted in times.
#    Which cells of the table of states change, and to which state? Which row leaves the ladder?
#
# The answers are worked out in `tests/notebooks/test_exercises_timeline.py`.
