# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lesson 1. From a plan to tables
#
# **Questions.** What is one row? Why do two people who count "the provisions of a plan" get different numbers? How does a number lead back to the sentence it came from?
#
# **Afterwards you can**
#
# - say what a measure, a provision and a heading are, and which of them count;
# - find any row's sentence in the raw file by its characters;
# - give the denominator of a share before you give the share.
#
# **You need** to read Chinese a little, and to have seen Python: `x = 1`, a function call, a list. No pandas.
#
# **Minutes:** 45.

# %%
from compare import find_bodies, find_targets, find_times, read_tables
from compare.indices.selection import counted
from compare.lessons import begin
from compare.project import find_project

check, hint, solution = begin(lesson=1, language="en")
tables = read_tables()

# %% [markdown]
# ## Five files
#
# Five county-level governments each issued a plan for building a law-based government (法治政府建设). Each came as a text file. The table `documents` has one row for each plan, with its place, its years, and the file.

# %%
tables["documents"][["doc_id", "jurisdiction_en", "period_start", "period_end", "file", "chars"]]

# %% [markdown]
# ## What is one row?
#
# A plan is a tree: chapters, sections, numbered items. The smallest numbered item is a **measure** (措施). Inside it stand sentences; each statement that ends in 。！？or ； is a **provision** (条款). Titles of chapters are rows too, so that nothing of the text is lost, but they say nothing by themselves: `is_heading` is 1.

# %%
rows = tables["provisions"]
rows.loc[rows["measure_id"] == "mentougou-m009", ["provision_id", "is_heading", "topic", "text"]]

# %% [markdown]
# Not every sentence asks for something. A preamble, a goal, a sentence on how to send in the report: these have a topic that begins with `N`. What **counts** in every index of this project are the provisions that are no heading and whose topic begins with A to L. The function `counted` keeps them; you could also do it by hand, and then you would have to say so.

# %%
len(rows), len(counted(rows))

# %% [markdown]
# ## What is read from a sentence
#
# Numbers, times and bodies are found by rules that can be tried on any string. Do so with a sentence of your own.

# %%
sentence = "确保每人每年接受不少于60学时的业务知识和法律法规培训，2022年年底前完成。（牵头单位：党群部）"
display(find_targets(sentence), find_times(sentence), find_bodies(sentence))

# %% [markdown]
# ## The way back
#
# `start` and `end` say where a row stands in its raw file, counted in characters from 0 (`end` is one after the last). So a row can be held against the file: read the file as bytes, decode it, and cut. (Reading it as text would silently turn Windows line ends into one character, and all places after them would be off.)

# %%
first = tables["targets"].set_index("target_id").loc["mentougou-q001"]
file = tables["documents"].set_index("doc_id").loc["mentougou", "file"]
raw = (find_project().raw / file).read_bytes().decode("utf-8")
raw[first["start"] : first["end"]], raw[first["start"] - 20 : first["end"] + 20]

# %% [markdown]
# ## Exercises
#
# Put your answer in place of `...` and run the cell. `hint("1.1")` helps, `solution("1.1")` shows the way.
#
# ### 1.1 ★ How many provisions of `dadukou` count?
#
# As every index of this project counts them.

# %%
answer = ...
check("1.1", answer)

# %% [markdown]
# ### 1.2 ★ Where does the plan begin?
#
# One of the five files is a compilation of several texts, and only the last of them is the plan. At which character of that file, as `start` counts, does the plan begin?

# %%
answer = ...
check("1.2", answer)

# %% [markdown]
# ### 1.3 ★★ What stands before it?
#
# Take the target `dadukou-q001`. Which eight characters stand in the raw file directly before it? Give them as a string. (You then know who has to do so much.)

# %%
answer = ...
check("1.3", answer)

# %% [markdown]
# ### 1.4 ★★★ Provisions without a measure
#
# A chapter may open with a paragraph that belongs to no numbered item: `measure_id` is empty. Which share of the counted provisions is that in each plan? Give a dict or a Series with a share for every `doc_id`.

# %%
answer = ...
check("1.4", answer)

# %% [markdown]
# ### 1.5 ★★★ Which sentences may you write?
#
# Which of these follow from the tables of this lesson? Answer with a set of letters such as `{"a", "e"}`.
#
# - a. A government whose plan has more provisions does more for the rule of law.
# - b. The number of provisions of a plan depends on whether headings and preambles are counted.
# - c. A plan without any number in its sentences belongs to a government without any numerical target.
# - d. Whoever doubts a row of the tables can hold it against the characters of the file.
# - e. The five plans are a sample of China's counties, so means over them can be generalised.

# %%
answer = ...
check("1.5", answer)

# %% [markdown]
# ## Your own plan
#
# Put some paragraphs of a plan that you know in place of the text below. Nobody has coded it: topics come from a model (`topic_source`), obligation from a list of words. The first time this takes about half a minute: the model learns from the five plans.

# %%
from compare import code_text

my_text = """
一、加强组织领导
（一）健全学法制度。县政府常务会议每年学法不少于4次。2025年年底前，各部门建立法律顾问制度。
（二）规范执法行为。执法人员必须持证上岗，不得无证执法；县司法局每年开展案卷评查。
"""
mine = code_text(my_text)
mine["provisions"][["provision_id", "is_heading", "topic", "topic_source", "n_targets", "n_times", "text"]]

# %% [markdown]
# Answer in writing, two sentences each:
#
# 1. Where would you have cut a sentence otherwise? Does it change a count?
# 2. Which number or date of the text did the program not find, or find wrongly? Hold `start` and `end` against your text.
#
# To take in a whole file: `fazhi add PLAN.docx --project FOLDER`, in another folder than this one.
#
# ## Key points
#
# - A count needs its unit: measures, provisions, or provisions that count.
# - Whoever says "share" says of what. Headings and preambles are no denominator.
# - Every row leads back to characters of a file; use it before you quote a number.
# - A text is not its implementation, and five plans are no sample.
#
# ## Further reading
#
# - Krippendorff, K. (2018). *Content Analysis: An Introduction to Its Methodology*, 4th ed. Sage. The chapter on unitizing.
# - Grimmer, J., and Stewart, B. M. (2013). Text as Data: The Promise and Pitfalls of Automatic Content Analysis Methods for Political Texts. *Political Analysis* 21(3).
# - Wickham, H. (2014). Tidy Data. *Journal of Statistical Software* 59(10).
