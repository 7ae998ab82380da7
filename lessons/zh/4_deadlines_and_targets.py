# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 第4课　期限与指标：未写明不等于零
#
# **问题。** 什么事何时到期？究竟哪些数字可以比较？空格说明什么，零又说明什么？
#
# **学完之后，你能够**
#
# - 区分期限、周期性任务和办理时限，区分任务和目标；
# - 分清三种状态：写了数字，写到此事而没有数字，根本没有提到；
# - 算出不把“未写明”变成零的均值。
#
# **需要** 第1、3课。
#
# **时长：** 50分钟。

# %%
from compare import figure, find_times, index_tables, read_tables
from compare.indices.corpus import corpus_counts
from compare.lessons import begin

language = "zh"
check, hint, solution = begin(lesson=4, language=language)
tables = read_tables()
indices = index_tables(tables)

# %% [markdown]
# ## 三种时间
#
# “2023年年底前”是**期限**：只有一次。“每年”是**周期**。“15个工作日内”是办理每一件事的**时限**。三者不能混在一起数。

# %%
[
    (time.text, time.kind)
    for time in find_times("2023年年底前建成平台，每年评估一次，群众申请15个工作日内办结。")
]

# %%
shares = indices["time_rates"]
shares[shares["doc_id"] == "dadukou"][["form", "with_time", "provisions", "share", "low", "high"]].round(3)

# %% [markdown]
# 一个时间可能属于某项**任务**（某单位2017年前公布清单），也可能属于整份规划的**目标**（到2025年建成法治政府）。`deadlines` 表用 `role` 列区分二者，`due` 说明到期的是什么，`position` 说明这一天落在规划期的什么位置。

# %%
indices["deadlines"][["doc_id", "text", "role", "due", "day", "position"]].tail(4)

# %% [markdown]
# ## 空格
#
# 有的规划在每项措施后写明责任单位，有的则完全不标；任务分工也许在另一张表里，而我们手上没有。若在那里记作零个机构，就等于因为手头缺一份文件而说规划含糊。所以空着：*本文件未写明*。

# %%
corpus_counts(tables)

# %% [markdown]
# pandas 求均值时会自动略去缺失值。若先用0填上，得到的就是另一个均值，而且是错的。
#
# ## 指标的三种状态
#
# `indicator_comparison` 把每个共有指标与每份规划对照：`sets`（写了数字），`sets none`（写到此事，没有数字），`not stated`（没有提到）。以领导干部法治讲座为例：

# %%
comparison = indices["indicator_comparison"]
comparison[comparison["indicator_id"] == "law_lectures"][["doc_id", "state", "measure", "best", "standing"]]

# %% [markdown]
# 只有同一量度的数字才能比较：一年两次与一年四次可以比，学时与期数不可以。
#
# ## 练习
#
# ### 4.1 ★ `kunqu` 有多少个任务期限？
#
# 指 `role` 为 `duty` 的期限。

# %%
answer = ...
check("4.1", answer)

# %% [markdown]
# ### 4.2 ★ 哪些规划完全没有标明责任单位？
#
# 请用 id 的集合作答。

# %%
answer = ...
check("4.2", answer)

# %% [markdown]
# ### 4.3 ★★ 一份规划平均写明多少个机构？
#
# 指不同机构数的均值，只算标明了责任单位的规划。

# %%
answer = ...
check("4.3", answer)

# %% [markdown]
# ### 4.4 ★★ 培训多少学时？
#
# 指标 `enforcement_training_hours`：每份规划写了多少？请用 dict 给出全部五份规划，没有写数字的写 `None`。

# %%
answer = ...
check("4.4", answer)

# %% [markdown]
# ### 4.5 ★★★ 有多少个指标可以比较？
#
# 有多少个指标，至少有两份规划写了数字？

# %%
answer = ...
check("4.5", answer)

# %% [markdown]
# ### 4.6 ★★★ 哪些句子可以写？
#
# - a. 规划没有标明责任单位的地方，措施无人负责。
# - b. 五份规划中，门头沟与承德高新区要求的年度培训学时相同。
# - c. 昆区规划写到执法人员培训，但没有写学时数。
# - d. 昆区2018年到期的事，2018年都做完了。
# - e. 空格填上零，机构数的均值就下降，可见中国的规划很少写明由谁负责。

# %%
answer = ...
check("4.6", answer)

# %% [markdown]
# ## 回头看
#
# 点是各年的期限。哪份规划排了日程，哪份没有？回答时请不要用“含糊”一词。

# %%
picture = figure("deadlines_by_year", tables, language)

# %% [markdown]
# ## 你自己的规划
#
# 把下面的文字换成你的。第一次运行约需半分钟。

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
# 1. 列出你的规划写到而没有数字的事。你会到哪份别的文件里去找这个数字？
# 2. 对每个期限：是任务还是目标？如果逾期，谁会发现？
#
# ## 要点
#
# - 期限、周期、时限是三件事，任务与目标是两件事。
# - 空格是“本文件未写明”，绝不是零。
# - 用同一量度比较数字，并说明有几份规划写了数字。
# - 规划中的日期是承诺，不是事件。
#
# ## 延伸阅读
#
# - Little, R. J. A., and Rubin, D. B. (2019). *Statistical Analysis with Missing Data*, 3rd ed. Wiley. 第1章。
# - Pressman, J. L., and Wildavsky, A. (1973). *Implementation*. University of California Press.
# - Heilmann, S., and Melton, O. (2013). The Reinvention of Development Planning in China, 1993–2012. *Modern China* 39(6).
