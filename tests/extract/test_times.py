"""Time expressions: deadlines, dates, recurrences and durations, and what is none of these."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.moments import moment_at, moments, ranges
from compare.extract.times import Time, find_times
from compare.vocab.reading import read_vocabulary, values


def summary(time: Time) -> tuple[str, str]:
    """The printed words and what they mean, on one line: kind, bound, dates, period."""
    dates = f"{time.date_start}..{time.date_end}" if time.date_start or time.date_end else ""
    unit = f"{time.period} workdays" if time.workdays else time.period
    parts = (time.kind, time.bound, dates, time.granularity, unit)
    return time.text, " ".join(part for part in parts if part)


def found(text: str, plan_year: int | None = None) -> list[tuple[str, str]]:
    return [summary(time) for time in find_times(text, plan_year)]


DEADLINES = [
    # 底, 末 and 前 name the last day; the span takes in 到, 截至 and 不迟于 but not 于 and 在
    ("2018年年底前落实环保垂直管理制度。", "2018年年底前", "..2018-12-31 year"),
    ("2018年底前，各部门要推行网上办理制度。", "2018年底前", "..2018-12-31 year"),
    ("于2019年年底前建立起执法监督网络平台。", "2019年年底前", "..2019-12-31 year"),
    ("2018年12月底前完成。", "2018年12月底前", "..2018-12-31 month"),
    # a bare month after a label of completion
    ("完成时间：2022年12月。", "2022年12月", "..2022-12-31 month"),
    ("2018年12月31日前完成。", "2018年12月31日前", "..2018-12-31 day"),
    ("2025年12月底之前完成。", "2025年12月底之前", "..2025-12-31 month"),
    ("2023年12月末完成改革。", "2023年12月末", "..2023-12-31 month"),
    ("到2025年，政府行为全面纳入法治轨道。", "到2025年", "..2025-12-31 year"),
    ("力争到2025年实现全覆盖。", "到2025年", "..2025-12-31 year"),
    ("截至2025年底，全部完成。", "截至2025年底", "..2025-12-31 year"),
    ("不迟于2023年9月30日完成系统对接。", "不迟于2023年9月30日", "..2023-09-30 day"),
    ("到2022年上半年，全部完成梳理。", "到2022年上半年", "..2022-06-30 half"),
    ("2018年第三季度前完成承接。", "2018年第三季度前", "..2018-09-30 quarter"),
    ("2017年上半年前完成。", "2017年上半年前", "..2017-06-30 half"),
    # an end of the year is a deadline without 前 too
    ("2022年年底健全完善相关配套制度机制。", "2022年年底", "..2022-12-31 year"),
    ("确保2022年底达标率达到100%。", "2022年底", "..2022-12-31 year"),
    ("2023年内完成规范化建设。", "2023年内", "..2023-12-31 year"),
    # 前 of a bare year or month: before it begins; of an end or a single day: the day itself
    ("2024年前实现全城通办、就近能办。", "2024年前", "..2023-12-31 year"),
    ("2025年以前达到示范标准。", "2025年以前", "..2024-12-31 year"),
    ("2025年之前实现全覆盖。", "2025年之前", "..2024-12-31 year"),
    ("2025年底以前全面完成。", "2025年底以前", "..2025-12-31 year"),
    ("2017年6月前全部公布责任清单。", "2017年6月前", "..2017-05-31 month"),
    ("2017年1月前全部公布。", "2017年1月前", "..2016-12-31 month"),
    ("2017年6月底前公布。", "2017年6月底前", "..2017-06-30 month"),
    ("2017年6月30日前完成自查。", "2017年6月30日前", "..2017-06-30 day"),
    # thirds of a month; the end of February
    ("2017年6月上旬前报送。", "2017年6月上旬前", "..2017-06-10 day"),
    ("2017年6月中旬前报送。", "2017年6月中旬前", "..2017-06-20 day"),
    ("2017年6月下旬前报送。", "2017年6月下旬前", "..2017-06-30 day"),
    ("2024年2月底前报送。", "2024年2月底前", "..2024-02-29 month"),
    ("2023年2月底前报送。", "2023年2月底前", "..2023-02-28 month"),
    # spaces, full-width and Chinese digits
    ("2025 年 12 月底前，完成总结评估。", "2025 年 12 月底前", "..2025-12-31 month"),
    ("２０１９年底前建成平台。", "２０１９年底前", "..2019-12-31 year"),
    ("二〇二五年底前基本形成。", "二〇二五年底前", "..2025-12-31 year"),
    ("到二○三五年，基本建成法治政府。", "到二○三五年", "..2035-12-31 year"),
    ("二〇二三年十二月三十一日前完成。", "二〇二三年十二月三十一日前", "..2023-12-31 day"),
    # no year given: it stays open
    ("6月底前完成清理工作。", "6月底前", "..XXXX-06-30 month"),
    ("年底前实现全覆盖。", "年底前", "..XXXX-12-31 year"),
    ("今年年底前完成续聘工作。", "今年年底前", "..XXXX-12-31 year"),
    ("各单位于12月31日前报送总结。", "12月31日前", "..XXXX-12-31 day"),
    ("次年1月31日前向社会公开。", "次年1月31日前", "..XXXX-01-31 day"),
]

DATES = [
    # a bare date at which a duty falls due: its first and last day
    ("2017年年初编制完成并公布权责清单。", "2017年年初", "at 2017-01-01..2017-03-31 quarter"),
    ("2017年上半年，完成轮训。", "2017年上半年", "at 2017-01-01..2017-06-30 half"),
    ("2018年三季度启动试点。", "2018年三季度", "at 2018-07-01..2018-09-30 quarter"),
    ("2020年10月，组织开展中期评估。", "2020年10月", "at 2020-10-01..2020-10-31 month"),
    ("2020年10月15日召开推进会。", "2020年10月15日", "at 2020-10-15..2020-10-15 day"),
    ("2025年，出庭应诉率达到90%以上。", "2025年", "at 2025-01-01..2025-12-31 year"),
    ("于2023年开展中期评估。", "2023年", "at 2023-01-01..2023-12-31 year"),
    ("2023年全面推开。", "2023年", "at 2023-01-01..2023-12-31 year"),
    ("第三季度组织案卷评查。", "第三季度", "at XXXX-07-01..XXXX-09-30 quarter"),
    ("上半年完成督察。", "上半年", "at XXXX-01-01..XXXX-06-30 half"),
    # ranges, also of a stage in brackets and of a column
    ("2021年至2025年，逐项落实。", "2021年至2025年", "at 2021-01-01..2025-12-31 year"),
    ("2021—2025年期间逐项落实。", "2021—2025年", "at 2021-01-01..2025-12-31 year"),
    ("动员部署阶段（2022年3月—4月）。", "2022年3月—4月", "at 2022-03-01..2022-04-30 month"),
    (
        "第一阶段：宣传发动，制定方案（2022年7月18日至 2022年7月25日）。",
        "2022年7月18日至 2022年7月25日",
        "at 2022-07-18..2022-07-25 day",
    ),
    ("宣传发动（2022年3月1日—15日）。", "2022年3月1日—15日", "at 2022-03-01..2022-03-15 day"),
    ("5月1至7日集中开展整治。", "5月1至7日", "at XXXX-05-01..XXXX-05-07 day"),
    # a start without an end
    ("从2022年起，纳入考核。", "从2022年起", "from 2022-01-01.. year"),
    ("自2021年1月1日起实行。", "自2021年1月1日起", "from 2021-01-01.. day"),
    ("2021年开始，每村配备顾问。", "2021年开始", "from 2021-01-01.. year"),
]

RECURRENCES = [
    ("政府领导班子每年应当举办两期以上法治专题讲座。", "每年", "P1Y"),
    ("每年度好评率达90%以上。", "每年度", "P1Y"),
    ("确保每人每年接受不少于60学时的培训。", "每年", "P1Y"),
    ("每半年通报一次行政应诉情况。", "每半年", "P6M"),
    ("每季度召开一次联席会议。", "每季度", "P3M"),
    ("每月调度一次。", "每月", "P1M"),
    ("每周巡查一次。", "每周", "P1W"),
    ("每天报告。", "每天", "P1D"),
    ("每两年对规范性文件进行全面清理。", "每两年", "P2Y"),
    ("每隔２年清理一次。", "每隔２年", "P2Y"),
    ("每三年、", "每三年", "P3Y"),
    ("每五年复核一次。", "每五年", "P5Y"),
    ("按季度通报。", "按季度", "P3M"),
    ("按月调度。", "按月", "P1M"),
    # N年一次 recurs; the 一次 is a quantified target of its own
    ("示范创建活动两年一次。", "两年", "P2Y"),
    ("专题述法一年一次。", "一年", "P1Y"),
    ("每年一次向社会公布。", "每年", "P1Y"),
    ("半年一总结。", "半年", "P6M"),
    # with the season: one recurrence, with the days it is bound to
    ("每年第一季度报告。", "每年第一季度", "XXXX-01-01..XXXX-03-31 quarter P1Y"),
    ("每年1月31日前公开。", "每年1月31日前", "..XXXX-01-31 day P1Y"),
    ("每年4月1日之前公开。", "每年4月1日之前", "..XXXX-04-01 day P1Y"),
    ("每年年底前备案。", "每年年底前", "..XXXX-12-31 year P1Y"),
    ("每年6月和12月集中评查。", "每年6月和12月", "P1Y"),
    ("每年3月至5月集中评查。", "每年3月至5月", "XXXX-03-01..XXXX-05-31 month P1Y"),
    ("每月5日前报送。", "每月5日前", "P1M"),
    ("每季度末月25日前报送。", "每季度末月25日前", "P3M"),
]

DURATIONS = [
    ("最迟在事件发生后5小时内发布权威信息。", "5小时内", "within PT5H"),
    ("在24小时内举行新闻发布会。", "24小时内", "within PT24H"),
    ("二十四小时内反馈。", "二十四小时内", "within PT24H"),
    ("30分钟内到达现场。", "30分钟内", "within PT30M"),
    ("半小时内响应。", "半小时内", "within PT30M"),
    ("自收到之日起20日内报备。", "20日内", "within P20D"),
    ("十五日内提出答辩状。", "十五日内", "within P15D"),
    ("一周内完成整改。", "一周内", "within P1W"),
    ("半个月内完成整改。", "半个月内", "within P15D"),
    ("3个月内完成。", "3个月内", "within P3M"),
    ("半年内建成。", "半年内", "within P6M"),
    ("三年内完成轮训。", "三年内", "within P3Y"),
    ("5个工作日内公开。", "5个工作日内", "within P5D workdays"),
    ("时间应在7个工作日以内。", "7个工作日以内", "within P7D workdays"),
    ("最长不超过15个工作日。", "最长不超过15个工作日", "within P15D workdays"),
    ("有效期不超过2年。", "不超过2年", "within P2Y"),
    ("压缩至1个工作日。", "压缩至1个工作日", "within P1D workdays"),
    ("3—5个工作日内作出答复。", "3—5个工作日内", "within P5D workdays"),
    ("力争用3年左右时间建成。", "用3年左右时间", "within P3Y"),
    ("任期内至少接受一次培训。", "任期内", "within"),
    ("审核时间一般不少于5个工作日。", "不少于5个工作日", "at_least P5D workdays"),
    ("公开征求意见不得少于30日。", "不得少于30日", "at_least P30D"),
    ("至少提前3个工作日送审。", "至少提前3个工作日", "at_least P3D workdays"),
    ("公示期为5个工作日。", "公示期为5个工作日", "at P5D workdays"),
]

SEVERAL = [
    # a full date lends its year to the next of its sentence, and no further
    ("2023年6月底前完成修订，12月底前公布。", ["2023-06-30", "2023-12-31"]),
    ("2022年6月底、12月底前报送总结。", ["2022-06-30", "2022-12-31"]),
    ("2023年6月底前修订。12月底前公布。", ["2023-06-30", "XXXX-12-31"]),
    # each of a list of bare years
    ("2023年、2024年分别达到80%、85%以上。", ["2023-12-31", "2024-12-31"]),
    ("2022年启动，2023年推开，2025年完成。", ["2022-12-31", "2023-12-31", "2025-12-31"]),
]

NO_TIMES = [
    # words without a date or number
    "各责任单位要在规定时限内完成任务，定期报送，适时督查，限期整改。",
    "新法律法规规章施行前进行专题培训。",
    "规划期内逐步完善。",
    # 年度 and 年终 in names
    "落实年终述法、年度考核和年度报告制度，报告上年度、上一年度情况。",
    "纳入本年度工作计划。",
    # titles, document numbers, periods in a title, numbering
    "根据《法治政府建设实施纲要（2015－2020年）》（中发〔2015〕36号）精神，制定本方案。",
    "门头沟区法治政府建设实施方案（2022-2025年）",
    "XX市2022年法治政府建设工作要点",
    "（十一）加强市场监管。",
    # conditions and looking back
    "一年内发生多起重大违法行政案件、造成严重社会后果的，依法追究主要负责人的责任。",
    "连续两年考核不合格的，取消执法资格。",
    "近三年来，全市共办理行政复议案件320件。",
    "2014年以来，依法行政水平明显提升。",
    # facts of the past
    "2020年，我区完成了机构改革。",
    "截至2020年底，全区已建成公共法律服务站12个。",
    "贯彻2020年11月召开的中央全面依法治国工作会议精神。",
    # dates of issue and commencement
    "2021年8月11日",
    "（此件于2021年8月11日印发）",
    "新修订的《行政处罚法》自2021年7月15日起施行。",
    "本方案自印发之日起施行。",
    # names, service hours, training hours
    "实施五年轮审规划和三年行动计划，为“十四五”末基本建成打下基础。",
    "建立24小时自助服务区，推行7×24小时、365天不打烊服务。",
    "执法人员上岗前须接受不少于40小时的培训，脱产培训不少于5天。",
    "每届任期、每次会议、每名干部、每个部门、每项工作。",
    "在12月4日国家宪法日开展集中宣传。",
]


@pytest.mark.parametrize(("text", "span", "meaning"), DEADLINES)
def test_deadline(text: str, span: str, meaning: str) -> None:
    assert found(text) == [(span, f"deadline by {meaning}")]


@pytest.mark.parametrize(("text", "span", "meaning"), DATES)
def test_date(text: str, span: str, meaning: str) -> None:
    assert found(text) == [(span, f"date {meaning}")]


@pytest.mark.parametrize(("text", "span", "meaning"), RECURRENCES)
def test_recurrence(text: str, span: str, meaning: str) -> None:
    assert found(text) == [(span, f"recurrence every {meaning}")]


@pytest.mark.parametrize(("text", "span", "meaning"), DURATIONS)
def test_duration(text: str, span: str, meaning: str) -> None:
    assert found(text) == [(span, f"duration {meaning}")]


@pytest.mark.parametrize(("text", "ends"), SEVERAL)
def test_several_dates_in_one_text(text: str, ends: list[str]) -> None:
    assert [time.date_end for time in find_times(text)] == ends


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        # the year of the plan dates what has no year of its own
        ("6月底前完成。", "2024-06-30"),
        ("2月底前完成。", "2024-02-29"),
        ("今年年底前完成。", "2024-12-31"),
        ("当年12月底前完成。", "2024-12-31"),
        ("本年度完成修订。", "2024-12-31"),
        ("明年6月底前完成。", "2025-06-30"),
        ("2023年12月底前完成。", "2023-12-31"),
        # but never a season that comes round every year
        ("每年3月底前报告。", "XXXX-03-31"),
    ],
)
def test_plan_year(text: str, end: str) -> None:
    assert [time.date_end for time in find_times(text, plan_year=2024)] == [end]


# A bare year before the plan's own cannot be scheduled by it; 今年 needs the plan's year.
def test_years_that_cannot_be_scheduled() -> None:
    assert find_times("2019年，全面推行执法公示。", plan_year=2022) == []
    assert find_times("今年，全面推行执法公示。") == []


TYPED = [
    # figures instead of 年, 月 and 日
    ("2024-05-31前报送。", "2024-05-31前", "deadline by ..2024-05-31 day"),
    ("2024.5.31前报送总结。", "2024.5.31前", "deadline by ..2024-05-31 day"),
    ("2024/05/31之前报送总结。", "2024/05/31之前", "deadline by ..2024-05-31 day"),
    ("于2024.6底前建成。", "2024.6底前", "deadline by ..2024-06-30 month"),
    ("完成时限：2024.10", "2024.10", "deadline by ..2024-10-31 month"),
    ("实施时间：2024.3-2024.10。", "2024.3-2024.10", "date at 2024-03-01..2024-10-31 month"),
    ("2024-06-30完成系统上线。", "2024-06-30", "date at 2024-06-30..2024-06-30 day"),
    ("2024年6月30前完成。", "2024年6月30前", "deadline by ..2024-06-30 day"),
    # letters for figures, an Arabic zero in a Chinese year
    ("二O二五年九月底前完成。", "二O二五年九月底前", "deadline by ..2025-09-30 month"),
    ("二0二五年九月底前完成。", "二0二五年九月底前", "deadline by ..2025-09-30 month"),
    ("二〇二五年九月三O日前完成。", "二〇二五年九月三O日前", "deadline by ..2025-09-30 day"),
    ("2O25年9月底前完成。", "2O25年9月底前", "deadline by ..2025-09-30 month"),
    ("202５年9月3O日前完成。", "202５年9月3O日前", "deadline by ..2025-09-30 day"),
    ("20l9年9月底前完成。", "20l9年9月底前", "deadline by ..2019-09-30 month"),
    # the latest day, the hour of a day, the end of a five-year plan
    ("最迟于2024年6月底完成。", "最迟于2024年6月底", "deadline by ..2024-06-30 month"),
    ("最晚2024年6月30日报送。", "最晚2024年6月30日", "deadline by ..2024-06-30 day"),
    ("2024年6月30日18时前报送。", "2024年6月30日18时前", "deadline by ..2024-06-30 day"),
    ("2024年6月30日（星期日）前报送。", "2024年6月30日（星期日）前", "deadline by ..2024-06-30 day"),
    ("到“十五五”末，覆盖率达到90%。", "到“十五五”末", "deadline by ..2030-12-31 year"),
    ("十四五期末建成平台。", "十四五期末", "deadline by ..2025-12-31 year"),
    # and a half; two figures are a range; working days without 内
    ("一年半内完成整改。", "一年半内", "duration within P18M"),
    ("两个半月内办结。", "两个半月内", "duration within P75D"),
    ("一个半小时内到场。", "一个半小时内", "duration within PT90M"),
    ("三五年内建成。", "三五年内", "duration within P5Y"),
    ("10个工作日组织评审。", "10个工作日", "duration within P10D workdays"),
    ("由15个工作日压减到7个工作日。", "压减到7个工作日", "duration within P7D workdays"),
    ("处方用量最长放宽至两个月。", "放宽至两个月", "duration within P2M"),
    ("连续五年安排专项资金。", "连续五年", "duration at P5Y"),
    ("四年轮训一遍。", "四年", "recurrence every P4Y"),
    ("每旬调度一次。", "每旬", "recurrence every P10D"),
]


@pytest.mark.parametrize(("text", "printed", "meaning"), TYPED)
def test_times_as_they_are_typed(text: str, printed: str, meaning: str) -> None:
    assert found(text) == [(printed, meaning)]


# What is to come decides before a word that mostly tells of achievements.
GOALS = [
    ("到2026年，依法行政考核制度取得新突破，公众评价跃上新台阶。", "到2026年"),
    ("力争2028年法治建设综合评价位居全市前三。", "2028年"),
    ("到2030年，累计轮训执法骨干3000人次。", "到2030年"),
    ("2024年底前，共建成20个站点。", "2024年底前"),
    ("到2025年底，圆满完成普法任务。", "到2025年底"),
    ("2026年，要取得明显成效。", "2026年"),
    ("5月底取得阶段性成效并持续推进。", "5月底"),
    ("2022—2025年，共募集善款100万元以上。", "2022—2025年"),
]
ACHIEVED = [
    "2023年，全县法治建设取得显著成效，荣获先进称号。",
    "截至2023年底，全县累计建成站点20个。",
    "到2020年，我县已建成站点20个。",
    "2023年，全县共调解纠纷200件。",
]


@pytest.mark.parametrize(("text", "printed"), GOALS)
def test_goals_are_no_achievements(text: str, printed: str) -> None:
    assert [time.text for time in find_times(text)] == [printed]


@pytest.mark.parametrize("text", ACHIEVED)
def test_achievements_are_no_goals(text: str) -> None:
    assert found(text) == []


# A year that is printed but not understood is no gap for the plan's year to fill.
@pytest.mark.parametrize("text", ["2O2X年6月底前完成。", "第二年6月底前评估。", "获批后第三年年底前完成。"])
def test_a_year_not_understood_stays_open(text: str) -> None:
    assert [time.date_end[:4] for time in find_times(text, 2022)] == ["XXXX"]


# Each row of the vocabularies says what it finds, or what it keeps from being found.
VOCABULARIES = ("units", "bounds", "recurrences", "years", "parts", "contexts")
REFUTING = {"mask", "before_no", "after_no", "past", "achieved", "lookback"}
ROWS = [(name, row) for name in VOCABULARIES for row in read_vocabulary(f"times_{name}")]


def cases(column: str) -> list[tuple[str, bool]]:
    """Sentences of a column, and whether a row of that kind is to find a time in them."""
    finds = column == "examples"
    return [
        (sentence, finds != (row.get("cue") in REFUTING))
        for _, row in ROWS
        for sentence in values(row[column])
    ]


@pytest.mark.parametrize(("sentence", "expected"), cases("examples") + cases("counter_examples"))
def test_vocabulary_rows(sentence: str, expected: bool) -> None:
    assert bool(find_times(sentence)) == expected


def test_moments_and_ranges() -> None:
    assert [moment.granularity for moment in moments("2018年、6月、12月31日")] == [
        "year",
        "month",
        "day",
    ]
    assert moment_at("依法行政") is None
    assert [(a.date_start, b.date_end) for a, b in ranges("2022年3-5月")] == [("2022-03-01", "2022-05-31")]


# --- properties that hold for any text ---

DATE_WORDS = ["2018", "2025年", "年", "底", "前", "12月", "31", "日", "上半年", "第", "三", "季度"]
LIMIT_WORDS = ["每", "两", "至", "到", "—", "5", "个", "工作日", "内", "不超过", "自", "起", "一次"]
SIGNS = ["《", "》", "（", "）", "，", "。", "２", " ", "\n", "完成"]
PIECES = st.sampled_from(DATE_WORDS + LIMIT_WORDS + SIGNS)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
DATE = re.compile(r"(?:(?:\d{4}|XXXX)-\d\d-\d\d)?")


@given(TEXTS, st.one_of(st.none(), st.integers(2010, 2030)))
def test_spans_are_in_order_and_quote_the_text(text: str, plan_year: int | None) -> None:
    end = 0
    for time in find_times(text, plan_year):
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        end = time.end


@given(TEXTS)
def test_columns_hold_only_their_codes(text: str) -> None:
    for time in find_times(text):
        assert time.kind in {"deadline", "date", "recurrence", "duration"}
        assert time.bound in {"by", "at", "from", "within", "at_least", "every"}
        assert DATE.fullmatch(time.date_start) and DATE.fullmatch(time.date_end)
        assert time.granularity in {"", "year", "half", "quarter", "month", "day"}
        assert re.fullmatch(r"(?:PT?\d+(?:\.\d)?[YMWDHS])?", time.period)


# Full- and half-width print, and spaces inside, change nothing but the offsets.
@given(st.sampled_from([row[0] for row in DEADLINES + DURATIONS + RECURRENCES]))
def test_width_and_space_make_no_difference(text: str) -> None:
    wide = text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    spaced = text.replace("年", " 年 ").replace("月", " 月 ")
    meanings = [meaning for _, meaning in found(text)]
    assert [meaning for _, meaning in found(wide)] == meanings
    assert [meaning for _, meaning in found(spaced)] == meanings
