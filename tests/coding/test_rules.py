"""Rules for obligation, sanction and monitoring: what decides, and what only looks like it."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.growth import assert_linear

from compare.coding.clauses import folded, own_words, pattern, split_clauses, without_names
from compare.coding.rules import judge, monitoring_of, obligation_of, sanction_of
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.vocab.reading import read_vocabulary, values

ROWS = read_vocabulary("markers")
CODERS = {"obligation": obligation_of, "sanction": sanction_of, "monitoring": monitoring_of}
# What the examples of an obligation row come to; the other kinds are coded as the row says.
OBLIGATION_OF_ROW = {"lift": 2, "adverb": 2, "result": 1, "opener": 1, "0": 2}


def code(kind: str, sentence: str) -> int:
    return CODERS[kind](sentence)[0]


def expected_code(row: dict[str, str]) -> int:
    if row["kind"] == "obligation" and row["scope"] != "statement":
        return int(OBLIGATION_OF_ROW.get(row["code"], row["code"]))
    return int(row["code"])


def vocabulary_cases(column: str) -> list[tuple[str, str, int]]:
    return [(row["kind"], text, expected_code(row)) for row in ROWS for text in values(row[column])]


# Every row of the vocabulary codes its own examples, and not its counter-examples.


@pytest.mark.parametrize(("kind", "sentence", "expected"), vocabulary_cases("examples"))
def test_examples_of_each_row(kind: str, sentence: str, expected: int) -> None:
    assert code(kind, sentence) == expected


@pytest.mark.parametrize(("kind", "sentence", "refused"), vocabulary_cases("counter_examples"))
def test_counter_examples_of_each_row(kind: str, sentence: str, refused: int) -> None:
    assert code(kind, sentence) != refused


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["marker"][:12])
def test_each_row_has_examples_and_a_known_kind(row: dict[str, str]) -> None:
    assert values(row["examples"])
    assert row["kind"] in CODERS
    assert row["scope"] in {"", "name", "around", "title", "statement"}
    assert pattern(row["kind"], row["code"], row["scope"]).pattern != "(?!)"


OBLIGATION = [
    # A mandate or prohibition that governs the main clause, before or after a topic or condition.
    ("凡列入目录的公共资源交易事项，原则上必须纳入公共资源交易平台集中交易。", 3),
    ("行政决策事项未经合法性审查或者经审查不合法的，不得提交会议讨论。", 3),
    ("对专业性、技术性较强的决策事项，应当组织专家、专业机构进行论证。", 3),
    ("检察机关对在履行职责中发现的行政违法行为进行监督，行政机关应当积极配合。", 3),
    ("完善行政执法程序，严禁收费罚没收入同部门利益直接或变相挂钩。", 3),
    ("所有证明事项必须有法律法规或者国务院决定依据。", 3),
    ("行政执法人员每年参加业务培训不得少于60学时。", 3),
    ("不得发生因违法执法引发重大群体性事件的情形。", 3),
    ("推进法治政府建设必须坚持党的领导。", 3),
    ("决策应由集体讨论决定。", 3),
    # A marker in a condition, a relative clause, a quotation, a title, a name or a slogan.
    ("对依法应及时作出决策但久拖不决造成重大损失、恶劣影响的，严格追究法律责任。", 2),
    ("对应予追究责任的行政首长，不因其调离、辞职等情形而免于追究。", 2),
    ("进一步明确行政机关应当主动公开的内容和范围。", 2),
    ("坚持法无授权不可为、法定职责必须为。", 2),
    ("做到有件必备、有备必审、有错必纠。", 2),
    ("推进行政机关负责人出庭应诉工作，做到“应出庭尽出庭”。", 2),
    ("推动行政机关负责人带头学法，建立行政机关工作人员应知应会法律法规清单。", 2),
    ("把能不能遵守法律、依法办事作为考察干部的重要内容。", 2),
    ("健全突发事件应对征收、征用、救助、补偿制度。", 2),
    ("贯彻《关于党政机关不得干预司法活动的规定》。", 2),
    ("市场主体均可自愿进入负面清单以外的领域。", 2),
    # 坚决 with another verb than 防止 and 杜绝, and 严防, are plain directives.
    ("坚决纠正行政不作为、乱作为，坚决克服懒政、庸政、怠政。", 2),
    ("坚决守住不发生重特大食品药品安全事故的底线。", 2),
    ("严防“新官不理旧账”等行为。", 2),
    # Softened in every main verb; what follows tells the effect or the purpose.
    ("探索建立行政规范性文件合法性审查标准化制度，提高合法性审查质量。", 1),
    ("按照自治区、包头市的安排积极推进城市管理综合执法改革工作。", 1),
    ("在政务公开的过程中注重对群众反映意见建议的收集整理、整改落实和反馈。", 1),
    ("逐步推行计算机网络考试和颁证工作。", 1),
    ("县法治政府建设领导小组可以委托专业机构进行评估，作为推进法治政府建设的参考。", 1),
    ("鼓励和支持律师事务所参与公益法律服务。", 1),
    ("开展行政执法人员培训标准化体系建设试点工作。", 1),
    # One directive among softened verbs, or beside one, makes it a directive.
    ("支持和发展社会工作服务机构和志愿服务组织。", 2),
    ("积极推进智慧执法，加强信息化技术、装备的配置和应用。", 2),
    ("保障专家独立提供论证意见，探索实行专家信息公开机制。", 2),
    ("探索建立联动机制，不断提高执法水平。", 2),
    ("认真研究处理人大常委会组成人员提出的审议意见。", 2),
    ("丰富立法形式，注重解决实际问题。", 2),
    ("44.加强理论研究、典型示范和宣传引导。", 2),
    # A softener that waits for its verb governs the verb, whatever adverbials stand between.
    ("各地可以在统一样式基础上，参考外地做法，结合实际，完善有关文书。", 1),
    ("起草单位可以通过网站、报刊等方式，公布文件草案。", 1),
    ("鼓励有条件的地区，建立专门的审核队伍。", 1),
    ("各单位可以通过网站等方式，公布文件草案，健全反馈机制。", 2),
    ("探索柔性执法方式，健全配套制度。", 2),
    ("审核机构可以根据工作需要，采用多种方式进行审核，提高质量。", 1),
    ("监督机关可以调阅案卷。", 1),
    ("不符合要求的，可以退回，或者要求起草单位补充材料。", 1),
    ("起草单位可以通过网站、新闻发布会以及报刊、广播、电视等便于群众知晓的各种方式，公布草案。", 1),
    # What follows an adverbial of means is a directive as after any other.
    ("探索新的存储办法，借助技术手段对案卷进行集中管理。", 2),
    # However long the list between 凡 and 都, it is one rule.
    (
        "凡涉及重大公共利益，可能引发社会风险，直接关系当事人重大权益，需要经过听证程序，案情疑难复杂，"
        "涉及多个法律关系，影响多个部门或者跨越两个以上行政区域，在当地群众中反映强烈的，都要经过法制审核。",
        3,
    ),
    # What a thing is, means or matters is no duty; a duty beside it is one.
    ("录像是用摄像设备，连续记下办案经过的方式。", 0),
    ("高素质的队伍是制度取得实效的关键。", 0),
    ("认真听取各方意见，是科学决策的重要前提。", 0),
    ("2025年是落实规划的收官之年。", 0),
    ("本办法所称规范性文件，是指涉及公民权利义务的公文。", 0),
    ("听取意见是科学决策的前提，要拓宽参与渠道。", 2),
    ("听取意见是科学决策的前提，不得走过场。", 3),
    ("主要负责人是法治建设的第一责任人。", 2),
    ("重点检查程序是否符合法律规定的要求。", 2),
    # 要 lifts a softened verb.
    ("行政裁决机关要引导不服行政裁决的当事人依法维护自身合法权益。", 2),
]


@pytest.mark.parametrize(("sentence", "expected"), OBLIGATION)
def test_obligation(sentence: str, expected: int) -> None:
    assert obligation_of(sentence)[0] == expected


# A deadline or number lifts a softened verb and changes no other code.
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("探索建立首席法律顾问制度。", 2),
        ("健全法律顾问制度。", 2),
        ("应当健全法律顾问制度。", 3),
    ],
)
def test_a_time_or_number_lifts(sentence: str, expected: int) -> None:
    assert obligation_of(sentence, has_time_or_target=True)[0] == expected


SANCTION = [
    # A consequence for officials or regulated parties.
    ("对因合法性审查不扎实而引起重大风险的单位和个人，进行责任倒查和责任追究。", 1),
    ("对工作不力、问题较多的，要及时约谈、责令整改、通报批评。", 1),
    ("定期通报和曝光违法行政典型案例，分析原因、吸取教训、改进工作。", 1),
    ("未经执法资格考试合格，不得授予执法资格，不得从事执法活动。", 1),
    ("对妨碍行政机关正常工作秩序的违法行为，坚决依法处理。", 1),
    ("问题严重或违法违纪的，依法依纪严肃处理。", 1),
    ("将诚信记录作为干部任用和奖惩的重要依据。", 1),
    ("严格执行《公务员法》《行政机关公务员处分条例》。", 1),
    # Crackdowns, correction, gentle talks with firms and names are none.
    ("依法严厉打击利用突发事件哄抬物价、囤积居奇等行为。", 0),
    ("广泛运用说服教育、劝导示范、警示告诫、指导约谈等方式。", 0),
    ("严格执行罚没物品依法处理规定。", 0),
    ("问题食品核查处置率达到100%。", 0),
    ("取消职业资格许可和认定事项。", 0),
    ("落实惩治和预防腐败、防控廉政风险、防止利益冲突等要求。", 0),
    ("建立公职人员容错免责、干部澄清、党内关爱机制。", 0),
]


@pytest.mark.parametrize(("sentence", "expected"), SANCTION)
def test_sanction(sentence: str, expected: int) -> None:
    assert sanction_of(sentence)[0] == expected


MONITORING = [
    # A check on how a public body or an official performs.
    ("定期开展行政审批制度改革落实情况监督检查。", 1),
    ("将人民调解工作纳入政府的年度综合考核工作当中。", 1),
    ("依法推进决策后评估工作。", 1),
    ("加强对审计监督中发现问题的督促整改。", 1),
    ("政府相关部门定期向政协通报有关情况。", 1),
    ("区政府每年第一季度要向同级党委、人大常委会和上一级政府报告上一年度情况。", 1),
    ("推行“不打烊”“好差评”等机制，提高政务服务效能。", 1),
    ("测试考察结果作为任职的依据。", 1),
    ("围绕中心工作部署开展行政执法监督专项行动。", 1),
    # Firms, risks, events, general supervision and prohibited yardsticks are none.
    ("加强对食品生产企业的监督检查。", 0),
    ("完善社会稳定风险评估专家库，及时全面评估执法风险。", 0),
    ("加强突发事件监测预警、信息报告、应急响应、恢复重建、调查评估等机制建设。", 0),
    ("自觉接受纪检监察机关监督。", 0),
    ("推进投资领域行政执法监督，改善投资环境。", 0),
    ("加大备案审查力度。", 0),
    ("主动向党委报告法治政府建设中的重大问题。", 0),
    ("严禁将罚没收入同行政机关及其工作人员的考核、考评直接或者变相挂钩。", 0),
    ("落实《河北省行政执法证件和行政执法监督检查证件管理办法》。", 0),
]


@pytest.mark.parametrize(("sentence", "expected"), MONITORING)
def test_monitoring(sentence: str, expected: int) -> None:
    assert monitoring_of(sentence)[0] == expected


# Full- and half-width signs, spaces and a page mark inside the sentence change nothing.
@pytest.mark.parametrize(
    "sentence",
    [
        "未经合法性审查的，不得提交；对责任人通报批评。",
        "未经合法性审查的,不得提交;对责任人通报批评。",
        "未经合法性审查的， 不 得提\n交；对责任人通报批评。",
        "未经合法性审查的，不— 12 —得提交；对责任人通报— 13 —批评。",
    ],
)
def test_print_does_not_matter(sentence: str) -> None:
    assert judge(sentence).reasons == ("mandate: 不得", "sanction: 通报批评")


# The reasons name the words that decided, in the order of the codes.
def test_reasons() -> None:
    judged = judge("开展决策执行情况督察，对决策执行不力的，严肃问责。")
    assert judged.reasons == ("directive: 开展", "sanction: 问责", "monitoring: 督察")


CHINESE = st.text(
    alphabet="，。；：、“”《》（）的对应当不得凡均都要探索支持建立考核评估责任追究一1 \n—",
    max_size=60,
)
SENTENCES = st.lists(st.sampled_from([text for text, _ in OBLIGATION + SANCTION + MONITORING]), max_size=4)


@given(CHINESE | SENTENCES.map("".join) | st.text(max_size=80))
def test_judging_never_fails_and_says_why(text: str) -> None:
    judged = judge(text)
    assert judged.obligation in {0, 1, 2, 3}
    assert {judged.sanction, judged.monitoring} <= {0, 1}
    assert len(judged.reasons) == 1 + judged.sanction + judged.monitoring


@given(CHINESE)
def test_blanking_keeps_the_length(text: str) -> None:
    plain = folded(text)
    assert len(own_words(plain)) == len(plain)
    assert all(len(without_names(plain, kind)) == len(plain) for kind in CODERS)


@given(CHINESE | st.text(max_size=80))
def test_clauses_lie_in_order_inside_the_text(text: str) -> None:
    plain = folded(text)
    clauses = split_clauses(plain)
    assert all(plain[clause.start : clause.end] == clause.text != "" for clause in clauses)
    assert all(one.end < other.start for one, other in pairwise(clauses))


# Only softened provisions depend on a time or a number, and these only upwards; a statement binds nobody.
@given(CHINESE | SENTENCES.map("".join))
def test_a_time_or_number_never_weakens(text: str) -> None:
    without, with_time = obligation_of(text)[0], obligation_of(text, has_time_or_target=True)[0]
    assert with_time == (max(without, 2) if without else 0)


# A line of 100 KB asks for work in proportion to its length.
@pytest.mark.parametrize(
    "unit",
    ["应当公开的", "公布必须公开的事项", "探索，", "凡", "《", "落实《", "情况作为", "好", "不力"],
)
def test_long_lines_take_linear_work(unit: str) -> None:
    assert_linear(lambda length: judge(unit * (length // len(unit))), 100_000)


# The rules agree with the coded plans; only provisions with a duty are judged by rules.


def coded(plan: str) -> list[dict[str, str]]:
    path = Path(__file__).parents[2] / "data" / "coding" / "llm-adjudicated" / f"{plan}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["obligation"] != "0"]


@pytest.mark.parametrize("plan", ["kunqu", "dadukou", "mentougou", "chengde", "biyang"])
@pytest.mark.parametrize("field", list(CODERS))
def test_agreement_with_coded_plans(plan: str, field: str) -> None:
    agreed = []
    for row in coded(plan):
        bound = bool(find_times(row["text"]) or find_targets(row["text"]))
        agreed.append(getattr(judge(row["text"], bound), field) == int(row[field]))
    assert sum(agreed) / len(agreed) >= 0.97
