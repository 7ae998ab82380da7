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
# # 5. Reliability: how far can the codes be trusted?
#
# Every chart in this project rests on codes; who gave them is said under every figure.
# This notebook asks three questions: would the same coder code alike twice, do rules and model
# code new plans well, and where should a person look first? All numbers are computed.

# %% [markdown] tags=["zh"]
# # 5. 信度：编码可以信赖到什么程度？
#
# 本项目的每幅图都依据编码；由谁编码，见每幅图的图注。本笔记本问三个问题：同一编码者编两次，结果是否一致；
# 规则与模型对新规划编得好不好；人应当先看哪里。所有数字都是算出来的。

# %%
import pandas as pd

from compare import figure, read_tables
from compare.evaluation.coder_pairs import hard_decisions, pass_pairs, rule_pairs
from compare.evaluation.heldout import heldout_provisions
from compare.evaluation.topic_results import CURVE, HELDOUT, TOPICS, heldout_folder, read_topic_results
from compare.export.bilingual import say, table, with_interval
from compare.figures.words import value_label
from compare.indices.reliability import (
    accuracy,
    agreement,
    calibration,
    calibration_error,
    confusions,
    domain_confusions,
    learning_means,
    least_sure,
    rule_scores,
    scored_topics,
)
from compare.project import find_project

language = "en"  # or "zh": the language of figures, tables and computed sentences 图、表和算出的句子所用语言
project = find_project()
tables = read_tables()
provisions = tables["provisions"]

# %% [markdown] tags=["en"]
# ## Would the same coder code alike twice?
#
# Two passes over two plans were made without sight of each other. Krippendorff's alpha is 1 for
# perfect agreement and 0 for what chance would give; the lines resample whole measures.

# %% [markdown] tags=["zh"]
# ## 同一编码者编两次，结果是否一致？
#
# 对两份规划编了两次，两次互不相见。Krippendorff α系数为1表示完全一致，为0表示与随机无异；线段由整条措施的重抽
# 得出。

# %%
picture = figure("reliability_agreement", tables, language)

# %%
agreed = agreement(pass_pairs(provisions, project.coding)).query("doc_id == 'all'").set_index("field")
topic = agreed.loc["topic"] if len(agreed) else {}
lowest = agreed["alpha"].idxmin() if len(agreed) else ""
say(
    language,
    en=f"Of {topic['n']} provisions that are no headings, {topic['same']} have the same topic in both passes (alpha"
    f" {topic['alpha']:.2f}, {topic['low']:.2f} to {topic['high']:.2f}). The lowest alpha of the fields is"
    f" {agreed['alpha'].min():.2f} ({value_label('field', lowest, 'en')}).",
    zh=f"在{topic['n']}条非标题的条款中，两次主题相同的有{topic['same']}条（α为{topic['alpha']:.2f}，区间"
    f"{topic['low']:.2f}至{topic['high']:.2f}）。各字段中α最低的是{agreed['alpha'].min():.2f}"
    f"（{value_label('field', lowest, 'zh')}）。",
) if len(agreed) else say(
    language, en="No plan of this project was coded twice.", zh="本项目没有规划编过两次。"
)

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The rules of the codebook can be applied alike.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 编码手册的规则可以两次同样地运用。

# %% [markdown] tags=["these-plans", "en"]
# **What it does not mean.** That they are applied rightly: both passes are by one language model,
# and a habit or a mistake that they share looks like agreement. No human expert has coded these
# plans; a person can, with `fazhi coding export` and `fazhi coding import`.

# %% [markdown] tags=["these-plans", "zh"]
# **不说明什么。** 不说明运用得正确：两次都出自同一个语言模型，共同的习惯或错误看起来也像一致。这些规划未经
# 人工专家编码；人可以用 `fazhi coding export` 和 `fazhi coding import` 来编。

# %% [markdown] tags=["en"]
# ## Hard decisions
#
# The codes in the tables are a third reading, which saw both passes. Where it was hard, it left a
# note. Codes are topic, then obligation/sanction/monitoring; the rows on which the passes differ
# come first. The notes stand as whoever decided wrote them.

# %% [markdown] tags=["zh"]
# ## 难以判断之处
#
# 数据表中的代码是第三次阅读的结果，它看过前两次。难以判断的，留有说明。代码依次为主题、义务强度/后果/监督；
# 两次不同的行排在前面。说明保留裁定者的原文。

