"""Tables in plain text with | between their cells: those of duties are read, all else stays as it is."""

import pytest

from compare.extract.finds import find_all
from compare.text.document import parse_document
from compare.text.formats.piped import piped_tables
from compare.text.sources import Source

_MARKDOWN = """清河县公开任务表

| 序号 | 工作任务 | 责任单位 | 完成时限 |
|:---|---|---|---|
| 1 | 公布**权责清单** | 县司法局<br>县财政局 | 2024年6月底前 |
| 2 | 修订裁量基准 | 县司法局 | 长期坚持 |
"""

# Merged cells leave fewer in the rows below; the number tells in which column a row goes on.
_MERGED = """工作任务 | 具体要求 | 责任部门 |
一、公开信息。 | 1.公布预算。 | 财务科 |
2.更新专栏。 | 各科室 | |
二、解读政策。 | 3.发布解读。 | 办公室牵头，各科室配合 |
"""


def test_a_table_of_duties_is_read_as_tasks() -> None:
    text, tables = piped_tables(_MARKDOWN)
    assert tables == 1 and "|" not in text
    document = parse_document(Source("x", "x.md"), text)
    assert [one.number for one in document.measures] == ["1.", "2."]
    found = list(find_all(document).values())
    assert [body.name for one in found for body in one.bodies] == ["县司法局", "县财政局", "县司法局"]
    assert [time.text for one in found for time in one.times][:1] == ["2024年6月底前"]


def test_rows_below_a_merged_cell_go_on_in_its_column() -> None:
    text, _ = piped_tables(_MERGED)
    assert text.splitlines() == [
        "一、公开信息。", "1.公布预算。", "责任部门：财务科", "2.更新专栏。", "责任部门：各科室",
        "二、解读政策。", "3.发布解读。", "责任部门：办公室牵头，各科室配合",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "索引号 | 64/2023 | 文号 | 海政办发〔2023〕8号 |\n---|---|---|---|\n所属机构 | 县政府办 | 责任部门 | 县政府 |",
        "县委| 县人大| 县政协\n推进依法行政。",
        "| 指标 | 数值 |\n|---|---|\n| 满意度 | 90% |",
        "工作任务 | 责任单位",
        "一、推进公开。\n公布清单。\n",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert piped_tables(text) == (text, 0)
