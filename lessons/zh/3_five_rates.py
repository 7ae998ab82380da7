# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 第3课　五项比率，以及计数很小时的区间
#
# **问题。** 一份规划的措辞有多大约束力？“165条中的3条”说明什么，“170条中的0条”又说明什么？两个比率相差多少才值得说？
#
# **学完之后，你能够**
#
# - 说出严格程度的五项比率各数什么；
# - 读懂并算出计数很小时仍然适用的区间；
# - 说明同一措施的句子为什么彼此不独立，以及这对区间有什么影响。
#
# **需要** 第1、2课；听说过什么是95%区间。
#
# **时长：** 60分钟。

# %%
import numpy as np

from compare import figure, read_tables, strictness_rates
from compare.indices.rates import rates, wilson
from compare.indices.selection import counted
from compare.lessons import begin

language = "zh"
check, hint, solution = begin(lesson=3, language=language)
tables = read_tables()

# %% [markdown]
# ## 一句话可以写明的五件事
#
# Abbott 等人（2000）用义务性、精确性和授权三个维度描述法律化。落到规划的文字上，一个条款可以是**强制或禁止**（必须、不得），可以写明**量化指标**或**时间**，可以规定对公共机构的**监督**（`monitoring`），也可以写明违反的**后果**（`sanction`）。每个条款的每一项只有“是”与“否”；每项比率说的就是多少条中有多少条。

# %%
rows = counted(tables["provisions"])
rows[rows["obligation"] == 3][["provision_id", "text", "sanction", "monitoring"]].head(4)

# %%
table = strictness_rates(tables["provisions"])
whole = table[table["domain"] == "all"]
whole[whole["rate"] == "sanction"][["doc_id", "count", "n", "share", "low", "high"]].round(3)

# %% [markdown]
# 这里有意不给“严格程度”一个总数：把五件不同的事相加就要有权重，第6课会看到次序在多大程度上取决于权重。
#
# ## 计数很小时
#
# 教科书上的区间（占比加减1.96个标准误），对“170条中的0条”宽度为零，对“170条中的1条”则下端低于零。威尔逊（Wilson 1927）区间总在0到1之间，一条也没找到时也有宽度。

# %%
share = np.array([0, 1, 5, 20]) / 170
error = 1.96 * np.sqrt(share * (1 - share) / 170)
low, high = wilson(share, np.full(4, 170.0))
np.column_stack([share, share - error, share + error, low, high]).round(4)

# %% [markdown]
# ## 同一措施里的句子
#
# 同一措施的句子是连着写成的：一句规定了监督，下一句往往也是。所以20条措施中的100个条款，信息量少于100个彼此独立的条款。少多少，看**有效条款数**（Korn and Graubard 1998），计算区间时用它代替条款数。下面两份规划是为说明而编的，都是40条中有10条：

# %%
import pandas as pd

counts = {"spread out": [1, 1, 0, 2, 1, 1, 0, 2, 1, 1], "in a lump": [4, 4, 2, 0, 0, 0, 0, 0, 0, 0]}
units = pd.Series(np.repeat(np.arange(10), 4))  # 十条措施，每条四个条款
shown = {}
for name, of_measures in counts.items():
    found = rates([[place < count] for count in of_measures for place in range(4)], units)
    shown[name] = {"effective": found.effective[0], "low": found.low[0], "high": found.high[0]}
pd.DataFrame(shown).T.round(3)

# %% [markdown]
# 区间说明的是：一个比率在多大程度上取决于规划恰好写了哪些措施。它不是检验，也不涉及其他县：这几份规划不是从任何总体中抽出来的。
#
# ## 练习
#
# ### 3.1 ★ `biyang` 有多少条款是强制或禁止？
#
# 指计入的条款中 `obligation` 为3的。

# %%
answer = ...
check("3.1", answer)

# %% [markdown]
# ### 3.2 ★ 这样的条款在 `mentougou` 占多大比例？

# %%
answer = ...
check("3.2", answer)

# %% [markdown]
# ### 3.3 ★★ 一条也没找到：最多还可能是多少？
#
# `kunqu` 没有条款写明“五日内”这样的办理时限。把它计入的条款看作彼此独立，比率为零时，威尔逊95%区间的上端是多少？

# %%
answer = ...
check("3.3", answer)

# %% [markdown]
# ### 3.4 ★★ `kunqu` 的哪一项比率所依据的独立条款最少？
#
# 请按 `rate` 列中的名称作答。

# %%
answer = ...
check("3.4", answer)

# %% [markdown]
# ### 3.5 ★★★ 有多少对规划分得开？
#
# 五份规划共十对。就全部领域的强制与禁止比率而言，有多少对的两个95%区间互不重叠？

# %%
answer = ...
check("3.5", answer)

# %% [markdown]
# ### 3.6 ★★★ 哪些句子可以写？
#
# - a. 泌阳政府对下属单位比门头沟更严。
# - b. 泌阳规划中写成强制或禁止的条款，占比大于门头沟，且两者区间不重叠。
# - c. 昆区规划没有条款写明时限，所以其各单位没有时限。
# - d. 泌阳与门头沟的差异，对全国各县而言是显著的。
# - e. 两个区间重叠时，两份规划仍可能不同；只凭文字不能定论。

# %%
answer = ...
check("3.6", answer)

# %% [markdown]
# ## 回头看
#
# 全部规划的五项比率及其区间。哪些差异你会写进文章，哪些只是少数几条措施的写法所致？

# %%
picture = figure("strictness_rates", tables, language)

# %% [markdown]
# ## 你自己的规划
#
# 把下面的文字换成你的。义务强度、后果与监督由词表判定（`obligation_source` 写作 `rules`）。第一次运行约需半分钟。

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
# 1. 逐条读那些强制与禁止条款：每一条是否真的要求某个主体做某件事？词表被哪些词误导了？
# 2. 用一句话各报告你那份规划的五项比率：计数、分母、区间。哪几项你宁可不写进文章，为什么？
#
# ## 要点
#
# - 要同时给出计数和分母；只给百分数，就看不出例数有多少。
# - n 条中的零条也有区间；要用计数很小时仍然适用的区间。
# - 同一措施的句子彼此相关；要按有效条款数计。
# - 措辞严，不等于执行严。
#
# ## 延伸阅读
#
# - Abbott, K. W., Keohane, R. O., Moravcsik, A., Slaughter, A.-M., and Snidal, D. (2000). The Concept of Legalization. *International Organization* 54(3).
# - Wilson, E. B. (1927). Probable Inference, the Law of Succession, and Statistical Inference. *Journal of the American Statistical Association* 22(158).
# - Brown, L. D., Cai, T. T., and DasGupta, A. (2001). Interval Estimation for a Binomial Proportion. *Statistical Science* 16(2).
# - Korn, E. L., and Graubard, B. I. (1998). Confidence Intervals for Proportions with Small Expected Number of Positive Counts Estimated from Survey Data. *Survey Methodology* 24(2).
