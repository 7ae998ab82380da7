# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lesson 5. Shared wording, and what is a plan's own
#
# **Questions.** How much of a plan stands word for word in another? Of whose text is that a share? What is left when the template is taken out?
#
# **Afterwards you can**
#
# - say what counts as a shared passage, and give a share in the right direction;
# - tell a row, a passage and a provision apart when you count;
# - take shared wording out of a comparison, and say what that does and does not show.
#
# **You need** lessons 1 and 2.
#
# **Minutes:** 60.

# %%
from compare import figure, index_tables, read_tables
from compare.indices.reuse import own_only
from compare.indices.selection import counted
from compare.lessons import begin
from compare.reuse.marking import marked

language = "en"
check, hint, solution = begin(lesson=5, language=language)
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## What counts as shared
#
# Two provisions are aligned character by character (Smith and Waterman 1981); signs and the script of figures are set aside. A shared passage is a stretch in which agreement outweighs edits by at least twelve characters. Small edits do not break it. `marked` puts what the other side lacks into 【】:

# %%
one = "各部门要加强行政执法人员培训，每年不少于60学时。"
other = "各部门、各镇街要加强执法人员的培训，每年不少于40学时。"
print(marked(one, other))
print(marked(other, one))

# %%
indices["longest_passages"][["doc_a", "doc_b", "chars", "similarity", "kind"]].head(5).round(2)

# %% [markdown]
# ## A row is not a passage
#
# In the table `reuse` each row lies inside one provision on either side. A passage that runs over three sentences has three rows with the same `passage_id`.

# %%
tables["reuse"][["passage_id", "provision_a", "provision_b", "chars", "similarity", "kind"]].head(4)

# %% [markdown]
# ## Whose share?
#
# Twenty per cent of a long plan can be half of a short one. `share` in `reuse_pairs` is the share of the characters of `doc_id` that also stand in `other_id`; so each pair has two shares, and a 95% interval for each.

# %%
pairs = indices["reuse_pairs"]
pairs[pairs["doc_id"] == "mentougou"][["other_id", "share", "low", "high", "exact_share"]].round(3)

# %% [markdown]
# Sharing has **no direction**. Two plans may both have copied a third text, above all the national outline, which is not among these files. Dates do not settle it either.
#
# ## Without the template
#
# `own_only` takes out the provisions of which at least half stands in a template or, with `role="plan"`, in any other plan. Every index can then be computed anew from what is left.

# %%
own = own_only(tables, tables["reuse"], role="plan")
len(counted(tables["provisions"])), len(counted(own["provisions"]))

# %% [markdown]
# ## The same duty in other words
#
# Where two provisions share most of their wording, they state one duty, and a difference is a choice of words. `same_duty_pairs` says for each pair which side is firmer in `obligation`, and who alone has a `number` or a `time` (`a`, `b`, `same`).

# %%
same = indices["same_duty_pairs"]
same[same["time"].isin(["a", "b"])][
    ["provision_a", "provision_b", "obligation", "time", "time_a", "time_b"]
].head(3)

# %% [markdown]
# ## Exercises
#
# ### 5.1 ★ Which share of `kunqu` also stands in `dadukou`?
#
# By characters.

# %%
answer = ...
check("5.1", answer)

# %% [markdown]
# ### 5.2 ★ With which plan does `biyang` share most of its text?

# %%
answer = ...
check("5.2", answer)

# %% [markdown]
# ### 5.3 ★★ How many passages of fifty or more characters?
#
# Between `kunqu` and `dadukou`: passages in which at least fifty characters agree (`chars`).

# %%
answer = ...
check("5.3", answer)

# %% [markdown]
# ### 5.4 ★★★ Which share of each plan goes with the wording of others?
#
# If provisions go of which at least half stands in another plan: which share of its counted provisions does each plan lose? Give a dict or a Series.

# %%
answer = ...
check("5.4", answer)

# %% [markdown]
# ### 5.5 ★★★ How often does a copied duty change its force?
#
# In which share of the pairs of `same_duty_pairs` do the two sides differ in the level of obligation?

# %%
answer = ...
check("5.5", answer)

# %% [markdown]
# ### 5.6 ★★★ Which sentences may you write?
#
# - a. Dadukou's plan was copied from Kunqu's, which is older.
# - b. Governments that share much wording have made less effort.
# - c. By its years Biyang's plan belongs to 2021, by its wording it stands nearer to plans under the outline of 2015.
# - d. What two plans share may come from a third text that is not in this corpus.
# - e. What stands in no other plan here was invented by the county.

# %%
answer = ...
check("5.6", answer)

# %% [markdown]
# ## Look back
#
# Each cell is a share of the plan in its row. Find the two shares of 5.1, and say for one pair why they differ.

# %%
picture = figure("reuse_matrix", tables, language)

# %% [markdown]
# ## Your own plan
#
# Put two texts in place of those below: your plan, or a section of it, and the outline or a neighbour's plan.

# %%
my_plan = "推行行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度，2023年底前实现全覆盖。"
template = "全面推行行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度。"
print(marked(my_plan, template))
print(marked(template, my_plan))

# %% [markdown]
# 1. What did your plan add, and what did it leave out? Is either a change of force?
# 2. Which text would you need to say that your plan copied? Where would you find it?
#
# To compare with a template for all figures, add it with `role` = `template` in `sources.csv` and build again.
#
# ## Key points
#
# - A share of shared text has an owner; give both directions.
# - Count passages, not rows.
# - Sharing shows no direction, and no lack of effort.
# - What is alone here may be common elsewhere.
#
# ## Further reading
#
# - Smith, T. F., and Waterman, M. S. (1981). Identification of Common Molecular Subsequences. *Journal of Molecular Biology* 147(1).
# - Wilkerson, J., Smith, D., and Stramp, N. (2015). Tracing the Flow of Policy Ideas in Legislatures: A Text Reuse Approach. *American Journal of Political Science* 59(4).
# - Linder, F., Desmarais, B., Burgess, M., and Giraudy, E. (2020). Text as Policy: Measuring Policy Similarity through Bill Text Reuse. *Policy Studies Journal* 48(2).
