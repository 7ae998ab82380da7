# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lesson 2. What plans speak of: taxonomy and coverage
#
# **Questions.** What does a plan put its words to? What does it leave out? Is one plan broader than another, or only longer?
#
# **Afterwards you can**
#
# - look up what belongs to a topic and what does not, and say who gave a topic;
# - compute a share with the right denominator and read its interval;
# - compare plans of different lengths and of different generations.
#
# **You need** lesson 1: what counts, and what a denominator is.
#
# **Minutes:** 50.

# %%
from compare import index_tables, read_tables
from compare.indices.coverage import alone
from compare.indices.selection import counted
from compare.lessons import begin
from compare.vocab.taxonomy import domains, taxonomy, topics

check, hint, solution = begin(lesson=2, language="en")
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## A list of topics is a claim
#
# Every provision that counts has one topic; topics belong to domains (A to L). A taxonomy decides what can be seen: what it has no place for cannot be found missing. So each topic says what belongs to it and what does not.

# %%
entry = taxonomy()["E7"]
entry.code, entry.label_zh, entry.label_en, entry.include, entry.exclude

# %%
[(code, taxonomy()[code].label_en) for code in domains()]

# %% [markdown]
# Who gave the topics? For these plans a large language model that followed the codebook. No human expert has coded them, and each row says so.

# %%
tables["provisions"].groupby(["doc_id", "topic_source"]).size()

# %% [markdown]
# ## Shares, and what they are of
#
# `coverage_domains` has for each plan and domain the provisions `n`, their denominator `n_total`, the share, and a 95% interval. Whole measures stand or fall together, so the interval is wider than one that takes provisions as independent.

# %%
shares = indices["coverage_domains"]
shares[shares["group"] == "A"][["doc_id", "n", "n_total", "share", "low", "high"]].round(3)

# %% [markdown]
# `state` says whether a plan has a provision on a topic as its first topic (`main`), only as a second one (`second`), or not at all (`none`). What is said in passing is said.

# %%
shares[shares["group"] == "I"][["doc_id", "n", "n_second", "state"]]

# %% [markdown]
# Emergencies (I) hardly occur in plans written before 2021. Is that a difference of places? The national outline of 2021 has a chapter on emergencies, and that of 2015 has none: a plan could not follow an outline that was not yet written. The column `outline_basis` says which of them a plan follows by its text.

# %%
tables["documents"][["doc_id", "period_start", "period_end", "outline_basis", "basis_evidence"]]

# %% [markdown]
# ## Broader, or longer?
#
# A longer plan finds room for more topics. The fair question is: if we drew the same number of provisions from each plan, how many topics would we see? This is rarefaction (Hurlbert 1971); it can be computed without drawing. `size` is the common number, `rarefied` the expected number of topics.

# %%
breadths = indices["breadth_of_topics"]
breadths.query("statistic == 'number' and doc_id in ['kunqu', 'biyang']").round(1)

# %% [markdown]
# ## Exercises
#
# ### 2.1 ★ How many topics has domain E?
#
# Of the taxonomy, whether a plan uses them or not.

# %%
answer = ...
check("2.1", answer)

# %% [markdown]
# ### 2.2 ★ Which share of `mentougou` is on domain E?
#
# Of the provisions that count, by first topic.

# %%
answer = ...
check("2.2", answer)

# %% [markdown]
# ### 2.3 ★★ What does `kunqu` alone leave out?
#
# Topics that all four other plans address and this one does not, neither as first nor as second topic. Answer with a set of codes.

# %%
answer = ...
check("2.3", answer)

# %% [markdown]
# ### 2.4 ★★ What has no place in the outline of 2015?
#
# The crosswalk puts each topic into a part of the outline of 2015, or into group `0`: no place. Which share of each plan is in group `0`? Give a dict or a Series by `doc_id`.

# %%
answer = ...
check("2.4", answer)

# %% [markdown]
# ### 2.5 ★★★ How far do the plans lie apart at equal length?
#
# Take the number of topics at the common number of provisions. By how many topics is the broadest plan ahead of the narrowest? Then compare with the same difference in whole plans.

# %%
answer = ...
check("2.5", answer)

# %% [markdown]
# ### 2.6 ★★★ Which sentences may you write?
#
# - a. In its wording, Kunqu's plan has nothing on topics that the four other plans address.
# - b. Kunqu does nothing on the topics that its plan leaves out.
# - c. Plans under the outline of 2021 speak more of emergencies because of where these places lie.
# - d. Most of the difference in the number of topics between whole plans goes with their length.
# - e. The plan with the most topics has the widest policy.

# %%
answer = ...
check("2.6", answer)

# %% [markdown]
# ## Your own plan
#
# Put your text in place of the one below. The topics come from the model, and `topic_score` says how sure it is. The first time this takes about half a minute: the model learns from the five plans.

# %%
from compare import code_text

my_text = """
一、主要任务
（一）优化营商环境。推行一网通办，压缩企业开办时间。
（二）规范执法行为。执法人员必须持证上岗；推行行政执法全过程记录。
（三）化解矛盾纠纷。健全行政调解机制，加强行政复议工作。
"""
mine = counted(code_text(my_text)["provisions"])
mine[["provision_id", "topic", "topic_score", "text"]]

# %% [markdown]
# 1. For the three provisions with the lowest score: which topic does the codebook give them? Quote the sentence of `include` or `exclude` on which you decide.
# 2. Name one matter of your text for which the taxonomy has no topic. What would you lose by putting it into the nearest one?
#
# ## Key points
#
# - A share has a denominator, a coder and a taxonomy; name all three.
# - Left out of a plan is not left undone by a government.
# - Compare breadth at equal length only.
# - A difference between plans of two generations is first one of time.
#
# ## Further reading
#
# - Hurlbert, S. H. (1971). The Nonconcept of Species Diversity: A Critique and Alternative Parameters. *Ecology* 52(4).
# - Baumgartner, F. R., and Jones, B. D. (1993). *Agendas and Instability in American Politics*. University of Chicago Press.
# - Grimmer, J., Roberts, M. E., and Stewart, B. M. (2022). *Text as Data: A New Framework for Machine Learning and the Social Sciences*. Princeton University Press.
