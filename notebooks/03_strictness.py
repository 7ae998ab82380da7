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
# # 3. Strictness: how binding the words are
#
# Two plans can speak of the same matters and bind themselves differently: one *must* publish a
# list *by the end of the year* and *is assessed* for it, the other *promotes* publication. The
# profile follows the three dimensions of Abbott, Keohane, Moravcsik, Slaughter and Snidal, "The
# Concept of Legalization" (2000). For every provision, each from 0 to 1:
#
# - **obligation**: none, hortatory, directive, mandate or prohibition, in equal steps;
# - **precision**: half a point for a quantified target, half for a time;
# - **accountability**: the mean of monitoring (a check on a public body) and sanction;
# - beside them **assignment**: a body is named. Some plans name none at all, perhaps because the
#   tasks stand in a separate table. That is not a zero, so assignment is not in the mean.
#
# Who coded is said under every figure.

# %% [markdown] tags=["zh"]
# # 3. 严格程度：用语的约束力有多大
#
# 两份规划可以写同样的事，而自我约束的程度不同：一份*必须*在*年底前*公布清单，并为此*接受考核*；另一份则是
# *推进*公开。这里的概况依据 Abbott、Keohane、Moravcsik、Slaughter 和 Snidal《法律化的概念》（The Concept
# of Legalization，2000）的三个维度。每条条款在各维度上取值0至1：
#
# - **义务性**：无、倡导、指令、强制或禁止，各级等距；
# - **精确性**：有量化指标得一半，有时间得另一半；
# - **问责性**：监督（对公共机构的检查）与后果的均值；
# - 另列**责任主体**：写明由谁负责。有的规划完全没有写明，或许因为任务分工另有一表。那不是零，因此责任主体
#   不计入均值。
#
# 由谁编码，见每幅图的图注。

# %%
from compare import figure, index_tables, read_tables, subset
from compare.export.bilingual import plan_names, say, table, with_interval
from compare.vocab.taxonomy import taxonomy

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # named in sentences and tables
names = plan_names(tables)
en, zh = names["en"], names["zh"]

# %% [markdown] tags=["en"]
# ## How strongly do provisions oblige?

# %% [markdown] tags=["zh"]
# ## 条款的义务强度如何？

# %%
picture = figure("strictness_obligation", tables, language, highlight)

# %%
levels = indices["obligation_levels"]
cells = levels.assign(share=with_interval(levels, "share", ".1%")).query("doc_id in @shown")
wide = cells.pivot(index="obligation", columns="doc_id", values="share").reindex(columns=shown)
table(wide.sort_index(ascending=False), tables, language, "strictness_obligation", cells="share")

# %%
mandates, directives = (levels.query("obligation == @level").set_index("doc_id") for level in (3, 2))
least, most = directives["share"].min(), directives["share"].max()


def mandate_shares(names, form, between):
    """The mandates of each plan: share, count and interval."""
    rows = mandates[mandates.index.isin(shown)].iterrows()
    return between.join(names[doc] + form.format(**row) for doc, row in rows)


