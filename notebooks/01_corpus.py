# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] tags=["en"]
# # 1. The corpus: what the plans are, and how text becomes rows
#
# Local governments issue plans for building a law-based government. This notebook shows what was
# received, how it becomes tables, how much of everything there is, and what was left out. All
# numbers are computed from the tables; nothing is typed by hand.

# %% [markdown] tags=["zh"]
# # 1. 语料：规划是什么，文字如何变成数据
#
# 地方政府印发法治政府建设规划。本笔记本说明收到了什么、文字如何变成数据表、各项内容各有多少，以及
# 哪些内容没有收入。所有数字都由数据表算出，没有一个是手工填写的。

# %%
from IPython.display import display

from compare import figure, find_bodies, find_targets, find_times, index_tables, read_tables
from compare.export.bilingual import say, table
from compare.files.markdown import as_markdown
from compare.indices.corpus import excluded, periods

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # the columns of tables

# %% [markdown] tags=["en"]
# ## What are the plans?

# %% [markdown] tags=["zh"]
# ## 规划有哪些？

# %% [markdown] tags=["these-plans", "en"]
# Two of the five were written for the years up to 2020 and follow the national outline of 2015;
# three run to 2025, under the outline of 2021. One of these, Biyang, reads like the older ones.
# So a difference between, say, Dadukou and Mentougou may be one of time, not of place.

# %% [markdown] tags=["these-plans", "zh"]
# 五份规划中，有两份的规划期到2020年为止，依据2015年的国家《纲要》；另外三份到2025年为止，处在2021年
# 《纲要》之下，其中泌阳县的规划，文字却近于较早的两份。因此，譬如大渡口区与门头沟区之间的差异，可能是
# 时期的差异，而不是地区的差异。

# %%
rows = periods(tables).query("doc_id in @shown")
table(rows[["doc_id", "level", "period_start", "period_end", "chars"]], tables, language, across=True)

# %% [markdown] tags=["en"]
# ## How does text become rows?
#
# A plan is cut into **measures** (措施, the smallest numbered items) and these into
# **provisions** (条款, one statement each, cut after 。！？； outside quotes and brackets). From
# each provision the extraction reads numbers, times and bodies. Every function can be tried on
# a string:

# %% [markdown] tags=["zh"]
# ## 文字如何变成数据？
#
# 规划先切分为**措施**（编了号的最小项目），措施再切分为**条款**（一条一个陈述，在引号、括号之外的
# 。！？；之后切开）。程序从每条条款中读出数值、时间和责任单位。每个函数都可以拿一句话来试：

# %%
sentence = "确保每人每年接受不少于60学时的业务知识和法律法规培训，2022年年底前完成。（牵头单位：党群部）"
display(find_targets(sentence), find_times(sentence), find_bodies(sentence))

# %% [markdown] tags=["en"]
# Each row keeps its place in the raw file, so every number opens the sentence it came from.

# %% [markdown] tags=["zh"]
# 每一行都保留它在原始文件中的位置，因此每个数字都能打开它所出自的那句话。

# %%
provision = tables["provisions"].sort_values("n_targets", key=lambda n: n == 0, kind="stable").iloc[0]
quoted, name = as_markdown(provision["text"]), provision["provision_id"]
say(
    language,
    en=f"> {quoted}\n\n`{name}`, characters {provision['start']} to {provision['end']} of the raw file",
    zh=f"> {quoted}\n\n`{name}`，原始文件第{provision['start']}至{provision['end']}字符",
)

# %% [markdown] tags=["en"]
# ## How much of everything is there?
#
# Headings, and text that is no measure (goals, principles and the like: N), are left out of the
# counts. A zero would mean that a plan could have stated the thing and did not; where a plan never
# names any body, the cell is empty: *not stated*.

# %% [markdown] tags=["zh"]
# ## 各项内容各有多少？
#
# 标题和非措施文字（目标、原则等：N）不计入。零表示规划本可写明而没有写；如果一份规划从未写明任何责任单位，则
# 该格为空，即*未写明*。

# %%
table(indices["corpus_counts"].query("doc_id in @shown"), tables, language, "corpus_overview", across=True)

# %%
picture = figure("corpus_overview", tables, language, highlight)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The plans differ in length, and much more in how often they commit to a number
# or a date.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 各规划长短不一，而以数值或日期作出承诺的多少，差别更大。

# %% [markdown] tags=["en"]
# **What it does not mean.** A plan with few numbers may rest on a separate table of tasks that we
# do not have; and what a text promises is not what a government did.

# %% [markdown] tags=["zh"]
# **不说明什么。** 数值少的规划，可能另有一份我们没有的任务分工表；而且文本承诺了什么，不等于政府做了什么。

# %% [markdown] tags=["en"]
# ## What was left out?
#
# Page numbers, text around a plan and the like are in no provision; reports/sources.md lists them.

# %% [markdown] tags=["zh"]
# ## 哪些内容没有收入？
#
# 页码、规划前后的文字等不属于任何条款；reports/sources.zh.md 逐一列出。

# %% [markdown] tags=["these-plans", "en"]
# One file is a web compilation of five texts, of which only the last is the plan. The text in
# front of it holds figures in percent that are nobody's targets.

# %% [markdown] tags=["these-plans", "zh"]
# 有一个文件是网页汇编，含五篇文字，只有最后一篇是规划。它前面的文字里有一些百分比，并不是谁的指标。

# %%
left_out = excluded(tables).query("doc_id in @shown")
table(left_out[["doc_id", "before_plan", "plan_span", "chars"]], tables, language, across=True)

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Chapter leads (章首段) are provisions outside any measure. How many of the counted
#    provisions have no measure, and in which plan are they most frequent? Which chart would
#    move if they were dropped?
# 2. Count a deadline only if it names a month or a day (`granularity`). Which plans keep any?
#
# The answers are worked out in `tests/notebooks/test_exercises_corpus.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 章首段是不属于任何措施的条款。计入的条款中有多少条没有措施？在哪份规划里最多？若将其去掉，
#    哪幅图会变？
# 2. 只计写明月份或日期的期限（`granularity`）。哪些规划还有期限？
#
# 答案见 `tests/notebooks/test_exercises_corpus.py`。
