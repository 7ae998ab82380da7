"""The topic model on small plans: what the layout settles, what is learned, what never changes.

How well it codes unseen plans takes a fit per plan to measure; that is in the reliability
report and not here.
"""

from collections import Counter
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer

from compare.coding.topic_model.choice import fit_weights, with_own_mix
from compare.coding.topic_model.estimator import WordingClassifier
from compare.coding.topic_model.features import FEATURES, PLACES, context_features, open_provisions
from compare.coding.topic_model.runs import WORD_LENGTHS, CharacterRuns, dictionary
from compare.coding.topic_model.topics import (
    Prediction,
    TopicModel,
    accuracy,
    learning_curve,
    least_certain,
    leave_one_plan_out,
)
from compare.coding.topic_model.wording import (
    WordingFit,
    WordingModel,
    opening,
    plain,
    softmax,
    written_examples,
)
from compare.extract.words import cut_words, tokenizer
from compare.text.document import Document, parse_document
from compare.text.sources import Source
from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import topics

PLAN = """清河县法治政府建设实施方案
一、指导思想
坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻习近平法治思想。
二、依法有效化解社会矛盾纠纷
（一）加强行政复议工作。畅通行政复议渠道，依法受理行政复议案件。健全行政复议案件审理机制，加大公开听证审理力度。
责任单位：县司法局
（二）加强人民调解工作。健全乡镇、村人民调解组织网络。发展专职人民调解员队伍。
（三）改革信访工作制度。实行诉访分离，引导群众依法逐级走访。推行网上信访，限期办结。
责任单位：县信访局
三、严格规范公正文明执法
（一）落实行政执法公示制度。全面推行执法全过程记录，重大执法决定未经法制审核不得作出。
（二）加强行政执法人员资格管理。执法人员每年参加培训不少于60学时，未取得执法证件不得上岗。
"""
OTHER = """东山区法治政府建设实施方案
一、化解矛盾纠纷
（一）健全行政复议制度。提高行政复议办案质量，复议决定书在网上公开。
（二）规范信访工作。及时就地解决群众合理诉求，把涉法涉诉信访纳入法治轨道。
二、推进严格执法
（一）健全执法程序。落实行政执法公示制度，规范执法文书和案卷。
（二）加强执法队伍建设。严格执法证件管理，组织执法人员业务培训。
"""
TITLES = {
    "行政复议": "H2",
    "人民调解": "H4",
    "信访": "H6",
    "公示": "E2",
    "执法程序": "E2",
    "资格": "E7",
    "队伍": "E7",
}


def plan(text: str, doc_id: str = "qinghe") -> Document:
    return parse_document(Source(doc_id, f"{doc_id}.txt"), text)


def codes(document: Document) -> dict[str, str]:
    """Topics by measure: what a coder would give these small plans."""
    headings = {measure.measure_id: measure.heading for measure in document.measures}
    return {p.provision_id: p.structure or _by_title(headings[p.measure_id]) for p in document.provisions}


def _by_title(heading: str) -> str:
    return next(topic for words, topic in TITLES.items() if words in heading)


@pytest.fixture(scope="module")
def small() -> list[tuple[Document, dict[str, str]]]:
    return [(document, codes(document)) for document in (plan(PLAN), plan(OTHER, "dongshan"))]


@pytest.fixture(scope="module")
def trained(small: list[tuple[Document, dict[str, str]]]) -> TopicModel:
    """Without the written examples: a fit takes a moment."""
    return TopicModel(written=False).fit(small)


# Where the layout settles the topic, the model neither changes nor doubts it.


def test_topics_of_the_layout_stay(trained: TopicModel) -> None:
    document = plan(PLAN)
    settled = [p for p in document.provisions if p.structure]
    assert {p.structure for p in settled} == {"N0", "N2"}
    found = trained.predict(document)
    assert [found[p.provision_id] for p in settled] == [Prediction(p.structure, "", 1.0) for p in settled]


def test_background_is_told_by_the_layout_alone(written_model: TopicModel) -> None:
    # What reads like a preamble but stands in a measure is a measure's.
    told = "法治政府建设是全面依法治国的重点任务和主体工程，是国家治理现代化的重要支撑。"
    document = plan(PLAN.replace("畅通行政复议渠道", told + "畅通行政复议渠道"))
    inside = [p for p in document.provisions if p.text == told]
    found = written_model.predict(document)
    assert [p.structure for p in inside] == [""]
    assert found[inside[0].provision_id].topic != "N0"