# %%
hard = hard_decisions(provisions, project.coding)
table(hard.head(12), tables, language)

# %% [markdown] tags=["en"]
# Try it: cover the last two columns, decide for yourself, then compare. Where you would still
# decide otherwise after reading the note, the codebook may need a clearer rule.

# %% [markdown] tags=["zh"]
# 试一试：遮住最后两列，自己判断，再作比较。读了说明之后仍会作出不同判断的，编码手册可能需要更明确的规则。

# %% [markdown] tags=["en"]
# ## Do the rules code new plans well?
#
# Obligation, sanction and monitoring of new plans are coded by rules. Their author, a language
# model, had read the five plans that this package was made with; so the fair test is held-out plans,
# coded separately.

# %% [markdown] tags=["zh"]
# ## 规则对新规划编得好不好？
#
# 新规划的义务强度、后果和监督由规则编码。规则的作者是一个语言模型，读过制作本软件包所用的五份规划；所以公平的
# 检验，是另行编码的留出规划。

# %%
heldout = heldout_provisions(heldout_folder(project))
columns = ["field", "code", "n", "n_true", "n_found", "precision", "recall", "f1"]


def scores(rows):
    """Scores of the rules over all plans, F1 with its interval."""
    found = rule_scores(rule_pairs(rows)).query("doc_id == 'all'")
    return found.assign(f1=with_interval(found, "f1", ".2f"))[columns].round(2)


table(scores(heldout), tables, language, "rule_scores")

# %%
table(scores(provisions), tables, language, "rule_scores")

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** The second table, on the five plans, says that the rules repeat the codes they
# were written beside. The first is the one to read, with its wide intervals: some codes hardly
# occur in the held-out plans, and `macro` counts one wrong find of a code that never occurs as an
# F1 of zero.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 第二张表是这五份规划的，说明规则重现了它们写作时所依傍的代码。应当看的是第一张表，连同它很宽的
# 区间：有的代码在留出规划中很少出现，而 `macro` 把从未出现的代码误找一次，就记作F1为零。

# %% [markdown] tags=["en"]
# **What it does not mean.** That the rules would do as well on the next plan from the web: the
# held-out plans, too, are a language model's. Which scores on real documents can be quoted stands
# in `reports/reliability.md`.

# %% [markdown] tags=["zh"]
# **不说明什么。** 不说明规则对网上的下一份规划也能做得这样好：留出规划也是语言模型写的。真实文件上的得分
# 哪些可供引用，见 `reports/reliability.zh.md`。

# %% [markdown] tags=["en"]
# ## How often is the topic model right?
#
# Each plan was predicted by a model fitted to the other plans and to sentences written for
# training. The plans stand by outline; a plan that is harder to predict is worded unlike the
# others, which says nothing of the place.

# %% [markdown] tags=["zh"]
# ## 主题模型有多少次是对的？
#
# 每份规划的主题，由其余规划和为训练而写的句子拟合的模型来预测。规划按所依《纲要》排列；较难预测的规划，只是
# 用语与其他规划不同，并不说明当地如何。

# %%
picture = figure("reliability_accuracy", tables, language)

# %%
scored = scored_topics(read_topic_results(TOPICS, project), provisions)
unseen = scored_topics(read_topic_results(HELDOUT, project), heldout)
tests = {"left out": accuracy(scored), "held out": accuracy(unseen)}
overall = pd.concat([found.assign(test=test) for test, found in tests.items()])
overall = overall.query("doc_id == 'all' and domain == 'all'")
overall = overall.assign(accuracy=with_interval(overall, "accuracy", ".2f"))
table(overall[["test", "field", "hits", "n", "accuracy"]], tables, language, "reliability_accuracy")

# %% [markdown] tags=["en"]
# ## What does it confuse?
#
# First topics, then domains. Many confusions are between neighbours, that is, between topics
# whose border the codebook has to draw with a sentence.

# %% [markdown] tags=["zh"]
# ## 它混淆什么？
#
# 先看主题，再看领域。许多混淆发生在相邻主题之间，也就是编码手册要用一句话划界的那些主题之间。

# %%
confused = confusions(scored).head(20)
table(confused[["true", "predicted", "n", "n_true", "same_domain"]], tables, language, "confusions")

