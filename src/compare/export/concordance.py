"""A concordance: what every plan says of one topic or indicator, or with some words, in full and side by side.

Plans stand in columns, in the order and with the generation that every figure shows. Within a
column provisions follow the plan's own order: what stands beside each other in a row need not
belong together.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd

from compare.errors import InputError
from compare.export.cells import Grid, Piece, Rich, must_fit, plain, printable, text_of
from compare.export.html import page
from compare.export.marking import marked_texts
from compare.export.notes import Note, general_notes, notes_grid, short_notes
from compare.export.tables import LANGUAGES
from compare.figures.charts import FEW, chosen, is_many
from compare.figures.style import Plan, plans
from compare.files.placing import placed_when_complete
from compare.indices.indicators import indicator_evidence
from compare.indices.searching import search
from compare.tables.schema import Tables
from compare.vocab.taxonomy import taxonomy

CONCORDANCE_FORMATS = ("xlsx", "docx", "html")
PER_PAGE = 5
"""Plans that stand side by side on one page of Word; more go below."""

_WORDS = {
    "zh": {
        "title": "对照：{0}",
        "some": "{0}（{2}份规划中的{1}份并列；全部见工作簿清单）",
        "silent": "（文中无此条款；未写明不等于零）",
        "unnumbered": "（提及而无数字或时限）",
        "legend": "加粗：量化指标；下划线：时间表述。同一行仅按各文顺序并列，内容未必对应。灰字：条款编号、措施、原始文件字符位置。",
    },
    "en": {
        "title": "Concordance: {0}",
        "some": "{0} ({1} of {2} plans side by side; all are in the workbook's list)",
        "silent": "(no such provision in the text; silence is not zero)",
        "unnumbered": "(named, without number or date)",
        "legend": "Bold: quantified target; underlined: time expression. Provisions beside each other follow each plan's"
        " own order and need not correspond. Grey: id, measure, and characters in the raw file.",
    },
}


@dataclass(frozen=True)
class Concordance:
    """The provisions of one topic or indicator; `entries` are the rows, `texts` their marked text.

    `plans` are those that stand side by side, out of `plans_in_all`.
    """

    key: str
    labels: dict[str, str]
    plans: list[Plan]
    plans_in_all: int
    entries: pd.DataFrame
    texts: dict[str, Rich]

    def title(self, language: str) -> str:
        words, shown = _WORDS[language], len(self.plans)
        title = words["title"].format(self.labels[language])
        return title if shown == self.plans_in_all else words["some"].format(title, shown, self.plans_in_all)


def concordance(key: str, tables: Tables, highlight: Sequence[str] = ()) -> Concordance:
    """All provisions on a topic (`E7`), a domain (`E`), a shared indicator (`mediators`), or with words.

    Topics and indicators go by code, id, or name in either language; what is none of these is looked
    for as words in the text (see `compare.indices.searching.search`).

    For a topic: provisions that have it as first or second topic, headings left out. For an
    indicator: those that set a number or date for it; where a plan sets none, those that name
    it. `entries` has the columns of `ENTRIES`. Of more plans than can stand side by side (`FEW`)
    those called `highlight` (doc_ids) do, or else the first. An `InputError` suggests
    names where nothing fits.
    """
    everyone = plans(tables["documents"])
    shown = everyone[:FEW] if is_many(tables) else everyone
    if asked := {plan.doc_id for plan in chosen(tables, highlight)}:
        shown = [plan for plan in everyone if plan.doc_id in asked]
    labels, found = _lookup(key, tables)
    entries = _entries(found, tables)
    texts = marked_texts(tables, entries["provision_id"])
    return Concordance(key, labels, shown, len(everyone), entries, texts)


ENTRIES = (
    "provision_id", "doc_id", "measure_id", "number", "heading", "how", "topic", "topic2", "obligation",
    "text", "targets", "times", "file", "start", "end",
)  # fmt: skip
"""Columns of a concordance's rows; `how` is `number` or `mention` for an indicator."""