def test_goals_stand_outside_measures_only(written_model: TopicModel) -> None:
    goal = "行政复议公信力显著增强，人民群众满意度明显提高，法治政府基本建成。"
    lead = "西湖区法治政府建设实施方案\n一、主要任务\n"
    topics_of = {}
    for place, text in (("before", f"{goal}\n（一）复议。依法受理。\n"), ("inside", f"（一）复议。{goal}\n")):
        document = plan(lead + text + "（二）其他。抓好落实。\n")
        (found,) = (p for p in document.provisions if p.text == goal)
        topics_of[place] = written_model.predict(document)[found.provision_id].topic
    assert topics_of["before"] == "N1"
    assert topics_of["inside"][0] != "N"


# A duty of another field of policy is said to be that, among such and among duties of the taxonomy.


@pytest.mark.parametrize(
    "sentence",
    [
        "引进龙头企业，培育壮大装备制造产业集群。",
        "扩建中心医院，增加住院床位和设备。",
        "改良水稻品种，推广机械化种植。",
    ],
)
@pytest.mark.parametrize(
    "others", ["依法受理行政复议案件。健全诉访分离制度。", "新建扩建农村公路。培育旅游业态。"]
)
def test_outside_the_taxonomy(sentence: str, others: str, written_model: TopicModel) -> None:
    document = plan(f"西湖区实施方案\n一、主要任务\n（一）任务。{others}{sentence}\n（二）其他。抓好落实。\n")
    (asked,) = (p for p in document.provisions if p.text == sentence)
    assert written_model.predict(document)[asked.provision_id].topic == "N3"


# A document's own mix of topics is weighed in: by more the more there is of it, and bars hold.


def test_own_mix_draws_to_what_the_document_is_about() -> None:
    clear, unclear = np.log([0.9, 0.05, 0.05]), np.log([0.4, 0.45, 0.15])
    everyone = np.ones(101, dtype=bool)
    small = with_own_mix(np.array([clear, unclear]), everyone[:2])[-1]
    large = with_own_mix(np.array([clear] * 100 + [unclear]), everyone)[-1]
    assert large[0] > small[0] > 0.4
    assert large.argmax() == 0
    np.testing.assert_allclose(with_own_mix(np.array([clear]), everyone[:1] & False), softmax(clear)[None])
    barred = with_own_mix(np.array([clear] * 20 + [[-np.inf, *unclear[1:]]]), everyone[:21])
    assert barred[-1, 0] == 0
    np.testing.assert_allclose(barred.sum(axis=1), 1)


# Every provision gets one topic of the taxonomy, in the order of the plan, with a score in 0-1.


def test_every_provision_has_a_prediction_in_order(trained: TopicModel) -> None:
    document = plan(PLAN)
    found = trained.predict(document)
    assert list(found) == [p.provision_id for p in document.provisions]
    assert {one.topic for one in found.values()} <= set(topics())
    assert all(0 <= one.score <= 1 for one in found.values())


# Wording seen under one topic is recognised in another plan, words changed.


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("依法审理行政复议案件，提高办案质量。", "H2"),
        ("完善网上信访制度，依法分类处理信访诉求。", "H6"),
        ("健全人民调解组织，发展人民调解员队伍。", "H4"),
        ("全面落实执法全过程记录和重大执法决定法制审核制度。", "E2"),
    ],
)
def test_topics_carry_over_to_another_plan(trained: TopicModel, sentence: str, topic: str) -> None:
    document = plan(
        f"西湖区法治政府建设实施方案\n一、主要任务\n（一）工作安排。{sentence}\n（二）其他。抓好落实。\n"
    )
    found = trained.predict(document)
    (provision,) = (p for p in document.provisions if p.text == sentence)
    assert found[provision.provision_id].topic == topic


# A sentence that says little of its topic takes that of its measure.


@pytest.mark.parametrize(("title", "topic"), [("加强行政复议工作", "H2"), ("改革信访工作制度", "H6")])
def test_surroundings_decide_where_the_wording_does_not(trained: TopicModel, title: str, topic: str) -> None:
    document = plan(
        f"西湖区法治政府建设实施方案\n一、主要任务\n（一）{title}。建立长效机制。\n（二）其他。抓好落实。\n"
    )
    found = trained.predict(document)
    (provision,) = (p for p in document.provisions if p.text == "建立长效机制。")
    assert found[provision.provision_id].topic == topic


