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
# # 2. Coverage: what the plans speak of, and what they leave out
#
# 本笔记本说明各规划的条款落在哪些领域、写到与未写到哪些主题，并把所有规划放进2015年和2021年两份国家纲要的框架中比较；
# 最后在相同篇幅下比较各规划涉及主题的广度。文中没有写到，不等于当地没有做；代际差异不可读作地方差异。
#
# Every provision has one topic of a shared list of topics in domains. Counting them asks: where
# does a plan put its words? What does it leave out? Is one plan broader than another? All numbers
# below are computed from the tables; nothing is typed by hand.

# %%
from IPython.display import Markdown

from compare import figure, index_tables, read_tables
from compare.indices.coverage import alone
from compare.indices.plans import outline_bases
from compare.vocab.outlines import frame

tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # named in sentences
outlines = outline_bases(tables)  # which national outline each plan follows by its text

# %% [markdown]
# ## Where do the plans put their provisions?

# %%
picture = figure("coverage_domain", tables, highlight=highlight)

# %% [markdown]
# Each cell has a denominator: the provisions of that plan. The table behind the picture has the
# same in characters, and an interval for each share: whole measures are drawn again and again,
# and the interval says how much a share hangs on a few long measures.

# %%
domains = indices["coverage_domains"].set_index(["doc_id", "group"])
domains[["n", "n_total", "share", "low", "high", "chars", "share_chars"]].round(3)

