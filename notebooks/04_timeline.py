# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] tags=["en"]
# # 4. When, how often, how much: deadlines, recurring duties and shared indicators
#
# A duty with a date can be checked; a duty without one can always be done later. This notebook
# asks how much of each plan is dated, when things fall due, what comes back every year, and what
# plans ask for in numbers. Goals (N1) are kept apart from duties. Who coded is said under every
# figure; text is not implementation.

# %% [markdown] tags=["zh"]
# # 4. 何时、多久一次、多少：期限、周期性职责与共用指标
#
# 有日期的职责可以检查，没有日期的总可以往后推。本笔记本问：各规划有多少内容写明时间，事情何时到期，哪些
# 年年都做，规划用数值提出了什么要求。目标（N1）与职责分开。由谁编码，见每幅图的图注；文本不等于落实。

# %%
from compare import figure, index_tables, read_tables, subset
from compare.export.bilingual import plan_names, say, table, with_interval
from compare.indices.indicators import shared
from compare.indices.plans import outline_bases
from compare.indices.timeline import position_curve, recurrence_counts

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # named in sentences and tables
names = plan_names(tables)
en, zh = names["en"], names["zh"]

# %% [markdown] tags=["en"]
# ## Which years does each plan cover?
#
# Plans stand under two national outlines, that of 2015 and that of 2021.

# %% [markdown] tags=["zh"]
# ## 各规划覆盖哪些年份？
#
# 规划分属两份国家《纲要》之下，即2015年的与2021年的。

# %% [markdown] tags=["several-places", "en"]
# Where two groups differ below, the difference may be one of time, and is never shown as one of place.

# %% [markdown] tags=["several-places", "zh"]
# 下文若两组有差异，可能是时期的差异，绝不当作地区的差异来呈现。

# %% [markdown] tags=["these-plans", "en"]
# By their text Kunqu, Dadukou and Biyang follow the outline of 2015 (Biyang though it runs to
# 2025), Mentougou and Chengde that of 2021.

# %% [markdown] tags=["these-plans", "zh"]
# 按文本判定，昆区、大渡口区和泌阳县依据2015年《纲要》（泌阳县的规划期虽到2025年），门头沟区和承德高新区
# 依据2021年《纲要》。

# %%
picture = figure("plan_periods", tables, language, highlight)

# %%
dates = indices["periods_of_plans"].query("kind == 'plan'")
columns = ["doc_id", "first_year", "last_year", "issued", "late"]
table(dates.query("doc_id in @shown")[columns], tables, language, "plan_periods", across=True)

