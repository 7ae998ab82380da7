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
# # 7. Policy instruments: by what means do the plans want to reach their ends?
#
# A topic says what a provision is about; an instrument says how it wants to work. Rothwell and
# Zegveld (1985) sort the means of policy into **supply** (government gives people, money,
# information, facilities, services), **environment** (rules, regulation, oversight, organisation)
# and **demand** (procurement, pilots, participation). Chinese studies of policy have asked this
# of many fields. All numbers below are computed from the tables; nothing is typed by hand.

# %% [markdown] tags=["zh"]
# # 7. 政策工具：规划靠什么手段达到目的？
#
# 主题说明一条条款写的是什么，政策工具说明它想怎样起作用。Rothwell 与 Zegveld（1985）把政策手段分为**供给型**
# （政府提供人员、资金、信息、设施、服务）、**环境型**（规则、管制、监督、组织）和**需求型**（采购、试点、
# 参与）。国内的政策研究已在许多领域这样问过。以下所有数字都由数据表算出，没有一个是手工填写的。

# %%
import pandas as pd

from compare import figure, index_tables, read_tables
from compare.coding.schemes import NONE
from compare.evaluation.scheme_agreement import (
    copied,
    scheme_agreement,
    scheme_coders,
    scheme_codings,
    scheme_disagreements,
)
from compare.export.bilingual import plan_names, say, table, with_interval
from compare.indices.scheme_shares import codes_of
from compare.project import find_project

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
SCHEME = "instruments"
project = find_project()
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shares = indices["scheme_shares"].query("scheme == @SCHEME")
shown = highlight or list(shares["doc_id"].unique())[:12]  # named in sentences and tables
names = plan_names(tables)
en, zh = names["en"], names["zh"]

# %% [markdown] tags=["en"]
# ## Who gave the codes, and would another coder give the same?
#
# Everyone who coded by this scheme, as the register says it. The lowest rank feeds the tables; a
# coder without a rank is kept for comparison.

# %% [markdown] tags=["zh"]
# ## 由谁编码，另一位编码者会不会给出同样的代码？
#
# 依此方案编过码的人和模型，照登记册所写。序号最小的进入数据表；没有序号的，留作比较。

# %%
coders = scheme_coders(project.coding, SCHEME)
register = [(one.name, one.kind, one.rank or "") for one in coders]
table(pd.DataFrame(register, columns=["coder", "kind", "rank"]), tables, language, "scheme_coders")

# %%
codings = scheme_codings(tables["provisions"], project.coding, SCHEME)
unranked = [one.name for one in coders if not one.rank]
independent = unranked if len(unranked) > 1 else [one.name for one in coders]
passes = codings[codings["coder"].isin(independent)]
agreed = scheme_agreement(passes)
levels = agreed.assign(alpha=with_interval(agreed, "alpha", ".2f")).round(3)
table(levels[["coders", "field", "n", "same", "share", "alpha"]], tables, language, "scheme_agreement")

# %% [markdown] tags=["en"]
# Compared are the main code, and the kind of instrument that it is under. Krippendorff's alpha is 1 for
# perfect agreement and 0 for what chance would give; intervals resample whole measures. Coders
# with a rank are left out where two have none: one who decides with both passes in view agrees with them
# by design. What all gave the same remark, word for word, was carried over and not read twice, and
# is left out, too.

# %% [markdown] tags=["zh"]
# 比较的是主代码，以及它所属的工具类型。Krippendorff α系数为1表示完全一致，为0表示与随机无异；区间由整条措施的
# 重抽得出。有两位编码者没有序号时，有序号的不计：看着前两次编码作裁定的人，必然与它们一致。各人的说明一字不差
# 的条款，是照搬而来，没有读过两次，也不计。

# %%
carried = copied(passes)
listed = [f"`{one}`" for one in carried]
pair = tuple(str(agreed["coders"].iloc[0]).split(" and ")) if len(agreed) else ()
say(
    language,
    en=f"Left out as carried over: {', '.join(listed) or 'nothing'}. "
    + (
        f"The most frequent disagreements of `{pair[0]}` and `{pair[1]}`:"
        if pair
        else "Nobody coded the same provisions twice by this scheme, so nothing is known of agreement."
    ),
    zh=f"照搬而不计的条款：{'、'.join(listed) or '无'}。"
    + (
        f"`{pair[0]}` 与 `{pair[1]}` 最常见的分歧："
        if pair
        else "没有人依此方案把同样的条款编过两次，因此无从知道一致程度。"
    ),
)

# %%
known = codes_of(SCHEME, tables)
apart = (
    scheme_disagreements(passes, pair).head(8) if pair else pd.DataFrame(columns=["code_a", "code_b", "n"])
)
table(apart.assign(scheme=SCHEME), tables, language, "scheme_disagreements")

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The codebook can be applied alike. But both passes were made by one language
# model, with a codebook that it wrote *after* reading these very plans: the agreement is an upper
# bound of what another coder would reach, on other plans above all. No human expert has coded
# these plans by this scheme.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 编码手册可以两次同样地运用。但两次都出自同一个语言模型，所用的手册是它读了这几份规划*之后*写的：
# 换一位编码者，尤其是换一批规划，一致程度至多如此。没有人工专家依此方案编过这些规划。