say(
    language,
    en=f"Between {least:.0%} and {most:.0%} of the provisions are plain directives (加强, 健全, 推进). Mandates and"
    " prohibitions (必须, 不得): "
    + mandate_shares(en, ": {share:.0%} ({count:.0f} of {n:.0f}; {low:.0%} to {high:.0%})", ", ")
    + ".",
    zh=f"{least:.0%}至{most:.0%}的条款是一般指令（加强、健全、推进）。强制与禁止（必须、不得）："
    + mandate_shares(zh, "：{share:.0%}（{count:.0f}/{n:.0f}，区间{low:.0%}至{high:.0%}）", "，")
    + "。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The genre speaks in directives; what sets plans apart is how often they go
# beyond them. The intervals take provisions of one measure as belonging together: a few measures on
# major decisions can hold most of a plan's mandates.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 这类文件用的是指令的语气；各规划的不同，在于有多少条款超出了一般指令。区间把同一措施的条款看作互相关联：
# 关于重大决策的少数几条措施，可能就含有一份规划的大部分强制条款。

# %% [markdown] tags=["en"]
# **What it does not mean.** A directive is not a weak duty in itself: who receives it knows how it
# is meant. And a plan that repeats a ban which the law already contains has stricter words, not
# necessarily stricter practice.

# %% [markdown] tags=["zh"]
# **不说明什么。** 指令本身并不是弱的义务：收到的人知道它的分量。而一份规划重申法律已有的禁令，用语更严，
# 做法未必更严。

# %% [markdown] tags=["en"]
# ## The profile

# %% [markdown] tags=["zh"]
# ## 严格程度概况

# %%
picture = figure("strictness_profile", tables, language, highlight)

# %%
profiles = indices["strictness_means"]
cells = profiles.assign(mean=with_interval(profiles, "mean")).query("doc_id in @shown")
parts = list(profiles["part"].drop_duplicates())
table(
    cells.pivot(index="part", columns="doc_id", values="mean").reindex(index=parts, columns=shown),
    tables,
    language,
    cells="mean",
)

# %%
unstated = list(profiles.query("part == 'assignment' and not stated and doc_id in @shown")["doc_id"])
means = profiles.query("part == 'strictness'").set_index("doc_id")["mean"]
say(
    language,
    en=f"The mean of the three runs from {means.min():.2f} ({en[means.idxmin()]}) to {means.max():.2f}"
    f" ({en[means.idxmax()]}). Plans that label no lead or responsible bodies (牵头单位, 责任单位) anywhere, so that"
    f" assignment is not stated: {', '.join(en[doc] for doc in unstated) or 'none'}.",
    zh=f"三项均值从{means.min():.2f}（{zh[means.idxmin()]}）到{means.max():.2f}（{zh[means.idxmax()]}）。"
    f"通篇没有标注牵头单位或责任单位，因而责任主体为“未写明”的规划：{'、'.join(zh[doc] for doc in unstated) or '无'}。",
)

# %% [markdown] tags=["several-places", "en"]
# Is the difference one of time?

# %% [markdown] tags=["several-places", "zh"]
# 这是时期的差异吗？

# %% [markdown] tags=["en"]
# Compare how far plans of the two outlines lie apart with how far plans of one outline do:

# %% [markdown] tags=["zh"]
# 把两份《纲要》的规划彼此相距多远，与同一份《纲要》的规划彼此相距多远作比较：

# %% [markdown] tags=["these-plans", "en"]
# By their text Kunqu, Dadukou and Biyang follow the outline of 2015 (Biyang though it runs to
# 2025), Mentougou and Chengde that of 2021.

# %% [markdown] tags=["these-plans", "zh"]
# 按文本判定，昆区、大渡口区和泌阳县依据2015年《纲要》（泌阳县的规划期虽到2025年），门头沟区和承德高新区
# 依据2021年《纲要》。

# %%
spread = indices["strictness_by_outline"]
table(spread, tables, language, "strictness_by_outline")

# %%
whole = spread.query("part == 'strictness'")
apart, within = whole["mean"].max() - whole["mean"].min(), whole["spread"].max()
say(
    language,
    en=f"The means of the two groups lie {apart:.3f} apart; plans of one outline lie up to {within:.3f} apart.",
    zh=f"两组的均值相距{apart:.3f}；同一份《纲要》的规划之间，最多相距{within:.3f}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Where plans of one outline lie further apart than the outlines do, the
# outline says little about strictness. With so few plans, this is a description of these plans
# and no test.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 若同一份《纲要》的规划之间比两份《纲要》之间相距更远，则《纲要》与严格程度关系不大。规划这样
# 少，这只是对这几份规划的描述，不是检验。

# %% [markdown] tags=["several-places", "en"]
# **What it does not mean.** The difference of two plans of different outlines is never one of
# place alone: part of it is the time they were written in.

# %% [markdown] tags=["several-places", "zh"]
# **不说明什么。** 依据不同《纲要》的两份规划，其差异从来不只是地区的差异：其中一部分来自写作的时期。

# %% [markdown] tags=["en"]
# ## Where does it come from? Domains

# %% [markdown] tags=["zh"]
# ## 差异出在哪里？各领域

# %%
picture = figure("strictness_domains", tables, language, highlight)

# %%
cells = indices["strictness_by_domain"]
few = cells.query("0 < n and too_few and doc_id in @shown")
empty = cells.query("n == 0 and doc_id in @shown")
firm = cells[~cells["too_few"]].groupby("domain")["strictness"].mean().sort_values()


def of_domains(rows, names, between, nothing):
    """Cells of the figure by plan and domain."""
    pairs = zip(rows["doc_id"], rows["domain"], strict=True)
    return between.join(f"{names[doc]} {domain}" for doc, domain in pairs) or nothing


def order(language, one, several, too_few):
    """The strictest and the least strict domains, in words."""
    named = [one.format(taxonomy()[domain].label(language), mean) for domain, mean in firm.items()]
    return several.format(named[-1], named[-2], named[0], named[1]) if len(named) > 3 else too_few


say(
    language,
    en=f"Cells with provisions, but too few to compare: {of_domains(few, en, ', ', 'none')}. Without any:"
    f" {of_domains(empty, en, ', ', 'none')}. "
    + order(
        "en",
        "{} ({:.2f})",
        "Averaged over the plans that can be compared, the strictest wording is in {} and {}, the least strict in"
        " {} and {}.",
        "Too few domains hold enough provisions to be set in an order.",
    ),
    zh=f"有条款但太少、不足以比较的格：{of_domains(few, zh, '、', '无')}。没有条款的格：{of_domains(empty, zh, '、', '无')}。"
    + order(
        "zh",
        "{}（{:.2f}）",
        "对可比的规划取平均，用语最严的领域是{}和{}，最宽的是{}和{}。",
        "条款足够的领域太少，无法排出次序。",
    ),
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Strictness differs between matters at least as much as between plans: some are
# worded as procedures with checks and bans, others as directions of work.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 事项之间的严格程度差异，至少不小于规划之间的差异：有的事项写成带有检查和禁令的程序，有的写成
# 工作方向。

# %% [markdown] tags=["en"]
# **What it does not mean.** In oversight, part of this is the matter itself: a provision on
# oversight *is* a monitoring provision. And cells hold few measures, so their intervals are wide,
# and where only two or three measures are drawn even too narrow.

# %% [markdown] tags=["zh"]
# **不说明什么。** 在监督领域，这一部分出于事项本身：关于监督的条款，*就是*监督条款。而且各格的措施很少，所以
# 区间很宽；只有两三条措施可抽的，区间甚至过窄。

# %% [markdown] tags=["en"]
# ## How much is the mix of domains?
#
# If domains differ, a plan may look strict because it speaks more of strict matters. Direct
# standardisation (Keiding and Clayton 2014) asks what the mean would be if all plans had the same
# mix, keeping each plan's own wording in each domain. Only domains in which every plan has enough
# provisions can be used.

# %% [markdown] tags=["zh"]
# ## 领域构成的影响有多大？
#
# 既然领域之间有差异，一份规划显得严格，可能只是因为它更多地写到严格的事项。直接标准化（Keiding 与 Clayton
# 2014）问的是：假如各规划的领域构成相同，而各领域内保持各自的用语，均值会是多少。只能使用每份规划都有足够
# 条款的领域。

# %%
picture = figure("strictness_mix", tables, language, highlight)

# %%
mixes = indices["strictness_standardised"]
columns = ["doc_id", "raw", "own_mix", "standardised", "mix_effect", "n_common", "n"]
table(mixes.query("doc_id in @shown")[columns], tables, language, "strictness_mix", across=True)

# %%
before, after = (mixes[name].max() - mixes[name].min() for name in ("own_mix", "standardised"))
largest, common = mixes["mix_effect"].abs().max(), mixes["domains"].iloc[0]
same = mixes["own_mix"].rank().equals(mixes["standardised"].rank())
if len(common.split()) < 2:
    say(
        language,
        en="The plans have fewer than two domains in common, and so no mix to standardise.",
        zh="各规划的共同领域不足两个，没有构成可供标准化。",
    )
else:
    say(
        language,
        en=f"Common domains: {common}. Within them the plans lie {before:.3f} apart in their own mix and"
        f" {after:.3f} apart in the common one; the mix changes no plan by more than {largest:.3f}. The order is"
        f" {'the same' if same else 'not the same'}.",
        zh=f"共同领域：{common}。在这些领域内，按各自的构成，各规划相距{before:.3f}；按共同的构成，相距{after:.3f}。"
        f"构成对任何一份规划的影响都不超过{largest:.3f}。次序{'不变' if same else '有变'}。",
    )

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** If the spread hardly shrinks, the plans differ in how they word the same
# domains, not in which domains they speak of.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 若差距几乎没有缩小，则各规划的不同在于同样的领域怎样措辞，而不在于写到哪些领域。

# %% [markdown] tags=["en"]
# **What it does not mean.** Domains are broad; the mix of topics within a domain can still differ.
# The filled mark covers all domains, the open one the common ones only, so part of the step between
# them is the domains left out: the plan's own mix of the common domains is the number to compare with.

# %% [markdown] tags=["zh"]
# **不说明什么。** 领域很宽，同一领域内的主题构成仍可能不同。实心标记包括全部领域，空心标记只包括共同领域，
# 所以两者之间的一段，有一部分来自略去的领域：应当与之比较的，是共同领域内的“自身构成均值”。

# %% [markdown] tags=["en"]
# ## Does the order hold?
#
# A ranking needs weights, and no theory gives them. So all weights are tried: every way to share
# one unit among obligation, precision and accountability is a point of a triangle, and the
# number in brackets is the part of the triangle in which a plan takes a rank. The other number
# also draws the measures again: it mixes what we do not know about weights with how much hangs
# on single measures. Of more than twelve plans, those in `highlight`, or else the first twelve, are
# set against each other in the tables below.

# %% [markdown] tags=["zh"]
# ## 次序站得住吗？
#
# 排名需要权重，而没有理论给出权重。因此各种权重都试一遍：把一个单位分配给义务性、精确性和问责性，每一种分法
# 都是三角形中的一点；括号中的数字，是一份规划取得某个位次的那部分三角形所占的比例。另一个数字还对措施重抽：
# 它把我们不知道的权重，与系于个别措施的程度合在一起。规划多于十二份时，下表只比较 `highlight` 中的规划，
# 或者前十二份。

# %%
picture = figure("strictness_ranks", tables, language, highlight)

# %%
compared = index_tables(subset(tables, plans=shown))
pairs = compared["strictness_pairs"]
ranks = compared["strictness_orders"]
chances = ranks.pivot(index="rank", columns="doc_id", values="probability").reindex(columns=shown)
table(chances, tables, language, "strictness_ranks", cells="probability")

# %%
fixed = pairs[pairs["share"].isin([0.0, 1.0])]
unsure = pairs[pairs["probability"].between(0.1, 0.9)]
first = ranks.loc[ranks.query("rank == 1")["probability"].idxmax()]


def open_pairs(names, form, between, nothing):
    """The pairs without an order, in words."""
    found = zip(unsure["doc_a"], unsure["doc_b"], strict=True)
    return between.join(form.format(names[one], names[other]) for one, other in found) or nothing


say(
    language,
    en=f"Weights alone cannot turn the order of {len(fixed)} of {len(pairs)} pairs. With resampled measures,"
    f" {len(unsure)} pairs stay open (probability between one and nine in ten):"
    f" {open_pairs(en, '{} and {}', '; ', 'none')}. The plan most often first, {en[first['doc_id']]}, is so in"
    f" {first['probability']:.0%} of the cases.",
    zh=f"{len(pairs)}对规划中有{len(fixed)}对的先后，单凭改变权重不能颠倒。对措施重抽之后，{len(unsure)}对没有"
    f"定论（概率在一成至九成之间）：{open_pairs(zh, '{}与{}', '；', '无')}。居首最多的{zh[first['doc_id']]}，"
    f"占{first['probability']:.0%}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Pairs that no weighting turns differ in every part in the same direction; that
# is more than a rank. Pairs that stay open should be reported as "no order", even if their means
# differ in the third digit.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 任何权重都不能颠倒的一对规划，在每一部分上都是同一方更严；这比名次说明得更多。没有定论的，
# 即使均值在小数第三位有差别，也应当报告为“分不出先后”。

# %% [markdown] tags=["en"]
# **What it does not mean.** A rank of 1 is the strictest *wording*, not the best plan: strict
# duties that cannot be met may be worse than soft ones that are. Resampling shows how much hangs
# on single measures; it cannot show errors of the coder.

# %% [markdown] tags=["zh"]
# **不说明什么。** 第1位是*用语*最严，不是最好的规划：做不到的严格义务，可能不如做得到的宽松义务。重抽显示的
# 是系于个别措施的程度，显示不出编码者的错误。

# %% [markdown] tags=["several-places", "en"]
# The order also crosses outlines, and across them it compares times as well as places.

# %% [markdown] tags=["several-places", "zh"]
# 次序还跨越两份《纲要》，跨《纲要》的比较既比地区也比时期。

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Suppose only mandates and prohibitions oblige: set `obligation` to 3 where it is 3, and to 0
#    elsewhere, in tables of your own
#    (`rows = tables["provisions"].drop(columns="strictness")`,
#    `mine = tables | {"provisions": rows.assign(obligation=…)}`); every index and figure works on
#    them (`index_tables(mine)`, `figure("strictness_profile", mine)`). What does the obligation
#    panel of the profile show now, and where have you seen these numbers before? Which panels do
#    not move? Do two plans change places?
# 2. Suppose a time does not make a duty more precise: count targets only
#    (`rows.assign(precision=0.5 * (rows["n_targets"] > 0))`). By how much does the mean of the three fall in
#    each plan? (Hint: how many provisions have a time?) Which chart does not move at all?
#
# Other weights are tables, too: `figure("strictness_profile", weighted(tables, {"obligation": 2,
# "precision": 1, "accountability": 1}))`, with `weighted` and `subset` from `compare`.
#
# The answers are worked out in `tests/notebooks/test_exercises_strictness.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 假设只有强制与禁止才构成义务：在自己的一份数据表中，`obligation` 为3的保持3，其余改为0
#    （`rows = tables["provisions"].drop(columns="strictness")`，
#    `mine = tables | {"provisions": rows.assign(obligation=…)}`）；所有指数和图都能用于它
#    （`index_tables(mine)`，`figure("strictness_profile", mine)`）。概况图的义务性一栏现在显示什么？
#    这些数字在哪里见过？哪几栏不变？有没有两份规划换了位置？
# 2. 假设时间并不使义务更精确：只计量化指标（`rows.assign(precision=0.5 * (rows["n_targets"] > 0))`）。
#    各规划的三项均值下降多少？（提示：有时间的条款有多少？）哪幅图完全不变？
#
# 改用其他权重，得到的也是数据表：`figure("strictness_profile", weighted(tables, {"obligation": 2,
# "precision": 1, "accountability": 1}))`，其中 `weighted` 和 `subset` 来自 `compare`。
#
# 答案见 `tests/notebooks/test_exercises_strictness.py`。