# %%
apart = domain_confusions(scored).query("domain != predicted_domain").nlargest(10, "n")
table(apart[["domain", "predicted_domain", "n", "n_true"]], tables, language, "confusions")

# %%
wrong = scored[~scored["topic_hit"]]
near = int(wrong["domain_hit"].sum())
say(
    language,
    en=f"{len(wrong)} of {len(scored)} topics are wrong; in {near} of these the domain is still right, so a chart of"
    " domains would not change.",
    zh=f"{len(scored)}个主题中有{len(wrong)}个错误；其中{near}个的领域仍然正确，因此各领域的图不会改变。",
)

# %% [markdown] tags=["en"]
# ## Does the score mean what it says?
#
# A score of 0.8 should be right in eight cases of ten: an accuracy below the score is a claim that
# is too sure.

# %% [markdown] tags=["zh"]
# ## 得分名副其实吗？
#
# 得分0.8，应当十次里对八次：准确率低于得分，就是过于自信。

# %%
bins = calibration(scored)
bins = bins.assign(accuracy=with_interval(bins, "accuracy", ".2f"))
table(bins[["lower", "upper", "n", "score", "accuracy"]].round(2), tables, language)

# %%
error = calibration_error(calibration(scored))
say(
    language,
    en=f"The expected calibration error is {error:.3f}.",
    zh=f"期望校准误差为{error:.3f}。",
)

# %% [markdown] tags=["en"]
# So the score can say what a person should read first. Where model and codes differ, either may
# be wrong.

# %% [markdown] tags=["zh"]
# 因此得分可以告诉人应当先读什么。模型与代码不同之处，两者都可能错。

# %%
unsure = least_sure(scored, 10)
table(unsure[["provision_id", "true", "predicted", "score", "text"]].round(2), tables, language)

# %% [markdown] tags=["en"]
# ## Would more plans help?
#
# The model was also fitted to fewer plans, with and without the written sentences.

# %% [markdown] tags=["zh"]
# ## 规划再多些，会更好吗？
#
# 模型还用较少的规划拟合过，有的加上为训练而写的句子，有的不加。

# %%
learned = learning_means(read_topic_results(CURVE, project))
wide = learned.pivot(index=["plans", "written"], columns="field", values="accuracy").round(3)
table(wide, tables, language, "reliability_curve")

# %% [markdown] tags=["these-plans", "en"]
# **What it means.** Where accuracy no longer rises with plans, more of this kind would add little;
# where it differs with and without written sentences, the sentences carry the model while plans
# are few.

# %% [markdown] tags=["these-plans", "zh"]
# **说明什么。** 准确率不再随规划增多而上升之处，再添这类规划也无大益；加与不加所写句子有差别之处，说明规划尚少
# 时，是这些句子在支撑模型。

# %% [markdown] tags=["en"]
# **What it does not mean.** That the model has reached a limit of the genre: plans of a kind not
# seen here (a province, a yearly list of tasks) may still be new to it.

# %% [markdown] tags=["zh"]
# **不说明什么。** 不说明模型已到了这类文件的极限：这里没有见过的规划（省级的、年度任务清单），对它仍可能是新的。

# %% [markdown] tags=["these-plans", "en"]
# ## Exercises
#
# 1. Agreement on obligation is computed only where at least one pass saw a measure. Drop that
#    rule and take all provisions that are no headings. Does the share coded alike rise or fall,
#    and why? Which rows of the first chart move?
# 2. Replace the rules for obligation by one rule: every provision is a directive (2). How often is
#    it right on the five plans, and what is its macro-F1? Why is accuracy alone not reported?
#
# The answers are worked out in `tests/notebooks/test_exercises_reliability.py`.

# %% [markdown] tags=["these-plans", "zh"]
# ## 练习
#
# 1. 义务强度的一致程度，只在至少有一次认为是措施的条款上计算。去掉这条规则，取全部非标题的条款。编码相同的
#    占比是升还是降，为什么？第一幅图的哪几行会变？
# 2. 用一条规则代替义务强度的各条规则：每条条款都是指令（2）。它在五份规划上有多少次是对的，宏平均F1是多少？
#    为什么不能只报告准确率？
#
# 答案见 `tests/notebooks/test_exercises_reliability.py`。
