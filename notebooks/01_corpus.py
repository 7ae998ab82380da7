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
# # 1. The corpus: what the plans are, and how text becomes rows
#
# 本笔记本说明各份规划是什么、原文如何变成一行行数据、每份各有多少措施、条款、指标、时限和责任单位，以及哪些内容被排除在外。
#
# Local governments issue plans for building a law-based government. This notebook shows what was received, how it becomes tables, and how much of everything there is. All
# numbers are computed from the tables; nothing is typed by hand.

# %%
from IPython.display import Markdown, display

from compare import figure, find_bodies, find_targets, find_times, index_tables, read_tables
from compare.files.markdown import as_markdown
from compare.indices.corpus import excluded, periods

tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans

# %% [markdown]
# ## What are the plans?

# %% [markdown] tags=["these-plans"]
# Two of the five were written for the years up to 2020 and follow the national outline of 2015;
# three run to 2025, under the outline of 2021. One of these, Biyang, reads like the older ones.
# So a difference between, say, Dadukou and Mentougou may be one of time, not of place.

# %%
periods(tables)

# %% [markdown]
# ## How does text become rows?
#
# A plan is cut into **measures** (措施, the smallest numbered items) and these into
# **provisions** (条款, one statement each, cut after 。！？； outside quotes and brackets). From
# each provision the extraction reads numbers, times and bodies. Every function can be tried on
# a string:

# %%
sentence = "确保每人每年接受不少于60学时的业务知识和法律法规培训，2022年年底前完成。（牵头单位：党群部）"
display(find_targets(sentence), find_times(sentence), find_bodies(sentence))

# %% [markdown]
# Each row keeps its place in the raw file, so every number opens the sentence it came from.

# %%
provision = tables["provisions"].sort_values("n_targets", key=lambda n: n == 0, kind="stable").iloc[0]
place = (
    f"`{provision['provision_id']}`, characters {provision['start']} to {provision['end']} of the raw file"
)
Markdown(f"> {as_markdown(provision['text'])}\n\n{place}")

# %% [markdown]
# ## How much of everything is there?
#
# Headings are left out of the counts. A zero would mean that a plan could have stated the thing
# and did not; where a plan never names any body, the cell is empty: *not stated*.

# %%
indices["corpus_counts"]

# %%
picture = figure("corpus_overview", tables, highlight=highlight)

# %% [markdown] tags=["these-plans"]
# **What it means.** The plans differ in length, and much more in how often they commit to a number
# or a date.

# %% [markdown]
# **What it does not mean.** A plan with few numbers may rest on a separate table of tasks that we
# do not have; and what a text promises is not what a government did.

# %% [markdown]
# ## What was left out?
#
# Page numbers, text around a plan and the like are in no provision; reports/sources.md lists them.

# %% [markdown] tags=["these-plans"]
# One file is a web compilation of five texts, of which only the last is the plan. The text in
# front of it holds figures in percent that are nobody's targets.

# %%
excluded(tables)

# %% [markdown] tags=["these-plans"]
# ## Exercises
#
# 1. Chapter leads (章首段) are provisions outside any measure. How many of the counted
#    provisions have no measure, and in which plan are they most frequent? Which chart would
#    move if they were dropped?
# 2. Count a deadline only if it names a month or a day (`granularity`). Which plans keep any?
#
# The answers are worked out in `tests/notebooks/test_exercises_corpus.py`.
