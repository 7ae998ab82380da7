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
# # 6. Shared wording: what the plans have in common, word for word
#
# Much of a local plan is copied: from the national outline, from the province, from a neighbour.
# What is shared tells where a plan comes from, and what is left shows what its authors added. All
# numbers below are computed from the tables; nothing is typed by hand.

# %% [markdown] tags=["zh"]
# # 6. 共有文字：规划之间逐字相同的部分
#
# 地方规划的许多文字是照搬来的：来自国家《纲要》、来自省里、来自邻县。共有的文字说明规划从何而来，余下的文字
# 显示作者添了什么。以下所有数字都由数据表算出，没有一个是手工填写的。

# %%
from compare import figure, index_tables, read_tables
from compare.export.bilingual import plan_names, say, table, with_interval
from compare.indices.force import different
from compare.indices.own_words import singular_provisions
from compare.indices.plans import outline_bases
from compare.indices.reuse import longest_passages, own_only, shared_ngrams
from compare.indices.selection import counted
from compare.reuse.marking import marked

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # set against all others
names = plan_names(tables)
en, zh = names["en"], names["zh"]

# %% [markdown] tags=["en"]
# ## What counts as shared?
#
# Two provisions that have any run of five characters in common are aligned, character by
# character (Smith and Waterman 1981), after punctuation and the script of figures are set aside.
# A shared passage is a stretch in which agreement outweighs edits by at least twelve characters.
# Small edits do not break it, and order plays no part. The way is that of studies of reprinted
# news and copied bills (Smith, Cordell and Mullen 2015; Citron and Ginsparg 2015; Linder,
# Desmarais, Burgess and Giraudy 2020). The longest passages:

# %% [markdown] tags=["zh"]
# ## 什么算共有？
#
# 两条条款只要有任何连续五个字相同，就逐字比对（Smith 与 Waterman 1981），比对时不计标点和数字的写法。相同
# 之处比改动之处至少多出十二个字的一段，就是共有段落。小的改动不会使它中断，先后次序也不起作用。方法与研究
# 转载新闻、照搬法案的文献相同（Smith、Cordell 与 Mullen 2015；Citron 与 Ginsparg 2015；Linder、Desmarais、
# Burgess 与 Giraudy 2020）。最长的几段：

# %%
longest = indices["longest_passages"].head(5)
columns = ["doc_a", "doc_b", "chars", "similarity", "provisions_a", "provisions_b"]
table(longest[columns].round(2), tables, language, "longest_passages")

# %% [markdown] tags=["en"]
# One of the near repetitions in full, with the words that the other side lacks in 【】:

# %% [markdown] tags=["zh"]
# 其中一段有改动的重复，全文如下，另一方没有的字放在【】中：

# %%
near = longest_passages(tables, top=100).query("kind == 'near'").head(1)


def both_sides(names, between):
    """The passage as it stands in either plan."""
    return "".join(
        f"**{names[row['doc_a']]}**{between}{marked(row['text_a'], row['text_b'])}\n\n"
        f"**{names[row['doc_b']]}**{between}{marked(row['text_b'], row['text_a'])}"
        for _, row in near.iterrows()
    )


say(language, en=both_sides(en, ": ") or "There is none.", zh=both_sides(zh, "：") or "没有。")

# %% [markdown] tags=["en"]
# ## Who shares how much with whom?

# %% [markdown] tags=["zh"]
# ## 谁与谁共有多少？

# %%
picture = figure("reuse_matrix", tables, language, highlight)

