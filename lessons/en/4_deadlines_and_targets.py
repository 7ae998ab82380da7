# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lesson 4. Deadlines and targets: silence is not zero
#
# **Questions.** What is due when? Which numbers can be compared at all? What does an empty cell say, and what a zero?
#
# **Afterwards you can**
#
# - tell a deadline from a recurring duty and a time limit, and a duty from a goal;
# - keep three states apart: sets a number, speaks of the matter without one, does not mention it;
# - compute means that do not turn silence into zero.
#
# **You need** lessons 1 and 3.
#
# **Minutes:** 50.

# %%
from compare import figure, find_times, index_tables, read_tables
from compare.indices.corpus import corpus_counts
from compare.lessons import begin

language = "en"
check, hint, solution = begin(lesson=4, language=language)
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## Three kinds of time
#
# By the end of 2023 is a **deadline**: it comes once. Every year is a **recurrence**. Within 15 working days is a **time limit** for each single case. Counting them together mixes three things.

# %%
[
    (time.text, time.kind)
    for time in find_times("2023年年底前建成平台，每年评估一次，群众申请15个工作日内办结。")
]

# %%
shares = indices["time_rates"]
shares[shares["doc_id"] == "dadukou"][["form", "with_time", "provisions", "share", "low", "high"]].round(3)

# %% [markdown]
# A time may belong to a **duty** (an office has to publish a list by 2017) or to a **goal** of the whole plan (by 2025 the government is law-based). In the table `deadlines` the column `role` tells them apart, `due` says what is due, and `position` how far into the plan's own period the day lies.

# %%
indices["deadlines"][["doc_id", "text", "role", "due", "day", "position"]].tail(4)

# %% [markdown]
# ## An empty cell
#
# Some plans end each measure with the offices that answer for it (责任单位). Others print no such label at all; the tasks may stand in a separate table that we do not have. To count zero bodies there would call a plan vague for a file that is not in our folder. So the cell is empty: *not stated in this document*.

# %%
corpus_counts(tables)

# %% [markdown]
# pandas leaves missing values out of a mean by itself. Whoever fills them with 0 first gets another mean, and a wrong one.
#
# ## Three states of an indicator
#
# `indicator_comparison` sets every shared indicator against every plan: `sets` (a number), `sets none` (the matter is named, without a number), `not stated` (not mentioned at all). Here the lectures on law for leaders:

# %%
comparison = indices["indicator_comparison"]
comparison[comparison["indicator_id"] == "law_lectures"][["doc_id", "state", "measure", "best", "standing"]]

# %% [markdown]
# A number is compared only in a common measure: twice a year and four times a year can be, hours and sessions cannot.
#
# ## Exercises
#
# ### 4.1 ★ How many deadlines of duties has `kunqu`?
#
# Deadlines whose `role` is `duty`.

# %%
answer = ...
check("4.1", answer)

# %% [markdown]
# ### 4.2 ★ Which plans label no responsible body at all?
#
# Answer with a set of ids.

# %%
answer = ...
check("4.2", answer)

# %% [markdown]
# ### 4.3 ★★ How many bodies does a plan name on average?
#
# The mean of distinct bodies over the plans of which it can be said.

# %%
answer = ...
check("4.3", answer)

# %% [markdown]
# ### 4.4 ★★ How many hours of training?
#
# The indicator `enforcement_training_hours`: which number does each plan set? Give a dict with all five plans, and `None` where a plan sets none.

# %%
answer = ...
check("4.4", answer)

# %% [markdown]
# ### 4.5 ★★★ How many indicators can be compared?
#
# For how many indicators do at least two plans set a number?

# %%
answer = ...
check("4.5", answer)

# %% [markdown]
# ### 4.6 ★★★ Which sentences may you write?
#
# - a. Where a plan labels no responsible body, nobody answers for its measures.
# - b. Of the five plans, those of Mentougou and Chengde ask for the same number of hours of training a year.
# - c. Kunqu's plan speaks of training for enforcement staff and sets no number of hours.
# - d. What was due in Kunqu in 2018 was done in 2018.
# - e. With zeros in the empty cells the mean of bodies falls, so plans in China seldom say who answers.

# %%
answer = ...
check("4.6", answer)

# %% [markdown]
# ## Look back
#
# Dots are deadlines by year. Which plan has a calendar, and which has none? Say it without the word "vague".

# %%
picture = figure("deadlines_by_year", tables, language)

# %% [markdown]
# ## Your own plan
#
# Put your text in place of the one below. The first time this takes about half a minute.

# %%
from compare import code_text

my_text = """
一、主要任务
（一）健全学法制度。县政府常务会议每年学法不少于4次。2025年年底前，各部门建立法律顾问制度。
（二）优化政务服务。申请材料齐全的，5个工作日内办结。到2025年，法治政府基本建成。
（三）加强执法培训。组织执法人员参加培训。
"""
mine = code_text(my_text)
display(
    mine["times"][["text", "kind", "date_end", "period"]],
    mine["targets"][["text", "comparator", "value", "unit", "indicator"]],
)

# %% [markdown]
# 1. List what your plan names without a number. In which other document would you look for the number?
# 2. For each deadline: duty or goal? Who would notice if it were missed?
#
# ## Key points
#
# - Deadline, recurrence and time limit are three things; duty and goal are two.
# - Empty is "not stated in this document", never zero.
# - Compare numbers in a common measure, and say how many plans set one.
# - A date in a plan is a promise and no event.
#
# ## Further reading
#
# - Little, R. J. A., and Rubin, D. B. (2019). *Statistical Analysis with Missing Data*, 3rd ed. Wiley. Chapter 1.
# - Pressman, J. L., and Wildavsky, A. (1973). *Implementation*. University of California Press.
# - Heilmann, S., and Melton, O. (2013). The Reinvention of Development Planning in China, 1993–2012. *Modern China* 39(6).