# The same input gives the same output, score for score.


def test_two_fits_agree_exactly(small: list[tuple[Document, dict[str, str]]], trained: TopicModel) -> None:
    again = TopicModel(written=False).fit(small)
    assert again.weights.tolist() == trained.weights.tolist()
    assert again.predict(plan(PLAN)) == trained.predict(plan(PLAN))


# Without a single coded plan the written examples are enough to start with.


def test_written_examples_alone(written_model: TopicModel) -> None:
    document = plan(PLAN)
    found = written_model.predict(document)
    true = codes(document)
    open_ones = [p.provision_id for p in document.provisions if not p.structure]
    assert sum(found[key].topic == true[key] for key in open_ones) >= 0.8 * len(open_ones)


# The closed form "as if this plan had not been there" is ridge regression without that plan.


def test_without_a_group_is_the_model_fitted_without_it() -> None:
    texts = ["受理行政复议案件", "公开行政复议决定", "健全人民调解组织", "推行网上信访", "实行诉访分离"]
    known = ["H2", "H2", "H4", "H6", "H6"]
    fit = WordingFit(texts, known, [-1, -1, 0, 1, 0])
    rows = fit.model().rows.transform(texts).toarray()
    targets = np.array([[topic == one for topic in topics()] for one in known], dtype=float)
    for group, kept in ((0, [0, 1, 3]), (1, [0, 1, 2, 4]), (-1, [0, 1, 2, 3, 4])):
        one = fit.model(without=group)
        ridge = Ridge(alpha=0.5, fit_intercept=False).fit(rows[kept], targets[kept])
        np.testing.assert_allclose(one.weights, ridge.coef_.T, atol=1e-9)
        np.testing.assert_allclose(one.probabilities(texts), softmax(12 * ridge.predict(rows)), atol=1e-9)


def test_examples_of_no_plan_stand_first() -> None:
    with pytest.raises(ValueError, match="stand first"):
        WordingFit(["受理行政复议案件", "推行网上信访"], ["H2", "H6"], [0, -1])


# Runs of characters: the same numbers as scikit-learn's, faster.


@pytest.mark.parametrize("asked", [written_examples()[0][:50], ["", "办", "网上办理", "𠮷县abc"]])
def test_runs_weigh_as_in_scikit_learn(asked: list[str]) -> None:
    texts = [plain(text) for text in written_examples()[0]]
    settings = {"analyzer": "char", "ngram_range": (1, 3), "sublinear_tf": True, "min_df": 2}
    ours, theirs = CharacterRuns().fit(texts), TfidfVectorizer(**settings, lowercase=False).fit(texts)
    # Columns come in another order, on which the products between texts do not depend.
    for others in (asked, texts[:200]):
        found, expected = (runs.transform(others) @ runs.transform(asked).T for runs in (ours, theirs))
        np.testing.assert_allclose(found.toarray(), expected.toarray(), atol=1e-12)


def test_words_weigh_as_runs_that_a_dictionary_holds() -> None:
    texts = ["受理行政复议案件", "公开行政复议决定"]

    def words(text: str) -> list[str]:
        runs = (
            text[start : start + length] for length in (2, 3, 4) for start in range(len(text) - length + 1)
        )
        return [run for run in runs if run in dictionary()]

    assert words(texts[0]) == ["受理", "行政", "复议", "议案", "案件", "行政复议"]
    theirs = TfidfVectorizer(analyzer=words, sublinear_tf=True, min_df=2).fit(texts)
    ours = CharacterRuns(WORD_LENGTHS, dictionary()).fit(texts)
    asked = [*texts, "行政复议复议", "𠮷县行政"]
    found, expected = ((runs.transform(asked) @ runs.transform(asked).T).toarray() for runs in (ours, theirs))
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_no_text_has_no_runs() -> None:
    assert CharacterRuns().fit([]).transform([]).shape == (0, 0)
    assert CharacterRuns().fit(["复议", "信访"]).transform(["复议", ""]).nnz == 0


# Features: one log probability per place; what is missing says nothing (all topics alike).


def test_features_of_an_only_provision_hold_nothing_from_neighbours() -> None:
    document = plan("西湖区方案\n一、主要任务\n（一）行政复议。依法受理行政复议申请。\n")
    features = context_features(document, lambda texts: np.eye(len(topics()))[: len(texts)])
    assert features.shape == (len(open_provisions(document)), len(topics()), len(FEATURES))
    (row,) = (r for r, p in enumerate(open_provisions(document)) if not p.is_heading)
    alike = np.log(1 / len(topics()) + 0.003)
    for place in ("before", "after", "measure", "section"):
        np.testing.assert_allclose(features[row, :, PLACES.index(place)], alike)


