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
# # 3. Strictness: how binding the words are
#
# 本笔记本问：各规划的条款有多大的约束力（义务性、精确性、问责性，责任主体另列），差异出在哪些领域，有多少来自领域构成，
# 以及权重变动、措施重抽样之后，次序还剩下多少。未写明不等于零；代际差异不可读作地方差异；文本不等于落实。编码者为大语言模型。
#
# Two plans can speak of the same matters and bind themselves differently: one *must* publish a
# list *by the end of the year* and *is assessed* for it, the other *promotes* publication. The
# profile follows the three dimensions of Abbott, Keohane, Moravcsik, Slaughter and Snidal, "The
# Concept of Legalization" (2000). For every provision, each from 0 to 1:
#
# - **obligation**: none, hortatory, directive, mandate or prohibition, in equal steps;
# - **precision**: half a point for a quantified target, half for a time;
# - **accountability**: the mean of monitoring (a check on a public body) and sanction;
# - beside them **assignment**: a body is named. Some plans name none at all, perhaps because the
#   tasks stand in a separate table. That is not a zero, so assignment is not in the mean.
#
# Who coded is said under every figure.

# %%
from IPython.display import Markdown

from compare import figure, index_tables, read_tables, subset
from compare.vocab.taxonomy import taxonomy

tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # named in sentences

# %% [markdown]
# ## How strongly do provisions oblige?

# %%
picture = figure("strictness_obligation", tables, highlight=highlight)

# %%
shares = indices["obligation_levels"].set_index(["doc_id", "obligation"])
shares[["count", "n", "share", "low", "high"]].round(3)

