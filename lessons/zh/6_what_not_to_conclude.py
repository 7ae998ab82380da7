# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 第6课　编码可信到什么程度，哪些结论不能下
#
# **问题。** 两个编码者什么时候算一致，一致又说明什么？换一种算法，规划的次序还站得住吗？凭这些，哪些句子可以写？
#
# **学完之后，你能够**
#
# - 区分真正的一致与偶然的一致，区分信度与效度；
# - 读懂设定曲线，说明一个次序取决于什么；
# - 写出一条带有数字、分母、区间和限度的结论。
#
# **需要** 第1至5课。
#
# **时长：** 60分钟。

# %%
import pandas as pd

from compare import figure, index_tables, read_tables
from compare.evaluation.agreement import coder_agreement, codings, compared
from compare.indices.krippendorff import alpha
from compare.lessons import begin
from compare.project import find_project

language = "zh"
check, hint, solution = begin(lesson=6, language=language)
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## 谁编的码
#
# 有两份规划由大语言模型按编码手册独立编了两遍；两遍不同之处，由第三遍裁定。没有人类专家为这些规划编过码。所以这里的一致，是一个模型与自己的一致。

# %%
folder = find_project().coding
coded = codings(tables["provisions"], folder, ["llm-pass-a", "llm-pass-b"])
both = compared(coded, "obligation")
both.head(3)

# %%
coder_agreement(coded, draws=100)[["field", "n", "same", "share", "alpha"]].round(3)

# %% [markdown]
# ## 偶然的一致
#
# 两个编码者若几乎总是编“一般指令”，即使什么也没读，也几乎总是一致。克里彭多夫的 alpha 把实际的不一致与随机预期的不一致相比：1 是完全一致，0 是与随机无异。

# %%
first = pd.Series([2] * 8 + [3, 3])
second = pd.Series([2] * 8 + [3, 2])
float((first == second).mean()), round(alpha([first, second], "nominal"), 3)

# %% [markdown]
# alpha 高，说明编码可以**重复**，不说明编码**正确**。义务强度照一份词表判定，在这上面一致，只说明找到了同样的词。规划里的“必须”是否真的约束了谁，是效度问题，没有哪个系数能回答。
#
# ## 所有合理的算法
#
# 严格程度可以由不同的项目按不同的权重算出，可以按条款也可以按千字，可以用全部领域，也可以去掉几个领域，可以含或不含共有文字。**设定曲线**（Simonsohn, Simmons and Nelson 2020）把这些选择的所有组合都算一遍，看什么在几乎所有组合中都成立。

# %%
curve = indices["specification_curve"]
curve["specification"].nunique(), curve[["items", "denominator", "domains", "wording"]].nunique().to_dict()

# %%
indices["specification_ranks"][["doc_id", "published", "median", "lowest", "highest"]]

# %% [markdown]
# 设定的占比不是概率：各设定不是彼此独立的检验，其数目取决于列出了多少种选择。它说明的是一个次序在多大范围内站得住。
#
# ## 练习
#
# ### 6.1 ★ 两遍编码在多少个主题上不同？
#
# 数一数两遍都编了、而主题不同的条款。

# %%
answer = ...
check("6.1", answer)

# %% [markdown]
# ### 6.2 ★ 一个少见的代码
#
# 两个编码者在50个条款中找后果。每人各找到两条，没有一条相同：46条两人都说没有，两条只有第一人说有，两条只有第二人说有。克里彭多夫 alpha（名义）是多少？先写下你的猜测。

# %%
answer = ...
check("6.2", answer)

# %% [markdown]
# ### 6.3 ★★ `biyang` 居首的占比有多大？
#
# 在所有设定中，它得分最高（独自或并列）的占多大比例？

# %%
answer = ...
check("6.3", answer)

# %% [markdown]
# ### 6.4 ★★★ 哪些次序站得住？
#
# 如果一份规划在至少95%的设定中得分高于另一份（并列算一半），就说这两份有次序。十对中有多少对有次序？

# %%
answer = ...
check("6.4", answer)

# %% [markdown]
# ### 6.5 ★★★ 哪一种选择对名次影响最大？
#
# `specification_choices` 给出每份规划在每个选择下的平均名次。对每份规划，取同一维度内最大与最小平均名次之差，再对各规划求均值。哪一个 `dimension` 最大？

# %%
answer = ...
check("6.5", answer)

# %% [markdown]
# ### 6.6 ★★★ 哪些句子可以写？
#
# - a. alpha 接近1，说明编码正确。
# - b. 同一语言模型的两遍编码几乎全部一致；没有人类专家核对过。
# - c. 泌阳规划最严格的概率，等于它居首的占比。
# - d. 哪份规划最严格，取决于项目和分母。
# - e. 措辞更严的规划，不一定执行得更严。
# - f. 在发布的设定中五份规划名次各不相同，所以次序已经确立。

# %%
answer = ...
check("6.6", answer)

# %% [markdown]
# ## 回头看
#
# 所有规划的所有设定。规划在哪里换了位置？

# %%
picture = figure("specification_curve", tables, language)

# %% [markdown]
# ## 你自己的规划
#
# 为你的规划中的十个条款编两遍义务强度（0 无义务，1 倡导，2 一般指令，3 强制或禁止），相隔一周，或与同事各编一遍；把下面的代码换成你们的。

# %%
mine = pd.Series([2, 2, 3, 1, 2, 0, 2, 3, 2, 2])
again = pd.Series([2, 2, 3, 2, 2, 0, 2, 2, 2, 2])
round(alpha([mine, again], "ordinal"), 3), [place for place in mine.index if mine[place] != again[place]]

# %% [markdown]
# 1. 读一读两遍不同的条款。编码手册的哪一句话可以作准？如果没有，请写一句。
# 2. 用四句话写一条关于你那份规划的结论：数字，连同计数、分母和区间；谁编的码；在哪些选择下成立；它没有说什么。
#
# 整份规划：`fazhi coding export DOC_ID --blind`，`fazhi coding import`，`fazhi coding agreement`。
#
# ## 要点
#
# - 高于偶然的一致，说明编码可以重复，不说明编码正确。
# - 要说明谁编的码；语言模型编的，就说是语言模型编的。
# - 取决于某项选择的次序，是关于这项选择的结论。
# - 文本不等于落实，未写明不等于零，年代不等于地方，五份规划不是样本。
#
# ## 延伸阅读
#
# - Krippendorff, K. (2018). *Content Analysis: An Introduction to Its Methodology*, 4th ed. Sage. 见关于信度与效度的各章。
# - Hayes, A. F., and Krippendorff, K. (2007). Answering the Call for a Standard Reliability Measure for Coding Data. *Communication Methods and Measures* 1(1).
# - Simonsohn, U., Simmons, J. P., and Nelson, L. D. (2020). Specification Curve Analysis. *Nature Human Behaviour* 4.
# - Steegen, S., Tuerlinckx, F., Gelman, A., and Vanpaemel, W. (2016). Increasing Transparency Through a Multiverse Analysis. *Perspectives on Psychological Science* 11(5).
