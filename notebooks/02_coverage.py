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
# # 2. Coverage: what the plans speak of, and what they leave out
#
# Every provision has one topic of a shared list of topics in domains. Counting them asks: where
# does a plan put its words? What does it leave out? Is one plan broader than another? All numbers
# below are computed from the tables; nothing is typed by hand.

# %% [markdown] tags=["zh"]
# # 2. 覆盖：规划写了什么，又略去了什么
#
# 每条条款都归入一份共用主题表中的一个主题，主题又分属各领域。对条款计数，就是在问：一份规划的笔墨落在
# 何处？略去了什么？一份规划是否比另一份更广？以下所有数字都由数据表算出，没有一个是手工填写的。

# %%
from compare import figure, index_tables, read_tables
from compare.export.bilingual import plan_names, say, table, with_interval
from compare.indices.coverage import alone
from compare.indices.plans import outline_bases
from compare.vocab.outlines import frame
from compare.vocab.taxonomy import taxonomy

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
tables = read_tables()
indices = index_tables(tables)  # every index, computed once; of a part of the tables anew
highlight = []  # up to 12 doc_ids to name in figures of more than 12 plans
shown = highlight or list(tables["documents"]["doc_id"])[:12]  # named in sentences and tables
names = plan_names(tables)
en, zh = names["en"], names["zh"]
outlines = outline_bases(tables)  # which national outline each plan follows by its text

# %% [markdown] tags=["en"]
# ## Where do the plans put their provisions?

# %% [markdown] tags=["zh"]
# ## 条款落在哪些领域？

# %%
picture = figure("coverage_domain", tables, language, highlight)

# %% [markdown] tags=["en"]
# Each cell has a denominator: the provisions of that plan. The table has the share of each domain
# with an interval (Wilson's, for the effective number of provisions, as those of one measure belong
# together): it says how much a share hangs on a few long measures. (The same in characters: `indices["coverage_domains"]`.)

# %% [markdown] tags=["zh"]
# 每一格都有分母，即该规划的条款数。表中是各领域的占比及其区间（Wilson 区间；同一措施的条款互相关联，
# 故取有效条款数）：区间说明一个占比在多大程度上取决于少数几条长的措施。（按字数计算的占比见 `indices["coverage_domains"]`。）

# %%
domains = indices["coverage_domains"].rename(columns={"group": "domain"})
cells = domains.assign(share=with_interval(domains, "share", ".1%")).query("doc_id in @shown")
table(
    cells.pivot(index="domain", columns="doc_id", values="share").reindex(columns=shown),
    tables,
    language,
    cells="share",
)

# %%
cell = domains.loc[(domains["high"] - domains["low"]).idxmax()]
doc, about = cell["doc_id"], taxonomy()[cell["domain"]]
say(
    language,
    en=f"The widest interval is that of domain {about.code}, {about.label('en')}, in {en[doc]}: {cell['n']} of"
    f" {cell['n_total']} provisions, {cell['share']:.0%}, with an interval from {cell['low']:.0%} to"
    f" {cell['high']:.0%}. Differences between plans of a few points are well within such intervals.",
    zh=f"区间最宽的是{zh[doc]}的领域{about.code}“{about.label('zh')}”：{cell['n_total']}条条款中有{cell['n']}条，"
    f"占{cell['share']:.0%}，区间为{cell['low']:.0%}至{cell['high']:.0%}。规划之间相差几个百分点，远在这样的区间之内。",
)