def test_neighbours_are_those_of_the_same_measure() -> None:
    document = plan(PLAN)
    provisions = open_provisions(document)
    texts = [p.text for p in provisions]

    def judge(asked: list[str]) -> np.ndarray:
        """Every provision its own column, so that a feature names its source."""
        return np.eye(len(topics()))[[texts.index(text) if text in texts else 60 for text in asked]]

    before = context_features(document, judge)[:, :, PLACES.index("before")].argmax(axis=1)
    body = [row for row, p in enumerate(provisions) if not p.is_heading]
    pairs = [(a, b) for a, b in pairwise(body) if provisions[a].measure_id == provisions[b].measure_id]
    assert pairs
    assert all(before[later] == earlier for earlier, later in pairs)


# The weights lie where the gradient of the penalised likelihood is zero.


def test_weights_are_at_the_maximum() -> None:
    generator = np.random.default_rng(1)
    features = generator.normal(size=(60, 5, len(FEATURES)))
    known = features[:, :, 0].argmax(axis=1)
    weights = fit_weights(features, known)
    chances = softmax(features @ weights)
    slope = features[np.arange(60), known].sum(axis=0) - np.einsum("nt,ntf->f", chances, features)
    prior = np.array([1.0] + [0.0] * (len(FEATURES) - 1))
    np.testing.assert_allclose(slope - 2 * (weights - prior), 0, atol=1e-6)
    assert weights[0] == max(weights) > 1


def test_misleading_evidence_is_not_followed_off_the_map() -> None:
    # Most evidence is for a wrong topic. Whole steps by the curvature overshoot here and never come back.
    rows, known = np.arange(40), np.arange(40) % 5
    features = np.zeros((40, 5, len(FEATURES)))
    features[rows, (known + (rows >= 4)) % 5] = 10
    assert abs(fit_weights(features, known)).max() < 1


# Any text gives probabilities, and folding it never fails.


@cache
def _of_two_sentences() -> WordingModel:
    return WordingFit(["受理行政复议案件", "推行网上信访"], ["H2", "H6"], [-1, -1]).model()


@settings(max_examples=40)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_has_probabilities(texts: list[str]) -> None:
    found = _of_two_sentences().probabilities(texts)
    assert found.shape == (len(texts), len(topics()))
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert all(plain(text).startswith(opening(plain(text))) for text in texts)


# Full- and half-width signs are the same wording.


@pytest.mark.parametrize(
    ("one", "other"),
    [("压缩５０％，一次办成", "压缩50%,一次办成"), ("“互联网＋监管”", "“互联网+监管”")],
)
def test_width_makes_no_difference(one: str, other: str) -> None:
    assert plain(one) == plain(other)


# The least certain come first; equal scores keep the order of the plan.


def test_least_certain_first() -> None:
    scores = {"p1": 0.9, "p2": 0.4, "p3": 0.7, "p4": 0.4}
    predictions = {key: Prediction("A1", "", score) for key, score in scores.items()}
    assert least_certain(predictions, 3) == ["p2", "p4", "p3"]
    assert least_certain(predictions, 0) == []


# Scoring: headings and N codes are left out; a plan is never predicted by a model that saw it.


def test_accuracy_counts_measures_only() -> None:
    scored = pd.DataFrame(
        {
            "is_heading": [0, 0, 0, 0, 1, 0],
            "true": ["H2", "H2", "E2", "E7", "H2", "N1"],
            "predicted": ["H2", "H3", "E2", "A1", "A1", "A1"],
        }
    )
    assert accuracy(scored) == {"provisions": 4, "topic_accuracy": 0.5, "domain_accuracy": 0.75}


