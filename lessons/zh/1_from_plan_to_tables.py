# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 第1课　从规划到数据表
#
# **问题。** 一行是什么？为什么两个人数“一份规划有多少条”会数出不同的数？一个数字如何回到它的原句？
#
# **学完之后，你能够**
#
# - 说清什么是措施、条款和标题，其中哪些计入统计；
# - 按字符位置在原始文件中找到任何一行的原句；
# - 先说分母，再说占比。
#
# **需要** 能读中文，略知 Python：会写 `x = 1`、会调用函数、知道什么是列表。不需要会 pandas。
#
# **时长：** 45分钟。

# %%
from compare import find_bodies, find_targets, find_times, read_tables
from compare.indices.selection import counted
from compare.lessons import begin
from compare.project import find_project

check, hint, solution = begin(lesson=1, language="zh")
tables = read_tables()

# %% [markdown]
# ## 五个文件
#
# 五个县级政府（含区、高新区）各发布了一份法治政府建设规划，收到时都是文本文件。`documents` 表每份规划一行，写明地方、年份和文件。

# %%
tables["documents"][["doc_id", "jurisdiction_en", "period_start", "period_end", "file", "chars"]]

# %% [markdown]
# ## 一行是什么？
#
# 规划像一棵树，分章、节和编号条目。最小的编号条目是**措施**，一条措施有若干句子；以“。！？；”结尾的每一句陈述是一个**条款**。章节标题也各占一行，使原文无一遗漏；但标题本身不提要求，其 `is_heading` 为 1。

# %%
rows = tables["provisions"]
rows.loc[rows["measure_id"] == "mentougou-m009", ["provision_id", "is_heading", "topic", "text"]]

# %% [markdown]
# 并非每句话都提出要求。序言、目标、报送要求之类的句子，主题以 `N` 开头。本项目的各项指数只**计入**非标题、且主题为 A 至 L 的条款。函数 `counted` 留下的就是这些；你也可以自己筛选，但要说明是怎样筛的。

# %%
len(rows), len(counted(rows))

# %% [markdown]
# ## 从一句话里读出什么
#
# 数字、时间和机构由规则识别，可以拿任何一句话来试。请换成你自己的句子试试。

# %%
sentence = "确保每人每年接受不少于60学时的业务知识和法律法规培训，2022年年底前完成。（牵头单位：党群部）"
display(find_targets(sentence), find_times(sentence), find_bodies(sentence))

# %% [markdown]
# ## 如何回到原文
#
# `start` 与 `end` 说明一行在原始文件中的位置，按字符从0数起（`end` 是最后一个字符的后一位）。所以任何一行都可以拿去与文件核对：按字节读入文件，解码，再截取。（若按文本读入，Windows 的换行会悄悄变成一个字符，其后的位置就都错了。）

# %%
first = tables["targets"].set_index("target_id").loc["mentougou-q001"]
file = tables["documents"].set_index("doc_id").loc["mentougou", "file"]
raw = (find_project().raw / file).read_bytes().decode("utf-8")
raw[first["start"] : first["end"]], raw[first["start"] - 20 : first["end"] + 20]

# %% [markdown]
# ## 练习
#
# 把 `...` 换成你的答案，运行该单元。`hint("1.1")` 给提示，`solution("1.1")` 给出做法。
#
# ### 1.1 ★ `dadukou` 有多少条款计入统计？
#
# 按本项目各项指数的口径。

# %%
answer = ...
check("1.1", answer)

# %% [markdown]
# ### 1.2 ★ 规划从哪里开始？
#
# 五个文件中有一个是多篇文字的汇编，只有最后一篇是规划。规划从该文件的第几个字符开始（按 `start` 的数法）？

# %%
answer = ...
check("1.2", answer)

# %% [markdown]
# ### 1.3 ★★ 它前面写的是什么？
#
# 看指标 `dadukou-q001`。原始文件中紧挨在它前面的八个字符是什么？请给出字符串。（这样你就知道是谁要做到这么多。）

# %%
answer = ...
check("1.3", answer)

# %% [markdown]
# ### 1.4 ★★★ 不属于任何措施的条款
#
# 一章开头可能有一段不属于任何编号条目的文字，其 `measure_id` 为空。在每份规划中，它们占计入条款的多大比例？请用 dict 或 Series，为每个 `doc_id` 给出占比。

# %%
answer = ...
check("1.4", answer)

# %% [markdown]
# ### 1.5 ★★★ 哪些句子可以写？
#
# 下列哪些能由本课的数据表得出？请用字母的集合作答，如 `{"a", "e"}`。
#
# - a. 规划条款较多的政府，在法治建设上做得也较多。
# - b. 一份规划的条款数，取决于标题和序言是否计入。
# - c. 规划的句子里没有数字，说明该政府没有任何量化目标。
# - d. 对表中任何一行有疑问，都可以与文件中的字符核对。
# - e. 五份规划是全国各县的样本，因此其均值可以推广。

# %%
answer = ...
check("1.5", answer)

# %% [markdown]
# ## 你自己的规划
#
# 把下面的文字换成你熟悉的一份规划的几段。它没有人编过码：主题由模型给出（见 `topic_source`），义务强度由词表判定。第一次运行约需半分钟：模型要先用五份规划训练。

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
# 请书面回答，每题两句话：
#
# 1. 哪一句你会切在别处？这会改变哪个计数吗？
# 2. 文中哪个数字或日期程序没有找到，或找错了？请用 `start` 和 `end` 对照你的原文。
#
# 要收入整份文件：`fazhi add PLAN.docx --project FOLDER`，请用另一个文件夹。
#
# ## 要点
#
# - 计数要说单位：是措施，是条款，还是计入统计的条款。
# - 说占比就要说占什么的比。标题和序言不进分母。
# - 每一行都能回到文件中的字符；引用数字之前，先回去看一眼。
# - 文本不等于落实，五份规划不是样本。
#
# ## 延伸阅读
#
# - Krippendorff, K. (2018). *Content Analysis: An Introduction to Its Methodology*, 4th ed. Sage. 见关于分析单位（unitizing）的一章。
# - Grimmer, J., and Stewart, B. M. (2013). Text as Data: The Promise and Pitfalls of Automatic Content Analysis Methods for Political Texts. *Political Analysis* 21(3).
# - Wickham, H. (2014). Tidy Data. *Journal of Statistical Software* 59(10).
