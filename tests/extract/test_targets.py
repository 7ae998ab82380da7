"""Quantified targets: what counts as one, its exact value, and what is none."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.growth import assert_linear

from compare.extract.indicators import match_indicator, name_indicator, time_indicator
from compare.extract.numerals import parse_number
from compare.extract.targets import Target, find_targets
from compare.extract.times import find_times
from compare.text.folding import fold
from compare.vocab.reading import read_vocabulary, values


def summary(target: Target) -> str:
    """Printed words, then comparator, value, unit and recurrence: 不少于4次 >= 4 次 P1Y."""
    return f"{target.text} {target.comparator} {target.value:g} {target.unit} {target.per}".rstrip()


def found(text: str) -> list[str]:
    return [summary(target) for target in find_targets(text)]


TARGETS = [
    # the comparator stands before the number, and the recurrence before both
    ("确保每人每年接受不少于60学时的业务知识和法律法规培训。", ["不少于60学时 >= 60 学时 P1Y"]),
    ("其中年报公示信息抽查比例不低于3%；", ["不低于3% >= 3 %"]),
    ("网上可办率大于90%，社会满意度超过90分。", ["大于90% > 90 %", "超过90分 > 90 分"]),
    ("对同一企业的行政检查每年不超过1次。", ["不超过1次 <= 1 次 P1Y"]),
    ("行政诉讼败诉率低于10%，复议后起诉率不高于15%。", ["低于10% < 10 %", "不高于15% <= 15 %"]),
    ("学法用法考试合格率≥95%。", ["≥95% >= 95 %"]),
    # it stands behind the number, with or without （含） and 及; both at once is one target
    ("讲座两期以上，配备2名及以上法律顾问。", ["两期以上 >= 2 期", "2名及以上 >= 2 名"]),
    ("行政复议纠错率控制在10%以内。", ["10%以内 <= 10 %"]),
    ("参训率不低于90%以上。", ["不低于90%以上 >= 90 %"]),
    # a verb may stand between 至少 and the number, a noun phrase between 不少于 and the share
    ("区政府每年至少举办一期领导干部法治专题培训班。", ["至少举办一期 >= 1 期 P1Y"]),
    (
        "法制审核人员原则上不少于本单位执法人员总数的5%。",
        ["不少于本单位执法人员总数的5% >= 5 %"],
    ),
    ("每个单位每年至少报送2篇案例、4条信息。", ["至少报送2篇 >= 2 篇 P1Y", "4条 >= 4 条 P1Y"]),
    (
        "对认定的基地分别最高给予50万元、30万元、20万元奖励。",
        ["最高给予50万元 <= 500000 元", "30万元 <= 300000 元", "20万元 <= 200000 元"],
    ),
    ("补助5000元以上（不含）。", ["5000元以上（不含） > 5000 元"]),
    ("纠错率控制在10%以内（不含10%）。", ["10%以内（不含10%） < 10 %"]),
    # what a number counts may stand between it and 以上
    ("新增小学80个班以上，建设保障房100套房以上。", ["80个班以上 >= 80 个班", "100套房以上 >= 100 套"]),
    # 项目前期 is no 目前
    ("加大项目前期力度，区财政安排4000万元前期费。", ["4000万元 = 4e+07 元"]),
    # a plain number is =, also after 达到; 百分之百 and full-width digits are 100
    ("依申请公开政府信息的答复率达到100%。", ["100% = 100 %"]),
    ("电子印章100%备案管理。", ["100% = 100 %"]),
    ("法制审核率达到百分之百。", ["百分之百 = 100 %"]),
    ("重大合同审查率要达到１００％。", ["１００％ = 100 %"]),
    ("100个高频事项实现“最多跑一次”。", ["100个 = 100 个"]),
    ("打造3个示范乡镇，培育十个示范项目。", ["3个 = 3 个", "十个 = 10 个"]),
    # 万 and 亿 are multiplied into the value; shares become percentages
    ("每年普法受众20万人次以上。", ["20万人次以上 >= 200000 人次 P1Y"]),
    ("安排法治宣传教育经费1.5亿元。", ["1.5亿元 = 1.5e+08 元"]),
    ("发放宣传资料不少于1,000份。", ["不少于1,000份 >= 1000 份"]),
    ("利害关系人不少于三分之一。", ["不少于三分之一 >= 33.3333 %"]),
    ("应占三分之二以上。", ["三分之二以上 >= 66.6667 %"]),
    ("按1/3的比例对执法人员轮训。", ["1/3 = 33.3333 %"]),
    ("八成以上的行政争议得到实质性化解，办结率超九成五。", ["八成以上 >= 80 %", "超九成五 > 95 %"]),
    ("应当有半数以上组成人员出席。", ["半数以上 >= 50 %"]),
    ("事件发生率控制在5‰以内。", ["5‰以内 <= 5 ‰"]),
    ("败诉率下降2个百分点。", ["2个百分点 = 2 百分点"]),
    # a range is two targets on one span; a list with 分别 is one for each number
    ("每年抽取3—5份案卷。", ["3—5份 >= 3 份 P1Y", "3—5份 <= 5 份 P1Y"]),
    ("抽查比例控制在3%-5%。", ["3%-5% >= 3 %", "3%-5% <= 5 %"]),
    ("每年组织旁听庭审一至两次。", ["一至两次 >= 1 次 P1Y", "一至两次 <= 2 次 P1Y"]),
    (
        "为村、乡镇、行业、县级调解组织分别配备1、2、3、5名以上专职人民调解员。",
        ["1 >= 1 名", "2 >= 2 名", "3 >= 3 名", "5名以上 >= 5 名"],
    ),
    ("网上可办率分别不低于95%、90%。", ["不低于95% >= 95 %", "90% >= 90 %"]),
    ("办结率、满意率分别达到100%和95%以上。", ["100% = 100 %", "95%以上 >= 95 %"]),
    # 一 counts with a comparator or a recurrence
    ("县政府每年年初听取一次工作汇报。", ["一次 = 1 次 P1Y"]),
    ("实行两年一次审查。", ["一次 = 1 次 P2Y"]),
    # training in days and hours is a target
    ("执法人员每年集中脱产培训不少于5天。", ["不少于5天 >= 5 天 P1Y"]),
    ("每年参加集中培训的时间不得少于40个小时。", ["不得少于40个小时 >= 40 小时 P1Y"]),
    # who must take part is a duty, although it reads like a condition
    ("审查行政复议案件由2名以上行政复议人员参加。", ["2名以上 >= 2 名"]),
    # white space inside a number does not hide it
    ("每年不少于 60\n学时的培训。", ["不少于 60\n学时 >= 60 学时 P1Y"]),
    # 50% of a goal, not where it starts from
    ("网上办理率由60%提高到85%。", ["85% = 85 %"]),
]


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_targets(text: str, expected: list[str]) -> None:
    assert found(text) == expected


REAL_FRAMES = [
    # one verb for a list; what is counted stands before or behind
    ("选拔50名中层干部、80名青年骨干。", ["50名 = 50 名", "80名 = 80 名"]),
    ("培育5家省级平台，30家市级平台，60家示范企业。", ["5家 = 5 家", "30家 = 30 家", "60家 = 60 家"]),
    ("五年内服务企业3000家，转化专利200项。", ["3000家 = 3000 家", "200项 = 200 项"]),
    ("面向2万名企业管理人员开展培训。", ["2万名 = 20000 名"]),
    ("推动全市200家企业上云。", ["200家 = 200 家"]),
    ("每村配备1名法律顾问、2名调解员。", ["1名 = 1 名", "2名 = 2 名"]),
    ("打造三个现代物流集聚区，形成两条产业链。", ["三个 = 3 个", "两条 = 2 条"]),
    # ceilings, and levels to reach or pass
    ("单个项目补助最高50万元。", ["最高50万元 <= 500000 元"]),
    ("补助不超过设备投资额20%、最高200万元。", ["不超过设备投资额20% <= 20 %", "最高200万元 <= 2e+06 元"]),
    ("补贴每人每年只享受一次。", ["只享受一次 <= 1 次 P1Y"]),
    ("合格率达到或超过92%，满意率超过或达到90%。", ["达到或超过92% >= 92 %", "超过或达到90% >= 90 %"]),
    ("产值突破800亿元。", ["突破800亿元 >= 8e+10 元"]),
    ("满意率95％以上（含95％）。", ["95％以上（含95％） >= 95 %"]),
    ("每县至少有1所150张床位以上的康养机构。", ["至少有1所 >= 1 所", "150张床位以上 >= 150 张"]),
    # where a change starts is no target
    ("低保标准提高至每月900元。", ["900元 = 900 元 P1M"]),
    ("将收入线由人均可支配收入8000元以下提高到12000元以下。", ["12000元以下 <= 12000 元"]),
    ("网上办理率从65%提高到95%以上。", ["95%以上 >= 95 %"]),
    ("升级现有15个调解室，新建8个调解室。", ["8个 = 8 个"]),
    ("按照400户左右配备1名网格员的标准。", ["1名 = 1 名"]),
    # figures and units
    ("8成以上事项网上办，1OO%完成整改。", ["8成以上 >= 80 %", "1OO% = 100 %"]),
    ("城镇新增就业人数18万以上。", ["18万以上 >= 180000"]),
    ("改造约40间调解室，推出8款以上文创产品。", ["40间 = 40 间", "8款以上 >= 8 款"]),
    ("人均预期寿命超过80岁，65岁以上老人健康管理率达到70%。", ["超过80岁 > 80 岁", "70% = 70 %"]),
    ("每2～3年参加一次集中培训。", ["一次 = 1 次 P3Y"]),
    # a goal in quotation marks; a goal told with a word for achievements
    ("实现“引进人才达到300名，满意率达到90%”的目标。", ["300名 = 300 名", "90% = 90 %"]),
    ("2026年底前，共建成60个标准化站点。", ["60个 = 60 个"]),
    ("到2027年底，累计完成60个站点建设。", ["60个 = 60 个"]),
    ("2022年至2025年，共募集善款3亿元以上。", ["3亿元以上 >= 3e+08 元"]),
]


@pytest.mark.parametrize(("text", "expected"), REAL_FRAMES)
def test_targets_in_the_frames_of_real_plans(text: str, expected: list[str]) -> None:
    assert [line.replace("  ", " ") for line in found(text)] == expected


RECURRENCES = [
    # 每年 holds along the clauses of a sentence, until another recurrence or a term
    (
        "区政府每年安排常务会会前学法不少于4次，举办讲座不少于2次，举办专题班不少于2期；",
        ["P1Y", "P1Y", "P1Y"],
    ),
    ("领导班子每年举办2期以上讲座，部门负责人任期内至少接受1次培训。", ["P1Y", ""]),
    ("法律顾问每月服务不少于1次、每季度至少举办一次讲座。", ["P1M", "P3M"]),
    ("每年开展两次评查，每次抽查案卷不少于30份。", ["P1Y", ""]),
    ("每年举办2期讲座。配备2名以上法律顾问。", ["P1Y", ""]),
    ("公职律师年均增长10%以上，2025年达到300名。", ["P1Y", ""]),
    # a rate in a later clause is a standing one
    ("每年组织培训2次，合格率达到95%以上。", ["P1Y", ""]),
    # behind the number
    ("学法时间不少于40学时/年，讲座4次/季度。", ["P1Y", "P3M"]),
]


@pytest.mark.parametrize(("text", "periods"), RECURRENCES)
def test_recurrence_that_a_target_holds_for(text: str, periods: list[str]) -> None:
    assert [target.per for target in find_targets(text)] == periods


NO_TARGETS = [
    # slogans, names and what stands in titles or quotation marks
    "深入开展行政执法“三项制度”，落实“双随机、一公开”监管。",
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "坚持三个代表重要思想，统筹推进五位一体总体布局。",
    "推行一件事一次办、一网通办、最多跑一次，实行一次性告知。",
    "《关于深化改革的通知》明确的523项涉企经营许可事项全部实行分类改革。",
    "构建“1个中心+5个站+N个点”公共法律服务网络，完善6+4工作体系。",
    # the indefinite article
    "制定一个方案、建立一张清单、组建一支队伍、打造一批精品案例。",
    # ordinals, levels, hotlines, document numbers
    "落实第一责任人职责，完善三级政务服务体系和四级联动机制。",
    "依托12345热线和12348公共法律服务热线提供7×24小时服务。",
    "贯彻〔2015〕36号文件和第12条规定。",
    # time limits are times
    "自受理之日起20个工作日内办结，公示不少于5天，24小时内举行新闻发布会。",
    "规范性文件有效期不超过5年，征求意见不少于7个工作日。",
    # conditions
    "对涉及两个以上部门的事项，由同级人民政府协调。",
    "两个以上行政机关联合制定的规范性文件，由主办机关报送备案。",
    "一年内发生2起以上行政败诉案件的，取消评优资格。",
    "出庭应诉率低于80%的，予以通报批评。",
    "对得分不足80分的单位进行约谈。",
    "对公民处以1万元以上罚款的决定应当听证。",
    # facts of the past
    "2020年，全区共办理行政复议案件120件，办结率达到了98%。",
    "五年来，我区累计培训行政执法人员3000人次，覆盖率已达到100%。",
    # counts of what there is, scales, ranks, denominators
    "在市场监管、生态环境、文化市场等5个领域推进综合行政执法改革。",
    "全市12个县（市、区）全面完成改革任务。",
    "满分为100分，排名前三名的单位予以表彰。",
    "每5000人、每300—500户划为一个网格。",
    # what there is, what was done, who is meant
    "全县现有行政村120个，司法所12个。",
    "2022年，全市共完成60个站点建设。",
    "为65岁以上老年人和16至24岁青年提供服务。",
    "在二类以上城市推广。",
    # numerals inside words
    "统一场所标准，十四五期间推进智慧城市二期工程，一成不变。",
    "",
]


@pytest.mark.parametrize("text", NO_TARGETS)
def test_no_target(text: str) -> None:
    assert found(text) == []


NAMES = [
    # a share has its name before it, a count behind it
    ("对符合条件的依申请公开政府信息的答复率应达100%。", "符合条件的依申请公开政府信息的答复率"),
    ("区政府每年安排常务会会前学法不少于4次", "常务会会前学法"),
    ("每年应当举办2期以上法治专题讲座", "法治专题讲座"),
    ("行政执法人员每年法律知识培训不少于24学时", "行政执法人员法律知识培训"),
    # what stands behind a share may say what holds of so many
    ("涉企服务事项实现100%全流程网办。", "涉企服务事项全流程网办"),
    ("持证上岗制度在各执法队伍100%覆盖。", "持证上岗制度在各执法队伍覆盖"),
    ("按照执法人员的5%标准配备法制审核人员。", "执法人员…法制审核人员"),
    ("普法知晓率达到80%以上并逐年提高。", "普法知晓率"),
    # a rate alone does not say of what
    ("做好司法建议落实工作，反馈率达到100%。", "做好司法建议落实工作…反馈率"),
    # where the clause says nothing, the one before does
    ("县政府常务会议会前学法，每年不少于4次", "县政府常务会议会前学法"),
    ("80%以上实现“一窗”分类受理", "“一窗”分类受理"),
    ("分别配备1、2、3名以上专职人民调解员", "专职人民调解员"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_indicator_in_the_words_of_the_plan(text: str, name: str) -> None:
    assert {target.indicator for target in find_targets(text)} == {name}


def test_items_of_one_clause_have_their_own_indicators() -> None:
    text = "培育法治文化阵地50个、民主法治示范村200个。"
    assert [target.indicator_id for target in find_targets(text)] == [
        "law_culture_sites",
        "model_villages",
    ]


def test_indicator_of_a_time() -> None:
    text = "政府每年第一季度要向同级党委报告上一年度法治政府建设情况。"
    assert match_indicator(text, 2, 8, "date") == "annual_report"
    assert match_indicator(text, 2, 8, "学时") == ""


NUMBERS = [
    ("60", 60),
    ("1.2万", 12_000),
    ("1,000", 1_000),
    ("十二", 12),
    ("两", 2),
    ("一百零五", 105),
    ("二千三百", 2_300),
    ("三万五千", 35_000),
    ("五点五", 5.5),
    # runs of digits are years or names, 百 alone is a manner of speaking
    ("十四五", None),
    ("二零二五", None),
    ("百", None),
]


@pytest.mark.parametrize(("printed", "value"), NUMBERS)
def test_numbers(printed: str, value: float | None) -> None:
    assert parse_number(printed) == value


# Vocabulary: each row's own examples are its tests.


@pytest.mark.parametrize("row", read_vocabulary("units"), ids=lambda row: row["unit"])
def test_units(row: dict[str, str]) -> None:
    assert row["examples"]
    for text in values(row["examples"]):
        assert row["unit"] in {target.unit for target in find_targets(text)}, text
    for text in values(row["counter_examples"]):
        assert row["unit"] not in {target.unit for target in find_targets(text)}, text


@pytest.mark.parametrize("row", read_vocabulary("comparators"), ids=lambda row: row["pattern"])
def test_comparators(row: dict[str, str]) -> None:
    assert row["examples"]
    for text in values(row["examples"]):
        assert row["comparator"] in {target.comparator for target in find_targets(text)}, text
    for text in values(row["counter_examples"]):
        assert row["comparator"] not in {target.comparator for target in find_targets(text)}, text


@pytest.mark.parametrize(
    "row",
    [row for row in read_vocabulary("target_context") if row["kind"] != "period"],
    ids=lambda row: row["kind"] + row["note"],
)
def test_context(row: dict[str, str]) -> None:
    duty = row["kind"] in ("duty", "duty_after", "make", "training", "future", "quoted", "done")
    assert row["examples"]
    for text in values(row["examples"]):
        assert bool(find_targets(text)) is duty, text
    for text in values(row["counter_examples"]):
        assert bool(find_targets(text)) is not duty, text


@pytest.mark.parametrize(
    "row",
    [row for row in read_vocabulary("target_context") if row["kind"] == "period"],
    ids=lambda row: row["value"] or "ends",
)
def test_periods(row: dict[str, str]) -> None:
    expected = re.compile(row["value"].replace("{n}", r"(?!1\D)\d+") or "")
    for text in values(row["examples"]):
        targets = find_targets(text)
        assert targets, text
        assert all(expected.fullmatch(target.per) for target in targets), text
    for text in values(row["counter_examples"]):
        assert not any(expected.fullmatch(target.per) for target in find_targets(text)), text


@pytest.mark.parametrize("row", read_vocabulary("indicators"), ids=lambda row: row["indicator_id"])
def test_indicators(row: dict[str, str]) -> None:
    assert row["better"] in ("higher", "lower", "earlier")
    assert row["bound"] in ("", "least", "most")
    assert not [name for name, value in row.items() if not value and name != "bound"]
    for text in values(row["examples"]):
        assert row["indicator_id"] in _indicators(text), text
    for text in values(row["counter_examples"]):
        assert row["indicator_id"] not in _indicators(text), text


def _indicators(text: str) -> set[str]:
    """Ids of the targets and of the times in a text."""
    targets = {target.indicator_id for target in find_targets(text)}
    return targets | {time_indicator(text, time) for time in find_times(text, 2021)}


@pytest.mark.parametrize("row", read_vocabulary("indicator_names"), ids=lambda row: row["kind"])
def test_indicator_names(row: dict[str, str]) -> None:
    for example in values(row["examples"]):
        text, name = example.split("→")
        assert [target.indicator for target in find_targets(text)] == [name]


def test_indicator_ids_are_unique() -> None:
    ids = [row["indicator_id"] for row in read_vocabulary("indicators")]
    assert len(ids) == len(set(ids))


# Properties that hold for whatever is put in.

PIECES = st.sampled_from(
    [
        *"，。；、（）“”《》 \n0123456789％%一二三十百万亿每年不少于以上至到第半",
        *("不低于", "至少", "3—5次", "1、2、3名", "分别", "三分之一", "八成", "每两年", "20万人次"),
        *(
            "开展",
            "培训",
            "学时",
            "个",
            "名",
            "次",
            "期",
            "已",
            "了",
            "的",
            "1,000",
            "1/3",
            "百分之",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


@given(TEXTS)
def test_spans_hold_their_text_and_are_in_order(text: str) -> None:
    targets = find_targets(text)
    for target in targets:
        assert 0 <= target.start < target.end <= len(text)
        assert text[target.start : target.end] == target.text
        assert target.comparator in (">=", ">", "<=", "<", "=")
        assert target.value >= 0
    for before, after in pairwise(targets):
        same = (before.start, before.end) == (after.start, after.end)
        assert same or before.end <= after.start


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.integers(1, 9999), st.sampled_from(["学时", "次", "名", "%"]))
def test_full_width_digits_are_equal(number: int, unit: str) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    plain, printed = (find_targets(f"每年不少于{digits}{unit}。") for digits in (str(number), wide))
    assert [target.value for target in plain] == [number]
    assert [target.value for target in printed] == [number]


@given(TEXTS, st.integers(0, 90), st.integers(0, 90))
def test_names_are_made_of_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert set(name_indicator(text, start, end, "event")) <= set(text)


@pytest.mark.parametrize("piece", ["一", "1,111", "1、", "每年1次", "“", "不少于", "20万人次以上，", " "])
def test_long_lines_take_linear_work(piece: str) -> None:
    assert_linear(lambda length: find_targets(piece * (length // len(piece))), 30_000)