@pytest.fixture
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two dozen written examples, so that many fits stay quick."""
    chosen = [(text, code) for text, code in zip(*written_examples(), strict=True) if code in ("H2", "H6")][
        :24
    ]
    texts, known = [text for text, _ in chosen], [code for _, code in chosen]
    monkeypatch.setattr("compare.coding.topic_model.topics.written_examples", lambda: (texts, known))


@pytest.mark.usefixtures("few_examples")
def test_leave_one_plan_out_has_a_row_per_provision(
    small: list[tuple[Document, dict[str, str]]],
) -> None:
    scored = leave_one_plan_out(small)
    assert list(scored["provision_id"]) == [
        p.provision_id for document, _ in small for p in document.provisions
    ]
    assert (scored["fold"] == scored["doc_id"]).all()
    assert list(scored["true"]) == [topic for _, known in small for topic in known.values()]
    first = TopicModel().fit(small[1:]).predict(small[0][0])
    assert list(scored["predicted"][: len(first)]) == [one.topic for one in first.values()]


@pytest.mark.usefixtures("few_examples")
def test_learning_curve_has_a_row_per_setting_and_plan(
    small: list[tuple[Document, dict[str, str]]],
) -> None:
    curve = learning_curve(small)
    settings_seen = Counter(zip(curve["plans"], curve["written"], strict=True))
    assert settings_seen == {(0, 1): 2, (1, 1): 2, (1, 0): 2}
    assert curve[["topic_accuracy", "domain_accuracy"]].stack().between(0, 1).all()
    assert (curve["topic_accuracy"] <= curve["domain_accuracy"]).all()
    last = curve[(curve["plans"] == 1) & (curve["written"] == 1)].set_index("fold")["topic_accuracy"]
    for doc_id, scored in leave_one_plan_out(small).groupby("fold"):
        assert last[doc_id] == accuracy(scored)["topic_accuracy"]


# The written examples: every topic but N2 has them, none stands twice, each says its origin.


def test_written_examples_cover_the_taxonomy() -> None:
    rows = read_vocabulary("topic_examples")
    assert {row["topic"] for row in rows} == set(topics()) - {"N2"}
    assert min(Counter(row["topic"] for row in rows if row["kind"] == "provision").values()) >= 20
    assert {row["kind"] for row in rows} == {"provision", "title"}
    assert len({row["text"] for row in rows}) == len(rows)
    assert all("language model" in row["origin"] for row in rows)
    assert set(written_examples()[1]) == set(topics())


def test_no_written_example_is_a_sentence_of_a_coded_plan(documents: dict[str, Document]) -> None:
    printed = {p.text for document in documents.values() for p in document.provisions}
    rows = read_vocabulary("topic_examples")
    assert not printed & {row["text"] for row in rows if row["kind"] == "provision"}


# The lexicon: every word stays whole, none is there without need, and jieba itself learns none.


def test_every_word_of_the_lexicon_stays_whole() -> None:
    words = [row["word"] for row in read_vocabulary("lexicon")]
    assert len(words) == len(set(words)) >= 300
    assert [word for word in words if len(cut_words(word)) > 1] == []


def test_the_tokenizer_is_the_projects_own() -> None:
    import jieba

    assert tokenizer() is tokenizer()
    assert tokenizer() is not jieba.dt
    assert "重大执法决定法制审核" not in jieba.dt.FREQ


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("落实重大执法决定法制审核制度", ["落实", "重大执法决定法制审核", "制度"]),
        ("加强行政执法与刑事司法衔接", ["加强", "行政执法与刑事司法衔接"]),
        ("推行“互联网＋监管”", ["推行", "“", "互联网+监管", "”"]),
    ],
)
def test_terms_of_the_genre_are_one_word(text: str, words: list[str]) -> None:
    assert cut_words(text) == words


@given(st.text(max_size=60))
def test_cutting_loses_nothing(text: str) -> None:
    assert len("".join(cut_words(text))) == len(text)


# In scikit-learn's dress the wording model gives the same numbers, inside a pipeline too.


def test_the_estimator_is_the_wording_model() -> None:
    texts = ["受理行政复议案件", "公开行政复议决定", "健全人民调解组织", "发展人民调解员", "推行网上信访"]
    known = ["H2", "H2", "H4", "H4", "H6"]
    folded = Pipeline([("plain", FunctionTransformer(lambda rows: [plain(row) for row in rows]))])
    dressed = Pipeline([("plain", folded), ("wording", WordingClassifier())]).fit(texts, known)
    model = WordingFit(texts, known, [-1] * 5).model()
    np.testing.assert_allclose(dressed.predict_proba(texts), model.probabilities(texts), atol=1e-12)
    assert dressed.predict(texts).tolist()[:4] == known[:4]
    assert dressed.score(texts[:4], known[:4]) == 1
    assert list(dressed.classes_) == list(topics())
    again = clone(dressed)
    assert cross_val_score(again, texts[:4] * 2, known[:4] * 2, cv=2).shape == (2,)