# %%
mandates, directives = shares.xs(3, level="obligation"), shares.xs(2, level="obligation")
Markdown(
    f"Between {directives['share'].min():.0%} and {directives['share'].max():.0%} of the provisions are plain"
    f" directives (加强, 健全, 推进). Mandates and prohibitions (必须, 不得): "
    + ", ".join(
        f"`{doc}` {row['share']:.0%} ({row['count']:.0f} of {row['n']:.0f}; {row['low']:.0%} to {row['high']:.0%})"
        for doc, row in mandates[mandates.index.isin(shown)].iterrows()
    )
    + "."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The genre speaks in directives; what sets plans apart is how often they go
# beyond them. The intervals come from drawing whole measures again and again: a few measures on
# major decisions can hold most of a plan's mandates.

# %% [markdown]
# **What it does not mean.** A directive is not a weak duty in itself: who receives it knows how it
# is meant. And a plan that repeats a ban which the law already contains has stricter words, not
# necessarily stricter practice.
#
# ## The profile

# %%
picture = figure("strictness_profile", tables, highlight=highlight)

# %%
profiles = indices["strictness_means"]
profiles.pivot(index="doc_id", columns="part", values="mean").round(3)

# %%
unstated = profiles.query("part == 'assignment' and not stated and doc_id in @shown")["doc_id"]
means = profiles.query("part == 'strictness'").set_index("doc_id")
Markdown(
    f"The mean of the three runs from {means['mean'].min():.2f} (`{means['mean'].idxmin()}`) to"
    f" {means['mean'].max():.2f} (`{means['mean'].idxmax()}`). Plans that label no lead or responsible bodies"
    " (牵头单位, 责任单位) anywhere, so that assignment is not stated:"
    f" {', '.join(f'`{doc}`' for doc in unstated) or 'none'}."
)

# %% [markdown]
# Is the difference one of time? Compare how far plans of the two outlines lie apart with how far
# plans of one outline do:

# %% [markdown] tags=["these-plans"]
# By their text Kunqu, Dadukou and Biyang follow the outline of 2015 (Biyang though it runs to
# 2025), Mentougou and Chengde that of 2021.

# %%
spread = indices["strictness_by_outline"]
spread.round(3)

# %%
whole = spread.query("part == 'strictness'")
apart = whole["mean"].max() - whole["mean"].min()
Markdown(
    f"The means of the two groups lie {apart:.3f} apart; plans of one outline lie up to"
    f" {whole['spread'].max():.3f} apart."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Where plans of one outline lie further apart than the outlines do, the
# outline says little about strictness. With so few plans, this is a description of these plans
# and no test.

# %% [markdown]
# **What it does not mean.** The difference of two plans of different outlines is never one of
# place alone: part of it is the time they were written in.
#
# ## Where does it come from? Domains

# %%
picture = figure("strictness_domains", tables, highlight=highlight)

# %%
cells = indices["strictness_by_domain"]
few = cells.query("0 < n and too_few and doc_id in @shown")
empty = cells.query("n == 0 and doc_id in @shown")
firm = cells[~cells["too_few"]].groupby("domain")["strictness"].mean().sort_values()
names = [f"{taxonomy()[domain].label('en')} ({mean:.2f})" for domain, mean in firm.items()]
order = (
    f"Averaged over the plans that can be compared, the strictest wording is in {names[-1]} and {names[-2]},"
    f" the least strict in {names[0]} and {names[1]}."
    if len(names) > 3
    else "Too few domains hold enough provisions to be set in an order."
)
Markdown(
    f"Cells with provisions, but too few to compare: {', '.join(few['doc_id'] + ' ' + few['domain']) or 'none'}. Without"
    f" any: {', '.join(empty['doc_id'] + ' ' + empty['domain']) or 'none'}. {order}"
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Strictness differs between matters at least as much as between plans: some are
# worded as procedures with checks and bans, others as directions of work.

# %% [markdown]
# **What it does not mean.** In oversight, part of this is the matter itself: a provision on
# oversight *is* a monitoring provision. And cells hold few measures, so their intervals are wide,
# and where only two or three measures are drawn even too narrow.
#
# ## How much is the mix of domains?
#
# If domains differ, a plan may look strict because it speaks more of strict matters. Direct
# standardisation (Keiding and Clayton 2014) asks what the mean would be if all plans had the same
# mix, keeping each plan's own wording in each domain. Only domains in which every plan has enough
# provisions can be used.

# %%
picture = figure("strictness_mix", tables, highlight=highlight)

# %%
mixes = indices["strictness_standardised"].set_index("doc_id")
mixes.drop(columns="domains").round(3)

# %%
before, after = (mixes[name].max() - mixes[name].min() for name in ("own_mix", "standardised"))
largest = mixes["mix_effect"].abs().max()
Markdown(
    f"Common domains: {' '.join(mixes['domains'].iloc[0])}. Within them the plans lie {before:.3f} apart in their own"
    f" mix and {after:.3f} apart in the common one; the mix changes no plan by more than {largest:.3f}."
    f" The order is {'the same' if mixes['own_mix'].rank().equals(mixes['standardised'].rank()) else 'not the same'}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** If the spread hardly shrinks, the plans differ in how they word the same
# domains, not in which domains they speak of.

# %% [markdown]
# **What it does not mean.** Domains are broad; the mix of topics within a domain can still differ.
# The filled mark covers all domains, the open one the common ones only, so part of the step between
# them is the domains left out: `own_mix` is the number to compare with.
#
# ## Does the order hold?
#
# A ranking needs weights, and no theory gives them. So all weights are tried: every way to share
# one unit among obligation, precision and accountability is a point of a triangle, and the
# number in brackets is the part of the triangle in which a plan takes a rank. The other number
# also draws the measures again: it mixes what we do not know about weights with how much hangs
# on single measures. Of more than twelve plans, those in `highlight`, or else the first twelve, are
# set against each other in the tables below.

# %%
picture = figure("strictness_ranks", tables, highlight=highlight)

# %%
compared = index_tables(subset(tables, plans=shown))
pairs = compared["strictness_pairs"]
pairs.round(3)

# %%
ranks = compared["strictness_orders"]
fixed = pairs[pairs["share"].isin([0.0, 1.0])]
open_pairs = pairs[pairs["probability"].between(0.1, 0.9)]
best = ranks.loc[ranks.query("rank == 1")["probability"].idxmax()]
Markdown(
    f"Weights alone cannot turn the order of {len(fixed)} of {len(pairs)} pairs. With resampled measures,"
    f" {len(open_pairs)} pairs stay open (probability between one and nine in ten):"
    f" {', '.join(open_pairs['doc_a'] + ' and ' + open_pairs['doc_b'])}. The plan most often first, `{best['doc_id']}`, is so"
    f" in {best['probability']:.0%} of the cases."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Pairs that no weighting turns differ in every part in the same direction; that
# is more than a rank. Pairs that stay open should be reported as "no order", even if their means
# differ in the third digit.

# %% [markdown]
# **What it does not mean.** A rank of 1 is the strictest *wording*, not the best plan: strict
# duties that cannot be met may be worse than soft ones that are. The order also crosses
# outlines, and across them it compares times as well as places. Resampling shows how much hangs
# on single measures; it cannot show errors of the coder.

# %% [markdown] tags=["these-plans"]
# ## Exercises
#
# 1. Suppose only mandates and prohibitions oblige: set `obligation` to 3 where it is 3, and to 0
#    elsewhere, in tables of your own
#    (`rows = tables["provisions"].drop(columns="strictness")`,
#    `mine = tables | {"provisions": rows.assign(obligation=…)}`); every index and figure works on
#    them (`index_tables(mine)`, `figure("strictness_profile", mine)`). What does the obligation
#    panel of the profile show now, and where have you seen these numbers before? Which panels do
#    not move? Do two plans change places?
# 2. Suppose a time does not make a duty more precise: count targets only
#    (`rows.assign(precision=0.5 * (rows["n_targets"] > 0))`). By how much does the mean of the three fall in
#    each plan? (Hint: how many provisions have a time?) Which chart does not move at all?
#
# Other weights are tables, too: `figure("strictness_profile", weighted(tables, {"obligation": 2,
# "precision": 1, "accountability": 1}))`, with `weighted` and `subset` from `compare`.
#
# The answers are worked out in `tests/notebooks/test_exercises_strictness.py`.