# %% [markdown] tags=["en"]
# **What it does not mean.** That the codes are right: a habit that coders share looks like
# agreement. A person can code the same provisions (`data/coding/schemes/instruments/`), and
# `fazhi coding agreement --scheme instruments` then says how far they agree.

# %% [markdown] tags=["zh"]
# **不说明什么。** 不说明代码正确：编码者共同的习惯看起来也像一致。人可以为同样的条款编码
# （`data/coding/schemes/instruments/`），再由 `fazhi coding agreement --scheme instruments` 说明一致到什么程度。

# %% [markdown] tags=["en"]
# ## By what means?

# %% [markdown] tags=["zh"]
# ## 靠什么手段？

# %%
picture = figure("scheme_codes", tables, language, highlight)

# %%
top = shares[(shares["parent"] == "") & shares["doc_id"].isin(shown)]
cells = top.assign(share=with_interval(top, "share", ".1%"))
wide = cells.pivot(index=["scheme", "code"], columns="doc_id", values="share").reindex(columns=shown)
table(wide, tables, language, "scheme_shares", cells="share")

# %%
labels = {
    language: {code: one.label(language) for code, one in known.items()} | {NONE: nothing}
    for language, nothing in (("en", "no instrument"), ("zh", "无工具"))
}
bounds = top.set_index(["doc_id", "code"])
spans = bounds.groupby(level="code", sort=False)["share"].agg(["min", "max"])
pairs = [(a, b) for a in shown for b in shown if a < b]
distinct = [
    (a, b, code)
    for a, b in pairs
    for code in spans.index
    if bounds.loc[(a, code), "low"] > bounds.loc[(b, code), "high"]
    or bounds.loc[(b, code), "low"] > bounds.loc[(a, code), "high"]
]
en_spans = [f"{labels['en'][code]} {row['min']:.0%} to {row['max']:.0%}" for code, row in spans.iterrows()]
zh_spans = [f"{labels['zh'][code]}{row['min']:.0%}至{row['max']:.0%}" for code, row in spans.iterrows()]
en_pairs = [f"{en[a]} and {en[b]} ({labels['en'][code]})" for a, b, code in distinct]
zh_pairs = [f"{zh[a]}与{zh[b]}（{labels['zh'][code]}）" for a, b, code in distinct]
say(
    language,
    en=f"Shares of the plans: {'; '.join(en_spans)}. Of the {len(pairs)} pairs of plans, their 95% intervals lie apart"
    f" for: {', '.join(en_pairs) or 'none, for no kind of instrument'}.",
    zh=f"各规划的占比：{'；'.join(zh_spans)}。{len(pairs)}对规划中，95%区间互不重叠的："
    f"{'、'.join(zh_pairs) or '没有，任何一类工具都没有'}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** A law-based-government plan is addressed to government itself, and works by
# binding, watching and organising it: environment instruments prevail everywhere, and in much the
# same share. The plans differ less in the kind of means than in what they are used for.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 法治政府建设规划是写给政府自己的，靠约束、监督和组织政府来起作用：各处都以环境型工具为主，占比也
# 相近。各规划的不同，与其说在手段的类型，不如说在手段用于何处。

# %% [markdown] tags=["en"]
# **What it does not mean.** That a plan with few demand instruments neglects citizens: the scheme
# was made for innovation policy, and what it calls demand is only what draws on actors outside
# government. Nor does a share say how *strong* a means is, or that it was used: a text is not
# its implementation.

# %% [markdown] tags=["zh"]
# **不说明什么。** 需求型工具少的规划，不等于忽视公众：这一方案本为创新政策而设，它所谓的需求，只是借助政府之外的
# 主体。占比也不说明手段有多*强*，更不说明手段已经用了：文本不等于落实。

# %% [markdown] tags=["en"]
# ## By what means in which domain?

# %% [markdown] tags=["zh"]
# ## 哪个领域靠什么手段？

# %%
picture = figure("scheme_domains", tables, language, highlight)

# %%
by_domain = indices["scheme_by_domain"].query("scheme == @SCHEME and domain != 'all' and n > 0")
pooled = by_domain.groupby(["domain", "code"])[["count", "n"]].sum()
pooled = pooled.assign(share=pooled["count"] / pooled["n"])
mix = pooled["share"].unstack().reindex(columns=list(dict.fromkeys(by_domain["code"])))
table(mix.round(2).rename_axis(columns=None), tables, language, "scheme_kinds")

# %%
prevails = mix.drop(columns=NONE, errors="ignore").idxmax(axis=1)
cells = by_domain.drop_duplicates(["doc_id", "domain"])
few = (cells["n"] < 10).sum()
say(
    language,
    en="The kind of instrument that prevails, all plans together: "
    + "; ".join(f"{domain} {labels['en'][code]}" for domain, code in prevails.items())
    + f". Of {len(cells)} cells of a plan and domain, {few} rest on fewer than ten provisions.",
    zh="各规划合计，居首的工具类型："
    + "；".join(f"{domain} {labels['zh'][code]}" for domain, code in prevails.items())
    + f"。规划与领域的{len(cells)}格中，依据不足十条条款的有{few}格。",
)

# %% [markdown] tags=["en"]
# **What it does not mean.** That a government chose its means domain by domain. Topic and
# instrument are not independent by definition: a provision *on* disclosure mostly *is* disclosure. And
# most cells are small: read the counts under the bars before the bars.

# %% [markdown] tags=["zh"]
# **不说明什么。** 不说明政府是逐个领域选择手段的。主题与工具在定义上并不独立：*关于*公开的条款，多半*就是*公开。
# 而且多数格很小：先看条形下的条款数，再看条形。

# %% [markdown] tags=["en"]
# ## Does it hold if the instruments are sorted otherwise?
#
# Studies that use this scheme do not agree on its sub-types (see the codebook beside the codes).
# Three choices move the shares: public services can count as demand (as in the original, where the
# state is the buyer); participation is not in the original list and can be left out; and a second
# instrument of a provision can count as much as the first.

# %% [markdown] tags=["zh"]
# ## 换一种归类办法，结论还成立吗？
#
# 使用这一方案的研究，对次级类型并无一致意见（见代码旁的编码手册）。三种选择会改变占比：公共服务可以算作需求型
# （原方案如此，因为买方是国家）；参与不在原方案之列，可以去掉；一条条款的第二工具可以与第一工具同样计算。

# %%
own = shares[shares["doc_id"].isin(shown)].set_index(["doc_id", "code"])
counts, second = own["count"].unstack(), own["n_second"].unstack()
kinds = ["SUP", "ENV", "DEM"]
services, participation = counts["SUP5"], counts["DEM3"]
supply, environment, demand = (counts[kind] for kind in kinds)
ways = {
    "as coded": (supply, environment, demand),
    "services as demand": (supply - services, environment, demand + services),
    "no participation": (supply, environment, demand - participation),
    "second instruments too": tuple(counts[kind] + second[kind] for kind in kinds),
}
sorted_ways = {}
for way, three in ways.items():
    of_way = pd.concat(three, axis=1, keys=kinds).reindex(shown)
    sorted_ways[way] = of_way.div(of_way.sum(axis=1), axis=0)
rows = pd.concat(sorted_ways, names=["way", "doc_id"]).stack().rename_axis(["way", "doc_id", "code"])
wide = rows.rename("share").reset_index().assign(scheme=SCHEME)
wide = wide.pivot(index=["scheme", "code", "way"], columns="doc_id", values="share").round(2)
table(wide.reindex(columns=shown), tables, language, "scheme_shares", cells="share")

# %%
orders = {way: {kind: tuple(rows[kind].rank()) for kind in kinds} for way, rows in sorted_ways.items()}
steady = [kind for kind in kinds if len({orders[way][kind] for way in orders}) == 1]
first_kinds = {kind for rows in sorted_ways.values() for kind in rows.idxmax(axis=1)}
same = len(first_kinds) == 1
say(
    language,
    en=f"The kind that prevails in every plan is {'the same' if same else 'not the same'} whichever way they are"
    f" sorted. The order of the plans is the same in all four ways for:"
    f" {', '.join(labels['en'][kind] for kind in steady) or 'no kind of instrument'}.",
    zh=f"无论怎样归类，各规划中居首的工具类型{'都相同' if same else '并不都相同'}。四种归类下，各规划的次序都不变的："
    f"{'、'.join(labels['zh'][kind] for kind in steady) or '没有一类工具'}。",
)

# %% [markdown] tags=["en"]
# So what can be said is which kind prevails; what cannot be said without naming the sorting is
# which plan has more of a kind. Shares here are of provisions with an instrument; those that were
# read and have none are left out.

# %% [markdown] tags=["zh"]
# 因此，可以说的是哪一类居首；不说明归类办法就不能说的，是哪份规划某一类更多。这里的占比以有工具的条款为分母；
# 读过而没有工具的不计。

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Most studies have one code for laws and regulation (法规管制). Add ENV2, ENV3 and ENV4. Which
#    share of each plan is it, and in how many plans is it more than half?
# 2. Drop all provisions that are on openness of government (domain G) or digital government (J).
#    By how much does the share of supply instruments fall in each plan, and why?
#
# The answers are worked out in `tests/notebooks/test_exercises_instruments.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 多数研究把法规管制合为一个代码。将ENV2、ENV3、ENV4相加，占各规划的多少？在几份规划中超过一半？
# 2. 去掉关于政务公开（领域G）和数字政府（领域J）的全部条款。各规划的供给型工具占比下降多少，为什么？
#
# 答案见 `tests/notebooks/test_exercises_instruments.py`。
