"""What a reader of an exported table must know: source, coder, method, cautions, version.

The same words stand on the notes sheet of every workbook, under every Word and LaTeX table and
on the report's page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from compare import __version__
from compare.export.cells import Grid, Value
from compare.export.labels import column_label, column_meaning
from compare.figures.charts import is_many, outline_caution
from compare.figures.coders import who_coded
from compare.figures.style import plans
from compare.figures.words import say
from compare.tables.schema import Tables

SHEET = "Notes 说明"
"""Name of the notes sheet."""


@dataclass(frozen=True)
class Note:
    """One remark: what it is about, and the words in two languages."""

    about: str
    en: str
    zh: str

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    @property
    def subject(self) -> dict[str, str]:
        """What it is about, by language."""
        english, chinese = self.about.split()
        return {"zh": chinese, "en": english}


def general_notes(tables: Tables) -> list[Note]:
    """The notes that every export carries; the coder's is counted from the table."""
    return [*_SOURCES, *_cautions(tables), _plans(tables), _VERSION, _LICENCE]


def short_notes(tables: Tables, language: str) -> list[str]:
    """The notes that go under a printed table: coder and cautions."""
    return [note.text(language) for note in _cautions(tables)]


def _cautions(tables: Tables) -> list[Note]:
    """Who coded, what the text cannot tell, and that outlines are no places."""
    said = {language: outline_caution(plans(tables["documents"]), language) for language in ("en", "zh")}
    outlines = [Note("Outlines 纲要", said["en"], said["zh"])] if said["en"] else []
    return [_coder(tables["provisions"]), *_CAUTIONS, *outlines]


_SOURCES = (
    Note(
        "Source 来源",
        "Plans published by local governments, as kept in data/raw/. start and end are half-open offsets in"
        " characters (Unicode code points, from 0) into the unchanged file.",
        "各地政府公布的规划原文，存于data/raw/。start与end为原始文件（未改动）中的字符位置，从0起，含首不含尾。",
    ),
    Note(
        "Method 方法",
        "Plans are cut into measures and provisions; targets, times, bodies and citations are found by rules;"
        " topics and force are coded by the codebook (version 3). Strictness is the mean of obligation/3,"
        " precision and accountability, after Abbott et al. (2000). Intervals of rates are Wilson's for the effective"
        " number of provisions, with measures as clusters; those of means and of shared wording resample measures.",
        "规划切分为措施与条款；指标、时间、责任单位和引用由规则提取；主题与强度按编码手册（第3版）编码。"
        "严格度为义务强度/3、精确性、问责性三项均值，参照Abbott等（2000）。比率的区间为Wilson区间，以措施为群，取有效条款数；"
        "均值和共有文字的区间由措施重抽样得出。",
    ),
)


def _coder(provisions: pd.DataFrame) -> Note:
    english, chinese = (who_coded(provisions, language) for language in ("en", "zh"))
    return Note("Coder 编码者", f"Coded by {english}.", f"编码者为{chinese}。")


_CAUTIONS = (
    Note(
        "Caution 注意",
        "Text is not implementation: a plan says what is promised, not what was done.",
        "文本不等于落实：规划写的是承诺，不是已做之事。",
    ),
    Note(
        "Silence 未写明",
        "An empty cell or a dash means not stated in this document; silence is not zero.",
        "空格或短横表示该文件未写明；未写明不等于零。",
    ),
)
_VERSION = Note("Version 版本", f"fazhi-compare {__version__}", f"fazhi-compare {__version__}")
_LICENCE = Note(
    "Licence 许可",
    "The plans are official documents without copyright (Copyright Law of the PRC, art. 5). For tables and codes"
    " the licence of the project counts that they come from.",
    "规划为官方文件，不受著作权保护（《中华人民共和国著作权法》第五条）。数据表与代码的许可，以其所出自的项目为准。",
)


def _plans(tables: Tables) -> Note:
    """The plans with their files, in the order of all figures; their names have the periods."""
    if is_many(tables):  # all of them would not fit into a cell of a workbook
        number = len(tables["documents"])
        return Note(
            "Plans 规划", f"{number} plans; see the table documents.", f"共{number}份规划，见documents表。"
        )
    shown, files = plans(tables["documents"]), tables["documents"].set_index("doc_id")["file"]

    def listed(language: str) -> str:
        named = [(f"{plan.doc_id} = {plan.label(language)}", files[plan.doc_id]) for plan in shown]
        parts = [say("", "in_brackets", language, text=name, more=file) for name, file in named]
        return say("", "semicolon", language).join(parts)

    return Note("Plans 规划", listed("en"), listed("zh"))


def notes_grid(notes: Sequence[Note], name: str, data: pd.DataFrame) -> Grid:
    """The notes sheet: remarks first, then what every column of `data` means."""
    rows: list[tuple[Value, ...]] = [(note.about, note.en, note.zh) for note in notes]
    rows.append((None, None, None))
    for column in data.columns:
        labels = (column_label(name, column, "en"), column_label(name, column, "zh"))
        rows.append((str(column), column_meaning(name, column) or labels[0], labels[1]))
    return Grid(SHEET, ("Item 项目", "English", "中文"), tuple(rows))
