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
# # 6. Shared wording: what the plans have in common, word for word
#
# 本笔记本用逐字局部比对找出规划之间的共有段落：谁与谁共有多少、在何处、在哪些领域；同一职责在不同规划中写得是否一样硬；
# 以及各规划自己的条款和用词。共有文字不分先后：双方可能都出自国家纲要，未与纲要原文比对，无从判断谁抄谁。
#
# Much of a local plan is copied: from the national outline, from the province, from a neighbour.
# What is shared tells where a plan comes from, and what is left shows what its authors added. All
# numbers below are computed from the tables; nothing is typed by hand.

# %%
import pandas as pd
from IPython.display import Markdown

from compare import figure, index_tables, read_tables
from compare.indices.force import different
from compare.indices.own_words import singular_provisions
from compare.indices.reuse import longest_passages, own_only, shared_ngrams
from compare.indices.selection import counted
from compare.reuse.marking import marked

pd.set_option("display.max_colwidth", None)
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # set against all others

# %% [markdown]
# ## What counts as shared?
#
# Two provisions that have any run of five characters in common are aligned, character by
# character (Smith and Waterman 1981), after punctuation and the script of figures are set aside.
# A shared passage is a stretch in which agreement outweighs edits by at least twelve characters.
# Small edits do not break it, and order plays no part. The way is that of studies of reprinted
# news and copied bills (Smith, Cordell and Mullen 2015; Citron and Ginsparg 2015; Linder,
# Desmarais, Burgess and Giraudy 2020). The longest passages:

# %%
longest = indices["longest_passages"].head(5)
longest[["doc_a", "doc_b", "chars", "similarity", "kind", "provisions_a", "provisions_b"]].round(2)

# %% [markdown]
# One of the near repetitions in full, with the words that the other side lacks in 【】:

# %%
near = longest_passages(tables, top=100).query("kind == 'near'").head(1)
Markdown(
    "".join(
        f"**{row['doc_a']}**: {marked(row['text_a'], row['text_b'])}\n\n"
        f"**{row['doc_b']}**: {marked(row['text_b'], row['text_a'])}"
        for _, row in near.iterrows()
    )
)

# %% [markdown]
# ## Who shares how much with whom?

# %%
picture = figure("reuse_matrix", tables, highlight=highlight)