# %% tags=["these-plans"]
shares = indices["reuse_pairs"].set_index(["doc_id", "other_id"])["share"]
runs = shared_ngrams(tables["provisions"]).set_index(["doc_id", "other_id"])
three = [("kunqu", "dadukou"), ("biyang", "dadukou"), ("biyang", "chengde")]
one, two, three = (runs.loc[pair] for pair in three)
there, back = shares["kunqu", "dadukou"], shares["dadukou", "kunqu"]
say(
    language,
    en=f"{there:.0%} of Kunqu stands in Dadukou, and {back:.0%} of Dadukou in Kunqu: a share depends on whose text is"
    f" counted. A cruder measure without alignment, distinct runs of eight characters, gives {one['share']:.1%} for"
    f" Kunqu in Dadukou, {two['share']:.1%} for Biyang in Dadukou and {three['share']:.1%} for Biyang in Chengde; by"
    f" the characters that lie in such runs, {one['covered']:.0%}, {two['covered']:.0%} and {three['covered']:.0%}."
    " Both measures order these three pairs alike.",
    zh=f"昆区的文字有{there:.0%}见于大渡口区，大渡口区的文字有{back:.0%}见于昆区：占比取决于以谁的文字为分母。"
    f"不作比对的较粗的量法，即互不相同的连续八字，得出昆区见于大渡口区的为{one['share']:.1%}，泌阳县见于大渡口区的"
    f"为{two['share']:.1%}，泌阳县见于承德高新区的为{three['share']:.1%}；按落在这类连续八字中的字数，分别为"
    f"{one['covered']:.0%}、{two['covered']:.0%}和{three['covered']:.0%}。两种量法对这三对的排序相同。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The dark cells are not spread evenly. Kunqu and Dadukou, both written up to
# 2020, share much. Mentougou and Chengde, both after 2021, share something. Biyang, dated
# 2021-2025, shares with the older two.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 深色的格并不是均匀分布的。昆区和大渡口区的规划都到2020年为止，共有很多；门头沟区和承德高新区的
# 都在2021年以后，共有一些；泌阳县标为2021-2025年，却与较早的两份共有。

# %% [markdown] tags=["en"]
# **What it does not mean.** Sharing has no direction: without the national outlines' own wording
# nobody can tell who copied whom, or whether both copied a third text.

# %% [markdown] tags=["zh"]
# **不说明什么。** 共有没有方向：没有国家《纲要》的原文作对照，谁也说不出是谁抄谁，还是双方都抄自第三份文件。

# %% [markdown] tags=["en"]
# ## Plans of which outline is a plan worded like?

# %% [markdown] tags=["zh"]
# ## 一份规划的用语更像哪份《纲要》的规划？

# %%
picture = figure("reuse_generations", tables, language, highlight)

# %%
lean = indices["reuse_by_outline"]
cells = lean.assign(share=with_interval(lean, "share", ".1%")).query("doc_id in @shown")
wide = cells.pivot(index="outline_basis", columns="doc_id", values="share").reindex(columns=shown)
table(wide, tables, language, "reuse_generations", cells="share")

# %% tags=["these-plans"]
older, newer = (
    lean.set_index(["doc_id", "outline_basis"]).loc[("biyang", year)] for year in ("2015", "2021")
)
say(
    language,
    en=f"On average {older['share']:.0%} ({older['low']:.0%} to {older['high']:.0%}) of Biyang stands in a plan of"
    f" the 2015 outline, and {newer['share']:.0%} ({newer['low']:.0%} to {newer['high']:.0%}) in one of the 2021"
    f" outline, over {older['others']:.0f} and {newer['others']:.0f} plans.",
    zh=f"泌阳县的文字，平均有{older['share']:.0%}（{older['low']:.0%}至{older['high']:.0%}）见于一份2015年《纲要》的"
    f"规划，有{newer['share']:.0%}（{newer['low']:.0%}至{newer['high']:.0%}）见于一份2021年《纲要》的规划；前者"
    f"{older['others']:.0f}份，后者{newer['others']:.0f}份。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** By its dates Biyang belongs to 2021, by its text to 2015. Wherever it differs
# from Mentougou and Chengde in the other notebooks, age of wording is the first explanation, not
# the county.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 论日期，泌阳县的规划属于2021年；论文字，属于2015年。在其他笔记本中，凡它与门头沟区、承德高新区
# 不同之处，首先应当用文字的新旧来解释，而不是用当地的情况。

# %% [markdown] tags=["en"]
# **What it does not mean.** Old wording is not old policy, and the comparison rests on a handful of
# plans.

# %% [markdown] tags=["zh"]
# **不说明什么。** 文字旧不等于政策旧；而且这一比较只依据少数几份规划。

# %% [markdown] tags=["en"]
# ## Where do the shared passages stand, and on what?

# %% [markdown] tags=["zh"]
# ## 共有段落在何处，写的是什么？

# %%
picture = figure("reuse_map", tables, language, highlight)

# %%
picture = figure("reuse_domains", tables, language, highlight)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Dark domains are template: plans say them in the same words. Light ones are
# where a plan writes for itself.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 深色的领域是套用：各规划用同样的话来写。浅色的领域，是规划自己写的地方。

# %% [markdown] tags=["en"]
# **What it does not mean.** A light domain can still come from an outline that no other plan here
# follows, and a domain with few provisions goes dark or light by one sentence: the number in
# brackets says how many there are.

# %% [markdown] tags=["zh"]
# **不说明什么。** 浅色的领域，仍可能出自这里没有其他规划依据的一份纲要；条款少的领域，一句话就能使它变深或变浅：
# 括号中的数字说明有多少条。

# %% [markdown] tags=["en"]
# ## Same duty, different force
#
# Where two provisions share most of their wording they state one duty, and what differs is a
# choice of words. Who is firmer, who softer, who adds a number or a date?

# %% [markdown] tags=["zh"]
# ## 同一职责，不同力度
#
# 两条条款的文字大半相同，写的就是同一职责，不同之处是措辞的选择。谁更严，谁更宽，谁添了数值或日期？

# %%
picture = figure("reuse_force", tables, language, highlight)

# %%
pairs = indices["same_duty_pairs"]
pairs = pairs[pairs["doc_a"].isin(shown) | pairs["doc_b"].isin(shown)]
differing = different(pairs, tables["provisions"])
columns = ["provision_a", "provision_b", "across", "obligation", "number", "time", "text_a", "text_b"]
table(differing[columns], tables, language, "same_duty_pairs")

# %%
across, across_differing = pairs["across"].sum(), differing["across"].sum()
say(
    language,
    en=f"Of {len(pairs)} pairs of provisions with the same duty, {len(differing)} differ in force; {across} of the"
    f" pairs, and {across_differing} of those that differ, are across outlines. The columns on obligation, number and"
    " time name the firmer side.",
    zh=f"写同一职责的条款共{len(pairs)}对，其中力度不同的{len(differing)}对；跨两份《纲要》的有{across}对，其中力度"
    f"不同的{across_differing}对。义务强度、数值和时间三列写明更严的一方。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Shared wording is mostly shared whole: where plans edit a copied duty they
# seldom change its force, and the few changes go both ways.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 共有的文字多半是整句共有：规划改动照搬的职责时，很少改变其力度；少数改变了的，有严有宽。

# %% [markdown] tags=["en"]
# **What it does not mean.** A firmer text is not a firmer practice. The added words may also state
# a second duty; read the pair.

# %% [markdown] tags=["zh"]
# **不说明什么。** 文字更严不等于做法更严。添加的字也可能写的是另一项职责，应当把两条对着读。

# %% [markdown] tags=["several-places", "en"]
# And across outlines the change may be the outline's.

# %% [markdown] tags=["several-places", "zh"]
# 而跨两份《纲要》的改变，可能出自《纲要》。

# %% [markdown] tags=["en"]
# ## What is a plan's own?
#
# The provisions least like anything in the other plans (likeness: the largest share of a
# provision's pairs of neighbouring characters that one provision of another plan also has). Of more
# than twelve plans, those in `highlight`, or else the first twelve, are set against all others:

# %% [markdown] tags=["zh"]
# ## 什么是规划自己的？
#
# 与其他规划最不相像的条款（相似程度：一条条款的相邻字对中，另一份规划的某条条款也有的，最大占比是多少）。规划
# 多于十二份时，将 `highlight` 中的规划，或者前十二份，与其他全部规划相比：

# %%
singular = singular_provisions(tables, top=2, doc_ids=shown)
columns = ["doc_id", "provision_id", "topic", "likeness", "text"]
table(singular[columns].round(2), tables, language, "singular_provisions")

# %%
picture = figure("own_words", tables, language, highlight)

# %%
words = indices["words_of_ones_own"].query("rank <= 8 and doc_id in @shown")
known = words[words["doc_id"].map(outline_bases(tables)) != ""]  # of a known outline
alone = known.query("same_outline == 0")
listed = "、".join(alone["word"].drop_duplicates())
say(
    language,
    en=f"Of the {len(known)} words shown of plans that follow a known outline, {len(alone)} are used by no other"
    f" plan of it: {listed or 'none'}.",
    zh=f"所依《纲要》已知的规划，图中共{len(known)}个词，同一《纲要》的其他规划都没有用过的有{len(alone)}个：{listed or '无'}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The words are weighed against all other plans at once (Monroe, Colaresi and
# Quinn 2008).

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 这些词是与其他全部规划一并权衡得出的（Monroe、Colaresi 与 Quinn 2008）。

# %% [markdown] tags=["en"]
# **What it does not mean.** Some words mark a style (按照, 进行), not a policy. Framed words are the
# safer ones.

# %% [markdown] tags=["zh"]
# **不说明什么。** 有的词（按照、进行）标志的是文风，不是政策。加框的词较为可靠。

# %% [markdown] tags=["several-places", "en"]
# And a word that is new here may only be new in its time.

# %% [markdown] tags=["several-places", "zh"]
# 而且在这里新的词，也许只是在那个时期新。

# %% [markdown] tags=["en"]
# ## Net of the template
#
# A national or provincial outline can be added with `role` = `template` in `sources.csv`: it is
# then aligned with every plan and counted as none, and `own_only(tables, tables["reuse"])` gives
# the tables without the provisions of which at least half stands in it. No outline comes with this
# project, so here is the cruder version: without what stands in any *other plan*.

# %% [markdown] tags=["zh"]
# ## 减去套用的部分
#
# 国家或省级纲要可以加入，在 `sources.csv` 中将 `role` 写作 `template`：它就与每份规划比对，而不计作规划；
# `own_only(tables, tables["reuse"])` 给出的数据表，去掉了至少一半文字见于其中的条款。本项目没有附带纲要，
# 所以这里用较粗的办法：去掉见于任何*其他规划*的条款。

# %%
own = own_only(tables, tables["reuse"], role="plan")
before, after = (
    counted(rows["provisions"], ["doc_id"]).groupby("doc_id", sort=False).size() for rows in (tables, own)
)
lost = before - after.reindex(before.index, fill_value=0)
say(
    language,
    en="Counted provisions that are mostly in another plan: "
    + "; ".join(
        f"{en[doc]}: {lost[doc]} of {n} ({lost[doc] / n:.0%})" for doc, n in before.items() if doc in shown
    )
    + ".",
    zh="计入的条款中，大半文字见于另一份规划的："
    + "；".join(
        f"{zh[doc]}：{lost[doc]}/{n}（{lost[doc] / n:.0%}）" for doc, n in before.items() if doc in shown
    )
    + "。",
)

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Count only passages of twenty or more characters
#    (`tables | {"reuse": tables["reuse"].query("chars >= 20")}`). Which charts move, which way, and
#    does any plan change the outline whose plans it is worded like?
# 2. Take out what stands in another plan (`own_only(…, role="plan")`) and draw the map and the
#    matrix again from what is left. Which plan loses most? Are the plans that lose most those that
#    share an outline, or those that are dated alike?
#
# The answers are worked out in `tests/notebooks/test_exercises_shared_wording.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 只计二十字以上的段落（`tables | {"reuse": tables["reuse"].query("chars >= 20")}`）。哪些图会变，
#    朝哪个方向变？有没有规划改变了它的用语更像哪份《纲要》的规划？
# 2. 去掉见于另一份规划的条款（`own_only(…, role="plan")`），用余下的重画分布图和矩阵。哪份规划失去最多？
#    失去最多的，是依据同一《纲要》的规划，还是日期相近的规划？
#
# 答案见 `tests/notebooks/test_exercises_shared_wording.py`。
