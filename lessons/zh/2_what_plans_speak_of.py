# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 第2课　规划写了什么：分类体系与覆盖
#
# **问题。** 一份规划把笔墨用在哪里？略去了什么？一份规划比另一份内容更广，还是只是篇幅更长？
#
# **学完之后，你能够**
#
# - 查出一个主题包括什么、不包括什么，并说明主题是谁给的；
# - 用正确的分母计算占比，并读懂它的区间；
# - 比较长短不同、年代不同的规划。
#
# **需要** 第1课：什么计入统计，什么是分母。
#
# **时长：** 50分钟。

# %%
from compare import index_tables, read_tables
from compare.indices.coverage import alone
from compare.indices.selection import counted
from compare.lessons import begin
from compare.vocab.taxonomy import domains, taxonomy, topics

check, hint, solution = begin(lesson=2, language="zh")
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## 主题表本身就是一种主张
#
# 每个计入的条款有一个主题，主题归入领域（A 至 L）。分类体系决定了能看见什么：它没有设立类目的，缺了也看不出来。因此每个主题都写明包括什么、不包括什么。

# %%
entry = taxonomy()["E7"]
entry.code, entry.label_zh, entry.label_en, entry.include, entry.exclude

# %%
[(code, taxonomy()[code].label_en) for code in domains()]

# %% [markdown]
# 主题是谁给的？这几份规划由大语言模型按编码手册给出，没有人类专家编过码；每一行都注明了这一点。

# %%
tables["provisions"].groupby(["doc_id", "topic_source"]).size()

# %% [markdown]
# ## 占比，以及占什么的比
#
# `coverage_domains` 给出每份规划在每个领域的条款数 `n`、分母 `n_total`、占比和95%区间。同一措施的条款往往写同样的事，所以这个区间比把条款当作彼此独立时更宽。

# %%
shares = indices["coverage_domains"]
shares[shares["group"] == "A"][["doc_id", "n", "n_total", "share", "low", "high"]].round(3)

# %% [markdown]
# `state` 说明一个主题在规划中是作为第一主题出现（`main`）、只作为第二主题出现（`second`），还是没有（`none`）。顺带写到的，也算写到。

# %%
shares[shares["group"] == "I"][["doc_id", "n", "n_second", "state"]]

# %% [markdown]
# 应急（I）在2021年以前写成的规划中几乎没有。这是地方之间的差异吗？2021年的国家纲要有应急一章，2015年的没有：规划无法遵循尚未写出的纲要。`outline_basis` 列说明一份规划从文字上看依据哪一份纲要。

# %%
tables["documents"][["doc_id", "period_start", "period_end", "outline_basis", "basis_evidence"]]

# %% [markdown]
# ## 内容更广，还是篇幅更长？
#
# 长的规划容得下更多主题。公平的问法是：如果从每份规划抽取同样多的条款，会看到多少个主题？这叫稀疏化（rarefaction, Hurlbert 1971），不必真的抽，可以直接算出。`size` 是共同的条款数，`rarefied` 是预期的主题数。

# %%
breadths = indices["breadth_of_topics"]
breadths.query("statistic == 'number' and doc_id in ['kunqu', 'biyang']").round(1)

# %% [markdown]
# ## 练习
#
# ### 2.1 ★ 领域 E 有多少个主题？
#
# 指分类体系中的主题，不论规划是否用到。

# %%
answer = ...
check("2.1", answer)

# %% [markdown]
# ### 2.2 ★ `mentougou` 有多大比例写的是领域 E？
#
# 以计入的条款为分母，按第一主题。

# %%
answer = ...
check("2.2", answer)

# %% [markdown]
# ### 2.3 ★★ 唯独 `kunqu` 略去了什么？
#
# 其他四份规划都写到、而它既没有作为第一主题也没有作为第二主题写到的主题。请用代码的集合作答。

# %%
answer = ...
check("2.3", answer)

# %% [markdown]
# ### 2.4 ★★ 什么在2015年纲要中没有位置？
#
# 对照表把每个主题放入2015年纲要的某一部分，或放入 `0` 组：没有位置。每份规划有多大比例在 `0` 组？请按 `doc_id` 给出 dict 或 Series。

# %%
answer = ...
check("2.4", answer)

# %% [markdown]
# ### 2.5 ★★★ 篇幅相同时，各规划相差多少？
#
# 取共同条款数下的主题数。最广的规划比最窄的多几个主题？再与整份规划的同一差值相比。

# %%
answer = ...
check("2.5", answer)

# %% [markdown]
# ### 2.6 ★★★ 哪些句子可以写？
#
# - a. 从文字上看，昆区规划没有写到其他四份规划都写到的若干主题。
# - b. 昆区规划略去的主题，昆区政府什么也没做。
# - c. 依2021年纲要的规划写应急较多，是由这些地方的区位决定的。
# - d. 整份规划之间主题数的差异，大部分随篇幅而来。
# - e. 主题最多的规划，政策涉及面最广。

# %%
answer = ...
check("2.6", answer)

# %% [markdown]
# ## 你自己的规划
#
# 把下面的文字换成你的。主题由模型给出，`topic_score` 说明它有多大把握。第一次运行约需半分钟：模型要先用五份规划训练。

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
# 1. 得分最低的三个条款，按编码手册应归哪个主题？请引用你所依据的 `include` 或 `exclude` 中的话。
# 2. 举出你文中分类体系没有主题可归的一件事。把它归入最相近的主题，会丢掉什么？
#
# ## 要点
#
# - 占比有分母，有编码者，有分类体系；三者都要说明。
# - 规划略去的，不等于政府没做的。
# - 只在篇幅相同时比较广度。
# - 依据不同纲要的两代规划之间，差异首先是时期的差异。
#
# ## 延伸阅读
#
# - Hurlbert, S. H. (1971). The Nonconcept of Species Diversity: A Critique and Alternative Parameters. *Ecology* 52(4).
# - Baumgartner, F. R., and Jones, B. D. (1993). *Agendas and Instability in American Politics*. University of Chicago Press.
# - Grimmer, J., Roberts, M. E., and Stewart, B. M. (2022). *Text as Data: A New Framework for Machine Learning and the Social Sciences*. Princeton University Press.