# %% tags=["these-plans"]
shares = indices["reuse_pairs"].set_index(["doc_id", "other_id"])["share"]
runs = shared_ngrams(tables["provisions"]).set_index(["doc_id", "other_id"])
pair, back = ("kunqu", "dadukou"), ("dadukou", "kunqu")
Markdown(
    f"{shares[pair]:.0%} of Kunqu stands in Dadukou, and {shares[back]:.0%} of Dadukou in Kunqu: a share"
    f" depends on whose text is counted. A cruder measure without alignment, distinct runs of eight characters,"
    f" gives {runs.loc[pair, 'share']:.1%} for Kunqu in Dadukou, {runs.loc[('biyang', 'dadukou'), 'share']:.1%} for"
    f" Biyang in Dadukou and {runs.loc[('biyang', 'chengde'), 'share']:.1%} for Biyang in Chengde; by the characters"
    f" that lie in such runs, {runs.loc[pair, 'covered']:.0%}, {runs.loc[('biyang', 'dadukou'), 'covered']:.0%} and"
    f" {runs.loc[('biyang', 'chengde'), 'covered']:.0%}. Both measures order these three pairs alike."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The dark cells are not spread evenly. Kunqu and Dadukou, both written up to
# 2020, share much. Mentougou and Chengde, both after 2021, share something. Biyang, dated
# 2021-2025, shares with the older two.

# %% [markdown]
# **What it does not mean.** Sharing has no direction: without the national outlines' own wording
# nobody can tell who copied whom, or whether both copied a third text.
#
# ## Plans of which outline is a plan worded like?

# %%
picture = figure("reuse_generations", tables, highlight=highlight)

# %% tags=["these-plans"]
lean = indices["reuse_by_outline"].set_index(["doc_id", "outline_basis"])
older, newer = lean.loc[("biyang", "2015")], lean.loc[("biyang", "2021")]
Markdown(
    f"On average {older['share']:.0%} [{older['low']:.0%}, {older['high']:.0%}] of Biyang stands in a plan of the"
    f" the 2015 outline, and {newer['share']:.0%} [{newer['low']:.0%}, {newer['high']:.0%}] in one of the 2021 outline, over"
    f" {older['others']:.0f} and {newer['others']:.0f} plans."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** By its dates Biyang belongs to 2021, by its text to 2015. Wherever it differs
# from Mentougou and Chengde in the other notebooks, age of wording is the first explanation, not
# the county.

# %% [markdown]
# **What it does not mean.** Old wording is not old policy, and the comparison rests on a handful of
# plans.
#
# ## Where do the shared passages stand, and on what?

# %%
picture = figure("reuse_map", tables, highlight=highlight)

# %%
picture = figure("reuse_domains", tables, highlight=highlight)

# %% [markdown] tags=["these-plans"]
# **What it means.** Dark domains are template: plans say them in the same words. Light ones are
# where a plan writes for itself.

# %% [markdown]
# **What it does not mean.** A light domain can still come from an outline that no other plan here
# follows, and a domain with few provisions goes dark or light by one sentence: the number in
# brackets says how many there are.
#
# ## Same duty, different force
#
# Where two provisions share most of their wording they state one duty, and what differs is a
# choice of words. Who is firmer, who softer, who adds a number or a date?

# %%
picture = figure("reuse_force", tables, highlight=highlight)

# %%
pairs = indices["same_duty_pairs"]
pairs = pairs[pairs["doc_a"].isin(shown) | pairs["doc_b"].isin(shown)]
differing = different(pairs, tables["provisions"])
columns = ["provision_a", "provision_b", "across", "obligation", "number", "time", "text_a", "text_b"]
differing[columns]

# %%
Markdown(
    f"Of {len(pairs)} pairs of provisions with the same duty, {len(differing)} differ in force;"
    f" {pairs['across'].sum()} of the pairs, and {differing['across'].sum()} of those that differ, are across"
    f" outlines. Columns `obligation`, `number` and `time` name the firmer side."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** Shared wording is mostly shared whole: where plans edit a copied duty they
# seldom change its force, and the few changes go both ways.

# %% [markdown]
# **What it does not mean.** A firmer text is not a firmer practice. The added words may also state
# a second duty; read the pair. And across outlines the change may be the outline's.
#
# ## What is a plan's own?
#
# The provisions least like anything in the other plans (`likeness`: the largest share of a
# provision's pairs of neighbouring characters that one provision of another plan also has). Of more
# than twelve plans, those in `highlight`, or else the first twelve, are set against all others:

# %%
singular_provisions(tables, top=2, doc_ids=shown)[
    ["doc_id", "rank", "provision_id", "topic", "likeness", "text"]
].round(2)

# %%
picture = figure("own_words", tables, highlight=highlight)

# %%
words = indices["words_of_ones_own"].query("rank <= 8 and doc_id in @shown")
alone = words.query("same_outline == 0")
Markdown(
    f"{len(alone)} of the {len(words)} words shown are used by no other plan of the same outline:"
    f" {'、'.join(alone['word'].drop_duplicates())}."
)

# %% [markdown] tags=["these-plans"]
# **What it means.** The words are weighed against all other plans at once (Monroe, Colaresi and
# Quinn 2008).

# %% [markdown]
# **What it does not mean.** A word that is new here may only be new in its time, and some words
# mark a style (按照, 进行), not a policy. Framed words are the safer ones.
#
# ## Net of the template
#
# A national or provincial outline can be added with `role` = `template` in `sources.csv`: it is
# then aligned with every plan and counted as none, and `own_only(tables, tables["reuse"])` gives
# the tables without the provisions of which at least half stands in it. No outline comes with this
# project, so here is the cruder version: without what stands in any *other plan*.

# %%
own = own_only(tables, tables["reuse"], role="plan")
before = counted(tables["provisions"], ["doc_id"]).groupby("doc_id", sort=False).size()
after = (
    counted(own["provisions"], ["doc_id"])
    .groupby("doc_id", sort=False)
    .size()
    .reindex(before.index, fill_value=0)
)
lost = 1 - after / before
Markdown(
    "Counted provisions that are mostly in another plan: "
    + "; ".join(
        f"{doc_id} {before[doc_id] - after[doc_id]} of {before[doc_id]} ({lost[doc_id]:.0%})"
        for doc_id in lost.index
        if doc_id in shown
    )
    + "."
)

# %% [markdown] tags=["these-plans"]
# ## Exercises
#
# 1. Count only passages of twenty or more characters
#    (`tables | {"reuse": tables["reuse"].query("chars >= 20")}`). Which charts move, which way, and
#    does any plan change the outline whose plans it is worded like?
# 2. Take out what stands in another plan (`own_only(…, role="plan")`) and draw the map and the
#    matrix again from what is left. Which plan loses most? Are the plans that lose most those that
#    share an outline, or those that are dated alike?
#
# The answers are worked out in `tests/notebooks/test_exercises_shared_wording.py`.
