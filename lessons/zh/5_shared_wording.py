# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 第5课　共有文字，以及什么是规划自己的
#
# **问题。** 一份规划有多少文字一字不差地出现在另一份中？这个比例以谁的文字为分母？去掉模板之后，还剩下什么？
#
# **学完之后，你能够**
#
# - 说明什么算共有段落，并给出方向正确的占比；
# - 计数时分清行、段落和条款；
# - 从比较中去掉共有文字，并说明这样做能说明什么、不能说明什么。
#
# **需要** 第1、2课。
#
# **时长：** 60分钟。

# %%
from compare import figure, index_tables, read_tables
from compare.indices.reuse import own_only
from compare.indices.selection import counted
from compare.lessons import begin
from compare.reuse.marking import marked

language = "zh"
check, hint, solution = begin(lesson=5, language=language)
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## 什么算共有
#
# 两个条款逐字比对（Smith and Waterman 1981），标点和数字的写法不计。一致之处比改动多出至少十二个字的一段，就是共有段落；小的改动不会把它打断。`marked` 把另一方没有的字放进【】：

# %%
one = "各部门要加强行政执法人员培训，每年不少于60学时。"
other = "各部门、各镇街要加强执法人员的培训，每年不少于40学时。"
print(marked(one, other))
print(marked(other, one))

# %%
indices["longest_passages"][["doc_a", "doc_b", "chars", "similarity", "kind"]].head(5).round(2)

# %% [markdown]
# ## 一行不是一段
#
# `reuse` 表的每一行在两边都只在一个条款之内。跨三句话的一段有三行，它们的 `passage_id` 相同。

# %%
tables["reuse"][["passage_id", "provision_a", "provision_b", "chars", "similarity", "kind"]].head(4)

# %% [markdown]
# ## 占谁的比例？
#
# 长规划的百分之二十，可能是短规划的一半。`reuse_pairs` 中的 `share`，是 `doc_id` 的文字中也出现在 `other_id` 里的比例；所以每一对有两个占比，各有一个95%区间。

# %%
pairs = indices["reuse_pairs"]
pairs[pairs["doc_id"] == "mentougou"][["other_id", "share", "low", "high", "exact_share"]].round(3)

# %% [markdown]
# 共有**没有方向**。两份规划可能都抄自第三份文字，首先是国家纲要，而它不在这些文件之中。日期也不能断定谁抄谁。
#
# ## 去掉模板
#
# `own_only` 去掉至少一半文字出现在模板中的条款；用 `role="plan"` 则去掉至少一半出现在任何其他规划中的条款。之后各项指标都可以用剩下的重新计算。

# %%
own = own_only(tables, tables["reuse"], role="plan")
len(counted(tables["provisions"])), len(counted(own["provisions"]))

# %% [markdown]
# ## 同一职责，不同措辞
#
# 两个条款的文字大部分相同，写的就是同一职责，不同之处是措辞上的取舍。`same_duty_pairs` 对每一对说明哪一方的 `obligation` 更强，谁独有 `number` 或 `time`（`a`、`b`、`same`）。

# %%
same = indices["same_duty_pairs"]
same[same["time"].isin(["a", "b"])][
    ["provision_a", "provision_b", "obligation", "time", "time_a", "time_b"]
].head(3)

# %% [markdown]
# ## 练习
#
# ### 5.1 ★ `kunqu` 有多大比例也出现在 `dadukou` 中？
#
# 按字符计。

# %%
answer = ...
check("5.1", answer)

# %% [markdown]
# ### 5.2 ★ `biyang` 与哪一份规划共有的文字最多？

# %%
answer = ...
check("5.2", answer)

# %% [markdown]
# ### 5.3 ★★ 五十字以上的段落有多少？
#
# 在 `kunqu` 与 `dadukou` 之间：一致的字（`chars`）不少于五十个的段落。

# %%
answer = ...
check("5.3", answer)

# %% [markdown]
# ### 5.4 ★★★ 去掉共有的条款，每份规划失去多大比例？
#
# 如果去掉至少一半出现在其他规划中的条款，每份规划失去其计入条款的多大比例？请用 dict 或 Series 作答。

# %%
answer = ...
check("5.4", answer)

# %% [markdown]
# ### 5.5 ★★★ 同一职责，力度不同的有多少？
#
# 在 `same_duty_pairs` 的各对中，有多大比例两方的义务强度不同？

# %%
answer = ...
check("5.5", answer)

# %% [markdown]
# ### 5.6 ★★★ 哪些句子可以写？
#
# - a. 大渡口规划抄自更早的昆区规划。
# - b. 共有文字多的政府，下的功夫少。
# - c. 泌阳规划按年份属于2021年一代，按文字却更近于依2015年纲要的规划。
# - d. 两份规划共有的文字，可能来自不在本语料中的第三份文字。
# - e. 这里其他规划都没有的文字，是该县自创的。

# %%
answer = ...
check("5.6", answer)

# %% [markdown]
# ## 回头看
#
# 每一格是所在行的规划的占比。找出5.1的两个占比，并就其中一对说明为什么不同。

# %%
picture = figure("reuse_matrix", tables, language)

# %% [markdown]
# ## 你自己的规划
#
# 把下面两段文字换成你的：一段是你的规划或其中一节，另一段是纲要或邻近地方的规划。

# %%
my_plan = "推行行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度，2023年底前实现全覆盖。"
template = "全面推行行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度。"
print(marked(my_plan, template))
print(marked(template, my_plan))

# %% [markdown]
# 1. 你的规划加了什么，略去了什么？其中力度有没有变化？
# 2. 要说你的规划是抄来的，你需要哪份文字？到哪里去找？
#
# 要在所有图中与模板比较，请在 `sources.csv` 中以 `role` = `template` 收入模板，再重新构建。
#
# ## 要点
#
# - 共有文字的占比要说明以谁的文字为分母；两个方向都要给出。
# - 数段落，不数行。
# - 共有文字说明不了谁抄谁，也说明不了谁没下功夫。
# - 在这里独有的，在别处可能很常见。
#
# ## 延伸阅读
#
# - Smith, T. F., and Waterman, M. S. (1981). Identification of Common Molecular Subsequences. *Journal of Molecular Biology* 147(1).
# - Wilkerson, J., Smith, D., and Stramp, N. (2015). Tracing the Flow of Policy Ideas in Legislatures: A Text Reuse Approach. *American Journal of Political Science* 59(4).
# - Linder, F., Desmarais, B., Burgess, M., and Giraudy, E. (2020). Text as Policy: Measuring Policy Similarity through Bill Text Reuse. *Policy Studies Journal* 48(2).