# %% tags=["these-plans"]
emergencies = domains.query("domain == 'I'").set_index("doc_id").loc[shown, "n"]
say(
    language,
    en=f"Provisions on emergencies (domain I): {', '.join(f'{en[doc]}: {n}' for doc, n in emergencies.items())}.",
    zh=f"关于突发事件的条款（领域I）：{'，'.join(f'{zh[doc]}：{n}' for doc, n in emergencies.items())}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Emergencies have few provisions or none in the plans written before 2021 and a
# chapter of their own in the national outline of 2021.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 2021年以前的规划很少或完全没有写突发事件，而2021年的国家《纲要》为它专设一章。

# %% [markdown] tags=["these-plans", "en"]
# **What it does not mean.** This is a difference of time, not of place: the older plans could
# not follow an outline that did not exist. Biyang, though it runs to
# 2025, follows the outline of 2015 by its text: dates do not tell all. And many
# provisions on a matter are not much work done on it: a text is not its implementation.

# %% [markdown] tags=["these-plans", "zh"]
# **不说明什么。** 这是时期的差异，不是地区的差异：较早的规划不可能依据一份还不存在的《纲要》。泌阳县的
# 规划虽到2025年为止，按文本却依据2015年《纲要》，可见日期不能说明一切。而且，就一件事写了许多条款，
# 不等于做了许多工作：文本不等于落实。

# %% [markdown] tags=["en"]
# ## The same plans in the frame of each outline
#
# Counties follow a national outline: that of 2015 has seven tasks and safeguards; that of 2021
# has eight systems and a last part on Party leadership. The crosswalk (`vocab/crosswalk.csv`)
# puts every topic into one part of each, or says that the outline has no place for it. So the
# same provisions can be read in either frame.

# %% [markdown] tags=["zh"]
# ## 同样的规划，放进两份《纲要》的框架
#
# 各县依据国家《纲要》：2015年《纲要》有七项任务和保障措施，2021年《纲要》有八个体系，最后一部分讲党的
# 领导。对照表（`vocab/crosswalk.csv`）把每个主题放进两份《纲要》各自的一个部分，或者注明《纲要》中没有
# 它的位置。因此同样的条款可以放进任何一个框架来读。

# %%
picture = figure("coverage_2015", tables, language, highlight)

# %%
picture = figure("coverage_2021", tables, language, highlight)

# %%
outside = {
    year: indices[f"coverage_{year}"].query("group == '0'").set_index("doc_id").query("index in @shown")
    for year in ("2015", "2021")
    if len(indices[f"coverage_{year}"])  # the crosswalk knows our topics, and not those of an own taxonomy
}
placeless = {year: [topic for topic, part in frame(year).place.items() if part == "0"] for year in outside}


def shares(year, names, words, between):
    """The share of each plan that stands outside an outline, with its counts."""
    rows = outside[year].iterrows()
    return between.join(words.format(names[doc], row["share"], row["n"], row["n_total"]) for doc, row in rows)


said = {
    "en": "The crosswalk places no code of this project's taxonomy in an outline.",
    "zh": "对照表没有把本项目分类法的代码放进任何一份《纲要》。",
}
if outside:
    said = {
        "en": f"Topics without a place in the outline of 2015: {', '.join(placeless['2015'])}; in that of 2021:"
        f" {', '.join(placeless['2021'])}. Share of provisions outside the outline of 2015:"
        f" {shares('2015', en, '{}: {:.1%} ({} of {})', ', ')}. Outside that of 2021:"
        f" {shares('2021', en, '{}: {:.1%} ({} of {})', ', ')}.",
        "zh": f"在2015年《纲要》中没有位置的主题：{'、'.join(placeless['2015'])}；在2021年《纲要》中没有位置的主题："
        f"{'、'.join(placeless['2021'])}。处在2015年《纲要》之外的条款占比：{shares('2015', zh, '{}：{:.1%}（{}/{}）', '，')}。"
        f"处在2021年《纲要》之外的：{shares('2021', zh, '{}：{:.1%}（{}/{}）', '，')}。",
    }
say(language, **said)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The parts of both outlines are largely the same; what changes the picture are
# the topics that one outline has and the other has not. In the frame of 2021, the older plans have
# an almost empty row for emergencies; in the frame of 2015 the later plans have more that fits
# nowhere.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 两份《纲要》的各部分大体相同；使图景改变的，是一份有而另一份没有的那些主题。放进2021年的
# 框架，较早的规划在突发事件一行几乎是空的；放进2015年的框架，较晚的规划有更多条款无处安放。

# %% [markdown] tags=["en"]
# **What it does not mean.** No plan "fails" an outline that was not yet written, and the crosswalk
# is a choice: topics that an outline names in half a sentence count as placed (the column `note`
# says where this was close).

# %% [markdown] tags=["zh"]
# **不说明什么。** 没有哪份规划“达不到”一份尚未写出的《纲要》；对照表本身也是一种选择：《纲要》只用半句话
# 提到的主题也算有位置（难以判断之处见 `note` 列）。

# %% [markdown] tags=["en"]
# ## What does one plan alone address or leave out?

# %% [markdown] tags=["zh"]
# ## 哪些主题只有一份规划写到，或只有一份规划没有写？

# %%
picture = figure("presence", tables, language, highlight)

# %%
topics = indices["coverage_topics"]
by_plan = alone(topics).rename(columns={"group": "topic", "side": "doc_id"})
table(by_plan.query("doc_id in @shown")[["topic", "doc_id", "what", "n"]], tables, language, "alone")

# %% [markdown] tags=["en"]
# The last column is the number of provisions of the plan itself (where it addresses the topic), or of
# all other plans together (where it leaves it out). A topic counts as addressed if it is the first or
# the second topic of any provision, so that nothing is called absent that was said in passing. Now the
# same with the plans of either outline as sides:

# %% [markdown] tags=["zh"]
# 最后一列的条款数：写到该主题的，是这份规划自己的条款数；没有写到的，是其他各规划合计的条款数。一个主题
# 只要是任何一条条款的第一或第二主题，就算写到，以免把顺带说到的称为没有。下面以两份《纲要》各自的规划为
# 两方，再看一次：

# %%
by_outline = alone(topics, outlines).rename(columns={"group": "topic", "side": "outline_basis"})
table(by_outline[["topic", "outline_basis", "what", "n"]], tables, language, "alone")

# %%
lacks = by_plan.query("what == 'leaves out' and doc_id in @shown").groupby("doc_id", sort=False).size()
own, of_outline = ((rows["what"] == "addresses").sum() for rows in (by_plan, by_outline))
say(
    language,
    en=f"Topics left out by one plan alone: {', '.join(f'{en[doc]}: {n}' for doc, n in lacks.items()) or 'none'}."
    f" Topics addressed by one plan alone: {own}; by the plans of one outline alone: {of_outline}.",
    zh=f"只有一份规划没有写到的主题：{'，'.join(f'{zh[doc]}：{n}' for doc, n in lacks.items()) or '无'}。"
    f"只有一份规划写到的主题：{own}个；只有一份《纲要》的规划写到的：{of_outline}个。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Plans have nearly all topics in common; what singles one out is mostly a gap. A
# topic with one provision can turn on one sentence and on one decision of the coder, so read a gap
# as an invitation to open the plan, not as a finding.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 各规划几乎共有全部主题；使一份规划与众不同的，多半是缺了什么。只有一条条款的主题，可能系于
# 一句话和编码者的一次判断，所以看到空缺，应当去翻开规划，而不是当作发现。

# %% [markdown] tags=["en"]
# **What it does not mean.** Silence is not inaction: a county may have settled a matter in another
# document.

# %% [markdown] tags=["zh"]
# **不说明什么。** 未写明不等于不作为：一个县可能已在另一份文件中作了规定。

# %% [markdown] tags=["en"]
# ## Is one plan broader than another?
#
# Longer plans find room for more topics, so the raw number of topics mostly ranks plans by
# length. The comparable number asks: **if we picked the same number of provisions at random from
# each plan, how many topics would we see?** This is rarefaction (Hurlbert 1971), and it can be
# computed without drawing. The *effective* number (exponential of Shannon's entropy) does not
# count a topic with one sentence as much as one with twenty: it is the number of equally frequent
# topics that would be as diverse.
#
# The interval needs care. The usual bootstrap draws measures with repetition; a measure drawn
# twice adds provisions but never a new topic, so every redrawn plan looks narrower than the real
# one. Here random halves of each plan are drawn *without* repetition, and their spread gives the
# interval (Shao and Wu 1989).

# %% [markdown] tags=["zh"]
# ## 一份规划比另一份更广吗？
#
# 规划越长，容得下的主题越多，因此主题的原始数目多半只是按长短排序。可比的问法是：**若从每份规划中随机抽取
# 同样多的条款，会看到多少个主题？** 这就是稀疏化（Hurlbert 1971），无须真的抽取就能算出。*有效*主题数
# （香农熵的指数）不把只有一句话的主题与有二十句的等量齐观：它是各主题同样常见时，达到同等多样性所需的主题数。
#
# 区间需要小心。通常的自助法有放回地抽取措施；同一条措施抽到两次，条款增加了，主题却不会增加，于是每份重抽
# 的规划都显得比真实的窄。这里改为*无放回*地抽取每份规划的随机一半，由各半之间的离散程度得出区间
# （Shao 与 Wu 1989）。

# %%
picture = figure("breadth", tables, language, highlight)

# %%
breadths = indices["breadth_of_topics"]
counts = breadths.query("statistic == 'number'").set_index("doc_id")
wide = counts.assign(
    rarefied=with_interval(counts, "rarefied", ".1f"),
    effective=breadths.query("statistic == 'effective'").set_index("doc_id")["rarefied"].round(1),
)
columns = ["n_provisions", "observed", "size", "rarefied", "effective"]
table(wide.reindex(index=shown, columns=columns), tables, language, "topics_seen", across=True)

# %%
low, high, rarefied, observed = (counts[name] for name in ("low", "high", "rarefied", "observed"))
overlap = low.max() <= high.min()
total, size = counts["n_groups"].iloc[0], counts["size"].iloc[0]
say(
    language,
    en=f"In the whole plans the number of topics runs from {observed.min():.0f} to {observed.max():.0f} of {total};"
    f" at {size} provisions from {rarefied.min():.1f} to {rarefied.max():.1f}. The intervals"
    f" {'all overlap' if overlap else 'do not all overlap'}.",
    zh=f"就全文而言，主题数在{total}个中的{observed.min():.0f}至{observed.max():.0f}个之间；都取{size}条条款时，"
    f"在{rarefied.min():.1f}至{rarefied.max():.1f}之间。各区间{'全部重叠' if overlap else '并不全部重叠'}。",
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Most of the difference in the number of topics is a difference in length.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 主题数的差别，大半是长短的差别。

# %% [markdown] tags=["en"]
# **What it does not mean.** Equal breadth is not equal content: two plans can speak of equally many
# topics and of different ones; that is what the matrix above shows.

# %% [markdown] tags=["zh"]
# **不说明什么。** 广度相同不等于内容相同：两份规划可以写到同样多而不同的主题；上面的矩阵显示的正是这一点。

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Count a topic as addressed only where it is the *first* topic of a provision
#    (`alone(topics, second=False)`). Which of the charts moves, and in which cells? Does every
#    topic that a plan alone left out stay in the list?
# 2. In the frame of 2015, honesty and credit (B3) stand in part 5, constraint of power; social
#    credit alone would belong to part 1. Move B3 to part 1
#    (`dataclasses.replace(frame("2015"), place=…)`). Which rows of which chart move, and by how much?
#
# The answers are worked out in `tests/notebooks/test_exercises_coverage.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 只有作为条款的*第一*主题时才算写到（`alone(topics, second=False)`）。哪幅图会变，变在哪些格？
#    只有一份规划没有写到的主题，是否都还在列？
# 2. 在2015年的框架中，诚信（B3）属于第5部分“权力的制约”；若单论社会信用，则应属第1部分。把B3移到第1部分
#    （`dataclasses.replace(frame("2015"), place=…)`）。哪幅图的哪几行会变，变多少？
#
# 答案见 `tests/notebooks/test_exercises_coverage.py`。