def _lookup(key: str, tables: Tables) -> tuple[dict[str, str], pd.DataFrame]:
    """The labels of a key, and its provisions as provision_id and how."""
    indicators = tables["indicators"].set_index("indicator_id")
    code, indicator = _named(key, _code_names()), _named(key, _indicator_names(indicators))
    if code:
        entry = taxonomy()[code]
        labels = {name: f"{code} {entry.label(name)}" for name in LANGUAGES}
        return labels, _on_topic(code, tables["provisions"])
    if indicator:
        rows = indicator_evidence(tables)
        labels = {name: str(indicators.loc[indicator, f"label_{name}"]) for name in LANGUAGES}
        return labels, rows.loc[rows["indicator_id"] == indicator, ["provision_id", "how"]]
    found = search(tables, key)
    if found.empty:
        raise InputError(f"{key}: no such topic, indicator or words in these plans;{_meant(key, indicators)}")
    rows = tables["provisions"].set_index("provision_id")
    counted = found[found["provision_id"].map(rows["is_heading"]) == 0]
    return dict.fromkeys(LANGUAGES, f"“{key}”"), counted[["provision_id"]].assign(how="")


def _code_names() -> dict[str, str]:
    """Codes by what they can be called: the code itself, and its labels."""
    codes = taxonomy().values()
    return {name.lower(): code.code for code in codes for name in (code.label_en, code.label_zh, code.code)}


def _indicator_names(indicators: pd.DataFrame) -> dict[str, str]:
    """Indicators by what they can be called: the id itself, and the labels."""
    return {
        str(name).lower(): str(key)
        for key, row in indicators.iterrows()
        for name in (row["label_en"], row["label_zh"], key)
    }


def _named(key: str, names: dict[str, str]) -> str:
    return names.get(key.strip().lower(), "")


def _meant(key: str, indicators: pd.DataFrame) -> str:
    """What a key was perhaps meant to be: names that hold it or are spelled alike."""
    codes = _code_names()
    names = [*codes, *_indicator_names(indicators)]
    word = key.strip().lower()
    holds = [name for name in names if word in name] or difflib.get_close_matches(
        word, names, n=3, cutoff=0.5
    )
    if holds:
        shown = (codes[name] if codes.get(name, "").lower() == name else name for name in holds[:3])
        return f" did you mean {', '.join(shown)}?"
    return f" topics are {', '.join(taxonomy())}."


def _on_topic(key: str, provisions: pd.DataFrame) -> pd.DataFrame:
    """Provisions with a topic, or any topic of a domain, as first or second."""
    codes = {code.code for code in taxonomy().values() if key in (code.code, code.parent)}
    about = provisions["topic"].isin(codes) | provisions["topic2"].isin(codes)
    rows = provisions[about & (provisions["is_heading"] == 0)]
    return rows[["provision_id"]].assign(how="")


