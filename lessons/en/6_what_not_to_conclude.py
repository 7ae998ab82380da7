# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lesson 6. How far the codes can be trusted, and what not to conclude
#
# **Questions.** When do two coders agree, and what does agreement show? Does an order of plans stand when one counts otherwise? Which sentences does all this bear?
#
# **Afterwards you can**
#
# - tell agreement from chance agreement, and reliability from validity;
# - read a specification curve and say of an order on what it hangs;
# - write a finding with its number, denominator, interval, and limits.
#
# **You need** lessons 1 to 5.
#
# **Minutes:** 60.

# %%
import pandas as pd

from compare import figure, index_tables, read_tables
from compare.evaluation.agreement import coder_agreement, codings, compared
from compare.indices.krippendorff import alpha
from compare.lessons import begin
from compare.project import find_project

language = "en"
check, hint, solution = begin(lesson=6, language=language)
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## Who coded
#
# Two plans were coded twice, in independent passes, by a large language model that followed the codebook; where the passes differed, a third one decided. No human expert has coded these plans. So agreement here is that of a model with itself.

# %%
folder = find_project().coding
coded = codings(tables["provisions"], folder, ["llm-pass-a", "llm-pass-b"])
both = compared(coded, "obligation")
both.head(3)

# %%
coder_agreement(coded, draws=100)[["field", "n", "same", "share", "alpha"]].round(3)

# %% [markdown]
# ## Agreement that chance would give
#
# Two coders who both say "directive" nearly always agree nearly always, even if they read nothing. Krippendorff's alpha sets observed against expected disagreement: 1 is perfect, 0 what chance would give.

# %%
first = pd.Series([2] * 8 + [3, 3])
second = pd.Series([2] * 8 + [3, 2])
float((first == second).mean()), round(alpha([first, second], "nominal"), 3)

# %% [markdown]
# High alpha says that the codes can be **reproduced**, not that they are **right**. Levels of obligation follow a list of words, so agreement on them says that the same words were found. Whether 必须 in a plan obliges anybody is a question of validity, and no coefficient answers it.
#
# ## Every reasonable way of counting
#
# Strictness can be computed from different items with different weights, per provision or per thousand characters, with all domains or fewer, with or without shared wording. A **specification curve** (Simonsohn, Simmons and Nelson 2020) makes all these choices in all combinations and asks what holds in nearly all of them.

# %%
curve = indices["specification_curve"]
curve["specification"].nunique(), curve[["items", "denominator", "domains", "wording"]].nunique().to_dict()

# %%
indices["specification_ranks"][["doc_id", "published", "median", "lowest", "highest"]]

# %% [markdown]
# A share of specifications is no probability: specifications are no independent tests, and their number is that of the choices somebody listed. It says how far an order can be argued for.
#
# ## Exercises
#
# ### 6.1 ★ On how many topics do the two passes differ?
#
# Count the provisions that both passes coded and to which they gave different topics.

# %%
answer = ...
check("6.1", answer)

# %% [markdown]
# ### 6.2 ★ A rare code
#
# Two coders judge 50 provisions for sanctions. Each finds two, and never the same ones: 46 provisions have no sanction by both, two by the first only, two by the second only. What is Krippendorff's alpha (nominal)? First write down your guess.

# %%
answer = ...
check("6.2", answer)

# %% [markdown]
# ### 6.3 ★★ How often is `biyang` first?
#
# In which share of all specifications has it the highest score, alone or with others?

# %%
answer = ...
check("6.3", answer)

# %% [markdown]
# ### 6.4 ★★★ Which order stands?
#
# Call two plans ordered where one scores above the other in at least 95% of the specifications (ties count half). How many of the ten pairs are ordered?

# %%
answer = ...
check("6.4", answer)

# %% [markdown]
# ### 6.5 ★★★ Which choice moves the plans most?
#
# `specification_choices` has the mean rank of every plan under each choice. For each plan take the largest less the smallest mean rank within a dimension, then the mean of that over the plans. In which `dimension` is it largest?

# %%
answer = ...
check("6.5", answer)

# %% [markdown]
# ### 6.6 ★★★ Which sentences may you write?
#
# - a. With alpha near 1 the codes are correct.
# - b. Two passes of one language model agree on nearly all codes; no human expert has checked them.
# - c. The probability that Biyang's plan is the strictest equals its share of first ranks.
# - d. Which plan is strictest depends on the items and on the denominator.
# - e. A plan that is worded more strictly need not be carried out more strictly.
# - f. In the published specification the plans have five different ranks, so their order is established.

# %%
answer = ...
check("6.6", answer)

# %% [markdown]
# ## Look back
#
# Every specification of every plan. Where do the plans change places?

# %%
picture = figure("specification_curve", tables, language)

# %% [markdown]
# ## Your own plan
#
# Code ten provisions of your plan twice, a week apart or with a colleague, for obligation (0 none, 1 hortatory, 2 directive, 3 mandate or prohibition), and put the codes in place of these.

# %%
mine = pd.Series([2, 2, 3, 1, 2, 0, 2, 3, 2, 2])
again = pd.Series([2, 2, 3, 2, 2, 0, 2, 2, 2, 2])
round(alpha([mine, again], "ordinal"), 3), [place for place in mine.index if mine[place] != again[place]]

# %% [markdown]
# 1. Read the provisions on which you differ. Which sentence of the codebook would have settled each? If none, write one.
# 2. Write one finding on your plan in four sentences: the number with count, denominator and interval; who coded; under which choices it holds; what it does not say.
#
# For whole plans: `fazhi coding export DOC_ID --blind`, `fazhi coding import`, `fazhi coding agreement`.
#
# ## Key points
#
# - Agreement beyond chance shows that codes can be reproduced; it does not show that they are right.
# - Say who coded. A language model's codes are a language model's.
# - An order that hangs on a choice is a finding on the choice.
# - Text is not implementation, silence is not zero, outline is not place, five plans are no sample.
#
# ## Further reading
#
# - Krippendorff, K. (2018). *Content Analysis: An Introduction to Its Methodology*, 4th ed. Sage. The chapters on reliability and validity.
# - Hayes, A. F., and Krippendorff, K. (2007). Answering the Call for a Standard Reliability Measure for Coding Data. *Communication Methods and Measures* 1(1).
# - Simonsohn, U., Simmons, J. P., and Nelson, L. D. (2020). Specification Curve Analysis. *Nature Human Behaviour* 4.
# - Steegen, S., Tuerlinckx, F., Gelman, A., and Vanpaemel, W. (2016). Increasing Transparency Through a Multiverse Analysis. *Perspectives on Psychological Science* 11(5).