# %%
issued = dates[dates["issued"] != ""].set_index("doc_id")
late = issued.loc[issued.index.isin(shown), "late"].dropna()  # a plan may state no period
say(
    language,
    en=f"{len(issued)} of {len(dates)} plans print a date of issue"
    + "".join(
        f"; {en[doc]}: {abs(days)} days {'before' if days < 0 else 'after'} the first day of its period"
        for doc, days in late.items()
    )
    + ".",
    zh=f"{len(dates)}份规划中有{len(issued)}份印有印发日期"
    + "".join(
        f"；{zh[doc]}：规划期首日之{'前' if days < 0 else '后'}{abs(days)}天" for doc, days in late.items()
    )
    + "。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** A plan may begin before it is issued, so an early deadline can already have
# passed when the plan appears.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 规划可能在印发之前就已开始，所以较早的期限，在规划印发时可能已经过去。

# %% [markdown] tags=["en"]
# **What it does not mean.** Most plans print no date of issue; that is no sign that they came in
# time.

# %% [markdown] tags=["zh"]
# **不说明什么。** 多数规划没有印明印发日期；这并不表示它们印发及时。

# %% [markdown] tags=["en"]
# ## How much of a plan is dated?
#
# The share of all counted provisions that hold a deadline, a recurrence or a time limit. The
# interval is Wilson's (1927), for the effective number of provisions. It says how far the share depends
# on which measures a plan happens to hold; a few plans are no sample of counties.

# %% [markdown] tags=["zh"]
# ## 一份规划有多少内容写明时间？
#
# 在计入的全部条款中，写有期限、周期或时限的占多少。区间为 Wilson 区间（1927），取有效条款数，说明这一占比在
# 多大程度上取决于规划恰好有哪些措施；几份规划不是全国各县的样本。

# %%
picture = figure("time_shares", tables, language, highlight)

# %%
rates = indices["time_rates"].query("form != 'start'")
cells = rates.assign(share=with_interval(rates, "share", ".1%")).query("doc_id in @shown")
wide = cells.pivot(index="form", columns="doc_id", values="share")
table(
    wide.reindex(index=rates["form"].drop_duplicates(), columns=shown),
    tables,
    language,
    "time_shares",
    cells="share",
)

# %%
anytime = rates.query("form == 'any'").set_index("doc_id")
total, dated = anytime["provisions"].sum(), anytime["with_time"].sum()
top = anytime.loc[anytime["share"].idxmax()]
say(
    language,
    en=f"Of {total} counted provisions, {dated} ({dated / total:.1%}) carry a time at all. The largest share is that"
    f" of {en[top.name]}: {top['with_time']} of {top['provisions']} ({top['share']:.1%}, interval {top['low']:.1%}"
    f" to {top['high']:.1%}).",
    zh=f"计入的{total}条条款中，写有时间的共{dated}条（{dated / total:.1%}）。占比最大的是{zh[top.name]}："
    f"{top['with_time']}/{top['provisions']}（{top['share']:.1%}，区间{top['low']:.1%}至{top['high']:.1%}）。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Dates are rare in all five plans, and one of the older plans has most of them;
# so rarity is not simply a matter of time.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 五份规划都很少写明日期，而写得最多的是较早的一份；可见写得少，并不只是时期使然。

# %% [markdown] tags=["en"]
# **What it does not mean.** An undated duty may be dated in a table of tasks that was published
# apart from the plan.

# %% [markdown] tags=["zh"]
# **不说明什么。** 规划中没有写明时间的职责，可能在另行印发的任务分工表中写明。

# %% [markdown] tags=["en"]
# ## What is due when?
#
# Every deadline has its own line; the label is the clause that holds it. Hollow marks are goals
# (N1), such as “by the end of the period … largely built”: states, not duties, and kept apart.

# %% [markdown] tags=["zh"]
# ## 什么事何时到期？
#
# 每个期限占一行，旁注是写有该期限的分句。空心标记是目标（N1），例如“到期末……基本建成”：那是一种状态，不是
# 职责，所以分开。

# %%
picture = figure("deadlines_by_year", tables, language, highlight)

# %%
due = indices["deadlines"]
columns = ["doc_id", "role", "day", "position", "text", "due", "provision_id"]
table(due.query("doc_id in @shown")[columns].round(2), tables, language, "deadlines_by_year")

# %%
duties = due.query("role == 'duty'")
year_ends, open_years = int(duties["year_end"].sum()), int(duties["open_year"].sum())
say(
    language,
    en=f"There are {len(duties)} duty deadlines and {len(due) - len(duties)} goal deadlines; {year_ends} of the duty"
    f" deadlines fall on the last day of a year, and {open_years} leave the year open.",
    zh=f"职责的期限有{len(duties)}个，目标的期限有{len(due) - len(duties)}个；职责的期限中，落在一年最后一天的有"
    f"{year_ends}个，没有写明年份的有{open_years}个。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Plans think in calendar years: nearly every deadline is a year's last day.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 规划以自然年为单位：几乎每个期限都是一年的最后一天。

# %% [markdown] tags=["en"]
# **What it does not mean.** A deadline that has passed was not necessarily kept.

# %% [markdown] tags=["zh"]
# **不说明什么。** 期限已过，不等于如期完成。

# %% [markdown] tags=["en"]
# ## Early or late in the plan's own period?
#
# A plan of four years and one of five cannot be laid on the same calendar, but on the same scale:
# the share of the plan's days that have passed when a thing is due. Here is the middle of a plan's
# duty deadlines on that scale.

# %% [markdown] tags=["zh"]
# ## 在本规划期内，是早还是晚？
#
# 四年的规划与五年的规划不能放在同一日历上，但可以放在同一尺度上：事情到期时，规划期的天数已过去多少。下面是
# 各规划职责期限在这一尺度上的中点。

# %%
curve = position_curve(tables)
half = curve[curve["share"] >= 0.5].groupby("doc_id", sort=False).first()
half = half[half.index.isin(shown)]


def middles(names, form, between):
    """For each plan the part of its period, and how many deadlines it has."""
    return between.join(form.format(names[doc], row.position, int(row.n)) for doc, row in half.iterrows())


say(
    language,
    en="Half of the deadlines are due when this part of the period has passed: "
    + (middles(en, "{}: {:.0%} (n = {})", "; ") or "no plan states any")
    + ".",
    zh="半数期限到期时，规划期已过去："
    + (middles(zh, "{}：{:.0%}（n = {}）", "；") or "没有规划写明期限")
    + "。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The plan with most deadlines begins early and is done before its last year;
# the other with more than one begins later and keeps one duty for the very end.
#
# **What it does not mean.** With one deadline there is no distribution: a point is neither haste
# nor delay.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 期限最多的规划开始得早，在最后一年之前就已完成；另一份有不止一个期限的规划开始得较晚，并把一项
# 职责留到最后。
#
# **不说明什么。** 只有一个期限，谈不上分布：一个点既不是急，也不是缓。

# %% [markdown] tags=["en"]
# ## What comes back?
#
# Recurring duties by interval; how many name a month stands in brackets.

# %% [markdown] tags=["zh"]
# ## 哪些事周而复始？
#
# 周期性职责按间隔列出；括号中是其中写明月份的数目。

# %%
picture = figure("recurrence_calendar", tables, language, highlight)

# %%
counts = recurrence_counts(tables).query("doc_id in @shown").groupby(["interval", "doc_id"])["n"].sum()
wide = counts.unstack("doc_id").reindex(columns=shown)
table(wide, tables, language, "recurrence_calendar", cells="n")

# %%
rows = indices["recurring_duties"]
yearly, named = (rows["interval"] == "P1Y").sum(), rows["month_start"].notna().sum()
say(
    language,
    en=f"{len(rows)} recurrences, {yearly} of them yearly; {named} name months.",
    zh=f"周期性职责{len(rows)}项，其中每年一次的{yearly}项；写明月份的{named}项。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The months that are named are those in which reports and statistics on the year
# before fall due.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 写明的月份，都是上一年度报告和统计到期的月份。

# %% [markdown] tags=["en"]
# ## Which time limits are set?
#
# Limits on single acts: hours, days and working days are never added up or converted into each
# other. A term of office has no length.

# %% [markdown] tags=["zh"]
# ## 规定了哪些时限？
#
# 对单个行为的时限：小时、日、工作日从不相加，也不互相换算。“任期”没有长度。

# %%
limits = indices["time_limits"].query("doc_id in @shown")
columns = ["doc_id", "text", "bound", "value", "measure", "due", "provision_id"]
table(limits[columns], tables, language)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** All limits with a length are one plan's: a habit of drafting rather than a
# pattern.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 有长度的时限都出自一份规划：这是起草的习惯，而不是规律。

# %% [markdown] tags=["en"]
# **What it does not mean.** The others may leave such limits to national law, which binds them all
# the same.

# %% [markdown] tags=["zh"]
# **不说明什么。** 其他规划可能把这类时限留给国家法律，而国家法律对它们同样有约束力。

# %% [markdown] tags=["en"]
# ## Who sets a number, and who sets none?
#
# Three states are kept apart. A plan *sets* a number; it *sets none*, where a clause of a counted
# provision or goal names the thing (in the words of the vocabulary `indicator_mentions.csv`) without
# a number; or the thing is *not stated*. The last is silence, and no zero.

# %% [markdown] tags=["zh"]
# ## 谁设定了数值，谁没有？
#
# 三种状态分开：规划*设定数值*；*提及而未设数值*，即计入的条款或目标中有分句（用词表
# `indicator_mentions.csv` 中的词）写到这件事而没有数值；或者*未写明*。最后一种是沉默，不是零。

# %%
picture = figure("indicator_states", tables, language, highlight)

# %%
comparison = indices["indicator_comparison"]
settled, both = shared(comparison, plans=1), shared(comparison)
states = both.query("doc_id in @shown").pivot(index="indicator_id", columns="doc_id", values="state")
table(states.reindex(columns=shown), tables, language, cells="state")

# %%
every, by_one, by_two = (rows["indicator_id"].nunique() for rows in (comparison, settled, both))
sets, sets_none, silent = ((settled["state"] == state).sum() for state in ("sets", "sets none", "not stated"))
say(
    language,
    en=f"{by_one} of {every} indicators are set by at least one plan; those set by several, {by_two}, are in the"
    f" table. In the {len(settled)} cells of the figure a number stands {sets} times; the thing is named without a"
    f" number {sets_none} times, and not stated {silent} times.",
    zh=f"{every}项指标中，有{by_one}项至少有一份规划设定了数值；有多份规划设定的{by_two}项列在表中。图中"
    f"{len(settled)}格里，设定数值的{sets}格，提及而未设数值的{sets_none}格，未写明的{silent}格。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Plans speak of the same things, but rarely put a number to them, and rarely to
# the same ones.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 各规划写的是同样的事，但很少设定数值，更少就同样的事设定数值。

# %% [markdown] tags=["en"]
# **What it does not mean.** “Not stated” rests on a list of words: a plan that uses other words is
# missed. Please add them to the vocabulary.

# %% [markdown] tags=["zh"]
# **不说明什么。** “未写明”依据的是一份词表：换用其他词语的规划会被漏掉。请把这些词补入词表。

# %% [markdown] tags=["en"]
# ## Who asks for more?
#
# Numbers are compared only in the same unit, and counts that come back are put on a year. A floor
# under a time limit is not ranked with its ceiling. A plan stands with its most demanding number.

# %% [markdown] tags=["zh"]
# ## 谁的要求更高？
#
# 只有单位相同的数值才比较，周期性的次数折算为每年。时限的下限不与上限排在一起。每份规划取其要求最高的数值。


# %%
def numbers(rows):
    """The most demanding number of each plan: an indicator with its unit in each row."""
    pairs = zip(rows["comparator"], rows["best"], strict=True)
    texts = [f"{sign} {number:g}" for sign, number in pairs]
    wide = rows.assign(best=texts).pivot(index=["indicator_id", "measure"], columns="doc_id", values="best")
    return wide.reindex(columns=shown)


differ = both.query("standing in ['strictest', 'less strict'] and doc_id in @shown")
table(numbers(differ), tables, language, cells="best")

# %% [markdown] tags=["en"]
# The same comparison among plans of the 2021 outline alone, where a difference cannot be the outline's:

# %% [markdown] tags=["zh"]
# 只在2021年《纲要》的规划之间作同样的比较，此时差异不可能来自《纲要》：

# %%
newer = [doc_id for doc_id, outline in outline_bases(tables).items() if outline == "2021"]
within = shared(index_tables(subset(tables, plans=newer))["indicator_comparison"])
table(numbers(within.query("state == 'sets' and doc_id in @shown")), tables, language, cells="best")

# %%
hours = indices["indicator_numbers"].query("indicator_id == 'enforcement_training_hours'")
table(hours.query("doc_id in @shown")[["doc_id", "text", "value", "sentence"]], tables, language)

# %% tags=["these-plans"]
values = hours.set_index("doc_id")["value"]
training = within.query("indicator_id == 'enforcement_training_hours' and state == 'sets'")
alike = training["standing"].eq("equal").all()
say(
    language,
    en=f"Hours of training for enforcement staff run from {values.min():g} ({en[values.idxmin()]}) to"
    f" {values.max():g} a year. Among the plans of the 2021 outline those that set them ask"
    f" {'the same' if alike else 'for different hours'}.",
    zh=f"执法人员每年的培训学时，从{values.min():g}（{zh[values.idxmin()]}）到{values.max():g}。2021年《纲要》的"
    f"规划中，设定学时的，要求{'相同' if alike else '不同'}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The gap in training hours separates the outlines: the newer plans that name
# a number repeat one and the same clause.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 培训学时的差距，分开的是两份《纲要》：较新的规划中写明数值的，重复的是同一句话。

# %% [markdown] tags=["these-plans", "en"]
# **What it does not mean.** It does not show that one place trains its officers more than another,
# and the sentences are not about quite the same thing (training in law; training in law *and* in
# the work).

# %% [markdown] tags=["these-plans", "zh"]
# **不说明什么。** 不说明一地对执法人员的培训多于另一地；而且这些句子说的并不完全是一回事（一个是法律知识培训，
# 一个是法律*和*业务培训）。

# %% [markdown] tags=["en"]
# Read the sentences before you compare:

# %% [markdown] tags=["zh"]
# 比较之前，请先读原句：

# %%
evidence = indices["indicator_sentences"].query("doc_id in @shown")
read_first = evidence.query("indicator_id in ['enforcement_training_hours', 'law_lectures']")
table(read_first[["indicator_id", "doc_id", "how", "sentence"]], tables, language)

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Count goals as duties: give the provisions coded N1 a topic such as L1, in a copy of the
#    table. Which charts move? By how many deadlines does each plan's curve grow, and which counts do
#    the shares gain in numerator and denominator?
# 2. A plan that says only “every year” is taken to ask for once a year. Drop that rule: empty the
#    `indicator_id` of recurrences that have no date and belong to an indicator counted in times.
#    Which cells of the table of states change, and to which state? Which number is no longer compared?
#
# The answers are worked out in `tests/notebooks/test_exercises_timeline.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 把目标当作职责来计：在一份副本中，给编码为N1的条款一个主题，例如L1。哪些图会变？每份规划的曲线增加
#    多少个期限？各占比的分子和分母增加了什么？
# 2. 只写“每年”的规划，被当作要求每年一次。去掉这条规则：没有日期而又属于以次数计的指标的周期，将其
#    `indicator_id` 清空。状态表中哪些格会变，变成什么状态？哪个数值不再参与比较？
#
# 答案见 `tests/notebooks/test_exercises_timeline.py`。