# %%
doc_id, domain = (domains["high"] - domains["low"]).idxmax()
cell = domains.loc[(doc_id, domain)]
emergencies = domains.xs("I", level="group").loc[shown, "n"]
Markdown(
    f"The widest interval is that of domain {domain} in `{doc_id}`: {cell['n']} of {cell['n_total']}"
    f" provisions, {cell['share']:.0%}, with an interval from {cell['low']:.0%} to {cell['high']:.0%}."
    f" Differences between plans of a few points are well within such intervals. Provisions on emergencies"
    f" (domain I): {', '.join(f'{doc} {n}' for doc, n in emergencies.items())}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Emergencies have few provisions or none in the plans written before 2021 and a
# chapter of their own in the national outline of 2021.

# %% [markdown] tags=["these-plans"]
# **What it does not mean.** This is a difference of time, not of place: the older plans could
# not follow an outline that did not exist. Biyang, though it runs to
# 2025, follows the outline of 2015 by its text: dates do not tell all. And many
# provisions on a matter are not much work done on it: a text is not its implementation.
#
# ## The same plans in the frame of each outline
#
# Counties follow a national outline: that of 2015 has seven tasks and safeguards; that of 2021
# has eight systems and a last part on Party leadership. The crosswalk (`vocab/crosswalk.csv`)
# puts every topic into one part of each, or says that the outline has no place for it. So the
# same provisions can be read in either frame.

# %%
picture = figure("coverage_2015", tables, highlight=highlight)

# %%
picture = figure("coverage_2021", tables, highlight=highlight)

# %%
outside_2015 = indices["coverage_2015"].query("group == '0'").set_index("doc_id").loc[shown]
outside_2021 = indices["coverage_2021"].query("group == '0'").set_index("doc_id").loc[shown]
named = {
    year: [topic for topic, part in frame(year).place.items() if part == "0"] for year in ("2015", "2021")
}
Markdown(
    f"Topics without a place in the outline of 2015: {', '.join(named['2015'])}; in that of 2021:"
    f" {', '.join(named['2021'])}. Share of provisions outside the outline of 2015: "
    + ", ".join(
        f"`{doc}` {row['share']:.1%} ({row['n']} of {row['n_total']})" for doc, row in outside_2015.iterrows()
    )
    + ". Outside that of 2021: "
    + ", ".join(
        f"`{doc}` {row['share']:.1%} ({row['n']} of {row['n_total']})" for doc, row in outside_2021.iterrows()
    )
    + "."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The parts of both outlines are largely the same; what changes the picture are
# the topics that one outline has and the other has not. In the frame of 2021, the older plans have
# an almost empty row for emergencies; in the frame of 2015 the later plans have more that fits
# nowhere.

# %% [markdown]
# **What it does not mean.** No plan "fails" an outline that was not yet written, and the crosswalk
# is a choice: topics that an outline names in half a sentence count as placed (the column `note`
# says where this was close).
#
# ## What does one plan alone address or leave out?

# %%
picture = figure("presence", tables, highlight=highlight)

# %%
topics = indices["coverage_topics"]
alone(topics)

# %% [markdown]
# `n` is the number of provisions of the plan itself (`addresses`), or of all other plans together
# (`leaves out`). A topic counts as addressed if it is the first or the second topic of any
# provision, so that nothing is called absent that was said in passing. Now the same with the two
# plans of either outline as sides:

# %%
alone(topics, outlines)

# %%
by_plan, by_outline = alone(topics), alone(topics, outlines)
lacks = by_plan.query("what == 'leaves out' and side in @shown").groupby("side", sort=False).size()
Markdown(
    f"Left out by one plan alone: {', '.join(f'`{doc}` {n}' for doc, n in lacks.items())} topics."
    f" Addressed by one plan alone: {(by_plan['what'] == 'addresses').sum()}; by the plans of one"
    f" outline alone: {(by_outline['what'] == 'addresses').sum()}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Plans have nearly all topics in common; what singles one out is mostly a gap. A
# topic with one provision can turn on one sentence and on one decision of the coder, so read a gap
# as an invitation to open the plan, not as a finding.

# %% [markdown]
# **What it does not mean.** Silence is not inaction: a county may have settled a matter in another
# document.
#
# ## Is one plan broader than another?
#
# Longer plans find room for more topics, so the raw number of topics mostly ranks plans by
# length. The comparable number asks: **if we picked the same number of provisions at random from
# each plan, how many topics would we see?** This is rarefaction (Hurlbert 1971), and it can be
# computed without drawing. The *effective* number (exponential of Shannon's entropy) does not
# count a topic with one sentence as much as one with twenty: it is the number of equally frequent
# topics that would be as diverse.
#
# The interval needs care. The usual bootstrap draws measures with repetition; a measure drawn
# twice adds provisions but never a new topic, so every redrawn plan looks narrower than the real
# one. Here random halves of each plan are drawn *without* repetition, and their spread gives the
# interval (Shao and Wu 1989).

# %%
picture = figure("breadth", tables, highlight=highlight)

# %%
breadths = indices["breadth_of_topics"]
breadths.round(1)

# %%
counts = breadths.query("statistic == 'number'")
overlap = counts["low"].max() <= counts["high"].min()
Markdown(
    f"In the whole plans the number of topics runs from {counts['observed'].min():.0f} to"
    f" {counts['observed'].max():.0f} of {counts['n_groups'].iloc[0]}; at {counts['size'].iloc[0]} provisions from"
    f" {counts['rarefied'].min():.1f} to {counts['rarefied'].max():.1f}. The intervals"
    f" {'all overlap' if overlap else 'do not all overlap'}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Most of the difference in the number of topics is a difference in length.

# %% [markdown]
# **What it does not mean.** Equal breadth is not equal content: two plans can speak of equally many
# topics and of different ones; that is what the matrix above shows.

# %% [markdown] tags=["these-plans"]
# ## Exercises
#
# 1. Count a topic as addressed only where it is the *first* topic of a provision
#    (`alone(topics, second=False)`). Which of the charts moves, and in which cells? Does every
#    topic that a plan alone left out stay in the list?
# 2. In the frame of 2015, honesty and credit (B3) stand in part 5, constraint of power; social
#    credit alone would belong to part 1. Move B3 to part 1
#    (`dataclasses.replace(frame("2015"), place=…)`). Which rows of which chart move, and by how much?
#
# The answers are worked out in `tests/notebooks/test_exercises_coverage.py`.
