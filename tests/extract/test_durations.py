"""Whatever number and unit a time limit has, tables take its length and indices read it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare import find_times
from compare.extract.durations import read_duration
from compare.indices.timeline import per_year
from compare.tables.schema import DURATION

NUMBERS = st.one_of(
    st.integers(1, 999).map(str),
    st.integers(1, 999).map(lambda number: f"{number / 10:g}"),
    st.sampled_from(["半", "一", "两", "三十", "六十"]),
)
UNITS = st.sampled_from(
    ["个工作日", "工作日", "个自然日", "日", "天", "周", "个星期", "个月", "年", "小时", "分钟"]
)


@given(NUMBERS, UNITS, st.sampled_from(["压缩至{}。", "{}内办结。", "一般不超过{}。"]))
@example("0.5", "个工作日", "企业开办时间压缩至{}以内。")
@example("半", "分钟", "{}内应答。")
@example("1.5", "小时", "{}内办结。")
def test_every_length_fits_the_tables_and_is_read_back(number: str, unit: str, frame: str) -> None:
    for time in find_times(frame.format(number + unit)):
        if time.kind == "duration":
            assert re.match(DURATION, time.period), time
            length = read_duration(time.period)
            assert length is not None and length.number > 0


@pytest.mark.parametrize(
    "period, times_a_year", [("P1Y", 1), ("P0.5Y", 2), ("P3M", 4), ("P2W", 26), ("PT12H", 730)]
)
def test_how_often_a_year(period: str, times_a_year: float) -> None:
    assert per_year(period) == times_a_year


def test_minutes_are_no_months() -> None:
    assert [read_duration("PT30M"), read_duration("P30M")] == [(30, "min"), (30, "M")]
    assert per_year("PT30M") != per_year("PT30M")  # not a number: no duty comes every half hour