def _entries(found: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The rows with everything that a reader needs to find them again, in the plans' order."""
    rows = tables["provisions"].merge(found, on="provision_id")
    rows = rows.merge(tables["measures"][["measure_id", "number", "heading"]], on="measure_id", how="left")
    rows = rows.merge(tables["documents"][["doc_id", "file"]], on="doc_id")
    for name in ("targets", "times"):
        words = tables[name].groupby("provision_id")["text"].agg("、".join)
        rows[name] = rows["provision_id"].map(words)
    order = {plan.doc_id: place for place, plan in enumerate(plans(tables["documents"]))}
    rows = rows.sort_values(
        ["doc_id", "seq"], key=lambda cells: cells.map(order) if cells.name == "doc_id" else cells
    )
    return rows.reset_index(drop=True)[list(ENTRIES)].fillna("")


def side_by_side(found: Concordance, language: str) -> Grid:
    """The concordance as a grid: one column for each plan, one cell for each provision."""
    columns = [_column(found, plan, language) for plan in found.plans]
    header = tuple(
        f"{plan.label(language)} n = {(found.entries['doc_id'] == plan.doc_id).sum()}" for plan in found.plans
    )
    return Grid(found.title(language), header, tuple(zip_longest(*columns)))


def _column(found: Concordance, plan: Plan, language: str) -> list[Rich]:
    rows = found.entries[found.entries["doc_id"] == plan.doc_id].to_dict("records")
    if not rows:
        return [(Piece(_WORDS[language]["silent"], "source"),)]
    return [_cell(row, found.texts[row["provision_id"]], language) for row in rows]


def _cell(row: dict[Any, Any], text: Rich, language: str) -> Rich:
    """A provision under the line that says where it stands."""
    place = " ".join(filter(None, (row["provision_id"], row["number"] + row["heading"])))
    span = f"[{row['start']}–{row['end']}]"
    remark = _WORDS[language]["unnumbered"] if row["how"] == "mention" else ""
    return (Piece(printable(f"{place} {span}{remark}\n"), "source"), *text)


def export_concordance(
    key: str,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = CONCORDANCE_FORMATS,
    languages: Sequence[str] = LANGUAGES,
    highlight: Sequence[str] = (),
    replace: bool = False,
) -> list[Path]:
    """Write `folder/concordance_<key>_<language>.xlsx` and so on.

    `replace` overwrites files of these names that we did not write, too.
    """
    found = concordance(key, tables, highlight)
    name = re.sub(r"[^\w-]+", "_", key)
    with placed_when_complete(folder, replace) as staging:
        paths = []
        for suffix in formats:
            for language in languages:
                paths.append(staging / f"concordance_{name}_{language}.{suffix}")
                paths[-1].write_bytes(_WRITERS[suffix](found, tables, language))
    return [folder / path.name for path in paths]


def concordance_xlsx(found: Concordance, tables: Tables, language: str) -> bytes:
    """A workbook: side by side, the same as a list to filter, and notes."""
    from compare.export.workbook import workbook_bytes

    must_fit(f"concordance_{found.key}", "xlsx", found.entries.size)
    grid = side_by_side(found, language)
    names = {"en": ("Side by side", "List"), "zh": ("并列", "清单")}[language]
    listed = tuple(
        tuple(found.texts[row["provision_id"]] if name == "text" else plain(row[name]) for name in ENTRIES)
        for row in found.entries.to_dict("records")
    )
    notes = notes_grid([*_own_notes(found), *general_notes(tables)], "concordance", found.entries)
    return workbook_bytes([Grid(names[0], grid.header, grid.rows), Grid(names[1], ENTRIES, listed), notes])


def _own_notes(found: Concordance) -> list[Note]:
    return [
        Note("Table 表", found.title("en"), found.title("zh")),
        Note("Reading 读法", _WORDS["en"]["legend"], _WORDS["zh"]["legend"]),
    ]


def concordance_docx(found: Concordance, tables: Tables, language: str) -> bytes:
    """A Word document: tables of at most `PER_PAGE` plans."""
    from compare.export.word import word_bytes  # loaded here: no figure waits for it

    grid = side_by_side(found, language)
    parts = range(0, len(grid.header), PER_PAGE)
    grids = [
        Grid(grid.title, grid.header[first : first + PER_PAGE], _some_columns(grid, first)) for first in parts
    ]
    return word_bytes(
        grid.title, grids, [_WORDS[language]["legend"], *short_notes(tables, language)], language
    )


def _some_columns(grid: Grid, first: int) -> tuple[tuple[Any, ...], ...]:
    """Up to `PER_PAGE` columns from `first` on, without rows that are empty there."""
    rows = (row[first : first + PER_PAGE] for row in grid.rows)
    return tuple(row for row in rows if any(text_of(value) for value in row))


def concordance_html(found: Concordance, tables: Tables, language: str) -> bytes:
    """A page of its own that needs no other file."""
    return page(
        "concordance.html.j2",
        language=language,
        grid=side_by_side(found, language),
        legend=_WORDS[language]["legend"],
        notes=short_notes(tables, language),
    )


_WRITERS: dict[str, Callable[[Concordance, Tables, str], bytes]] = {
    "xlsx": concordance_xlsx,
    "docx": concordance_docx,
    "html": concordance_html,
}
