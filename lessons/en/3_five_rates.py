# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lesson 3. Five rates, and intervals for small counts
#
# **Questions.** How binding are a plan's words? What does "3 of 165" tell, and what "0 of 170"? When are two rates different enough to speak of?
#
# **Afterwards you can**
#
# - name the five rates of strictness and what each counts;
# - read and compute an interval that holds for small counts;
# - say why sentences of one measure are not independent, and what that does to an interval.
#
# **You need** lessons 1 and 2. What a 95% interval is you have heard once.
#
# **Minutes:** 60.

# %%
import numpy as np

from compare import figure, read_tables, strictness_rates
from compare.indices.rates import rates, wilson
from compare.indices.selection import counted
from compare.lessons import begin

language = "en"
check, hint, solution = begin(lesson=3, language=language)
tables = read_tables()

# %% [markdown]
# ## Five things that a sentence can do
#
# Abbott and others (2000) describe legalization by obligation, precision and delegation. In plans these can be seen in the wording: a provision **mandates or prohibits** (必须, 不得), sets a **quantified target**, sets a **time**, sets up a **check** on a public body (`monitoring`), or names a **consequence** for breach (`sanction`). Each is yes or no for each provision; each rate is how many of how many.

# %%
rows = counted(tables["provisions"])
rows[rows["obligation"] == 3][["provision_id", "text", "sanction", "monitoring"]].head(4)

# %%
table = strictness_rates(tables["provisions"])
whole = table[table["domain"] == "all"]
whole[whole["rate"] == "sanction"][["doc_id", "count", "n", "share", "low", "high"]].round(3)

# %% [markdown]
# There is no single number for strictness here, on purpose: adding up five different things takes weights, and lesson 6 shows how far an order hangs on them.
#
# ## Small counts
#
# The interval of the schoolbook, share plus and minus 1.96 standard errors, has no width at all for 0 of 170 and reaches below zero for 1 of 170. Wilson's (1927) interval stays inside 0 to 1, and has a width where nothing was found.

# %%
share = np.array([0, 1, 5, 20]) / 170
error = 1.96 * np.sqrt(share * (1 - share) / 170)
low, high = wilson(share, np.full(4, 170.0))
np.column_stack([share, share - error, share + error, low, high]).round(4)

# %% [markdown]
# ## Sentences that stand together
#
# Sentences of one measure are written in one go: where one sets up a check, the next does so too. So 100 provisions in 20 measures tell less than 100 independent ones. How much less is told by the **effective number** (Korn and Graubard 1998), and the interval takes it in the place of the number. Two plans made for the purpose, each with 10 of 40:

# %%
import pandas as pd

counts = {"spread out": [1, 1, 0, 2, 1, 1, 0, 2, 1, 1], "in a lump": [4, 4, 2, 0, 0, 0, 0, 0, 0, 0]}
units = pd.Series(np.repeat(np.arange(10), 4))  # ten measures of four provisions each
shown = {}
for name, of_measures in counts.items():
    found = rates([[place < count] for count in of_measures for place in range(4)], units)
    shown[name] = {"effective": found.effective[0], "low": found.low[0], "high": found.high[0]}
pd.DataFrame(shown).T.round(3)

# %% [markdown]
# The intervals say how much a rate hangs on the measures that a plan happens to hold. They are no test, and say nothing about other counties: these plans were not drawn from anything.
#
# ## Exercises
#
# ### 3.1 ★ How many provisions of `biyang` mandate or prohibit?
#
# Of the provisions that count: `obligation` is 3.

# %%
answer = ...
check("3.1", answer)

# %% [markdown]
# ### 3.2 ★ Which share is that in `mentougou`?

# %%
answer = ...
check("3.2", answer)

# %% [markdown]
# ### 3.3 ★★ Nothing found: how much could it still be?
#
# In `kunqu` no provision sets a time limit such as "within five days". Take its counted provisions as independent. What is the upper end of Wilson's 95% interval for a rate of zero?

# %%
answer = ...
check("3.3", answer)

# %% [markdown]
# ### 3.4 ★★ Which rate of `kunqu` rests on the fewest independent provisions?
#
# Answer with the rate's name as it stands in the column `rate`.

# %%
answer = ...
check("3.4", answer)

# %% [markdown]
# ### 3.5 ★★★ How many pairs of plans are apart?
#
# Five plans make ten pairs. For the rate of mandates in all domains: in how many pairs do the two 95% intervals not overlap?

# %%
answer = ...
check("3.5", answer)

# %% [markdown]
# ### 3.6 ★★★ Which sentences may you write?
#
# - a. Biyang's government is firmer with its offices than Mentougou's.
# - b. A larger share of the provisions of Biyang's plan than of Mentougou's is worded as mandate or prohibition, and their intervals do not overlap.
# - c. As no provision of Kunqu's plan sets a time limit, its offices have none.
# - d. The difference between Biyang and Mentougou is significant for China's counties.
# - e. Where two intervals overlap, the two plans may still differ; the wording alone does not settle it.

# %%
answer = ...
check("3.6", answer)

# %% [markdown]
# ## Look back
#
# All five rates of all plans with their intervals. Which of the differences would you mention, and which would you leave to the wording of a few measures?

# %%
picture = figure("strictness_rates", tables, language)

# %% [markdown]
# ## Your own plan
#
# Put your text in place of the one below. Obligation, sanction and monitoring come from a list of words (`obligation_source` says `rules`). The first time this takes about half a minute.

# %%
from compare import code_text

my_text = """
一、主要任务
（一）规范执法行为。执法人员必须持证上岗。不得下达罚没指标，违反规定的依法追究责任。
（二）加强普法宣传。推进法律进社区。鼓励各单位开展法治文化活动。
（三）强化监督检查。每年开展执法案卷评查不少于2次，2025年底前实现全覆盖。
"""
mine = code_text(my_text)["provisions"]
strictness_rates(mine).query("domain == 'all'")[["rate", "count", "n", "low", "high", "effective_n"]].round(3)

# %% [markdown]
# 1. Read the mandates one by one: does each bind somebody to something? Which words misled the list?
# 2. Report your plan's five rates in one sentence each: count, denominator, interval. Which of them would you rather not print, and why?
#
# ## Key points
#
# - Print count and denominator; a percentage alone hides how few there are.
# - Zero of n has an interval; use one that holds for small counts.
# - Sentences of a measure go together; count the effective number.
# - Firm words are not firm acts.
#
# ## Further reading
#
# - Abbott, K. W., Keohane, R. O., Moravcsik, A., Slaughter, A.-M., and Snidal, D. (2000). The Concept of Legalization. *International Organization* 54(3).
# - Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical Inference. *Journal of the American Statistical Association* 22(158).
# - Brown, L. D., Cai, T. T., and DasGupta, A. (2001). Interval Estimation for a Binomial Proportion. *Statistical Science* 16(2).
# - Korn, E. L., and Graubard, B. I. (1998). Confidence Intervals for Proportions with Small Expected Number of Positive Counts Estimated from Survey Data. *Survey Methodology* 24(2).
