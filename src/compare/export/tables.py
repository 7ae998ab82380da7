"""What can be exported as a table: any table of the project, an index table, or the table behind a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from compare.errors import InputError, instead, meant
from compare.export.notes import Note, general_notes
from compare.figures.charts import Chart, chart_caption
from compare.figures.style import plans
from compare.figures.words import say
from compare.indices.registry import index_title
from compare.indices.stage import index_tables
from compare.tables.schema import SCHEME_TABLE, Tables
from compare.vocab.reading import read_vocabulary

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Exportable:
    """A table on its way out: its data, its titles, and the captions that go with it."""

    name: str
    data: pd.DataFrame
    titles: dict[str, str]
    captions: dict[str, str]
    chart: Chart | None = None
    """The chart that the table is behind, whose shape it has in print."""

    def notes(self, tables: Tables) -> list[Note]:
        """The notes of this table, its own first."""
        own = [Note("Table 表", self.titles["en"], self.titles["zh"])]
        if self.captions["en"]:
            own.append(Note("Caption 图注", self.captions["en"], self.captions["zh"]))
        return [*own, *general_notes(tables)]

    def only(self, columns: Sequence[str]) -> "Exportable":
        """The same with only these columns; an `InputError` lists those there are."""
        unknown = [name for name in columns if name not in self.data.columns]
        if unknown:
            raise InputError(
                f"{unknown[0]}: no such column in {self.name};{meant(unknown[0], self.data.columns)}"
                f" there are {', '.join(self.data.columns)}."
            )
        return Exportable(self.name, self.data[list(columns)], self.titles, self.captions)


def project_table(name: str, tables: Tables) -> Exportable:
    """A table of data/processed/; an `InputError` lists the names there are."""
    if name not in tables:
        raise InputError(f"{name}: no such table;{instead(name, tables)}")
    titles = {language: table_title(name, language) for language in LANGUAGES}
    return Exportable(name, tables[name], titles, dict.fromkeys(LANGUAGES, ""))


def table_title(name: str, language: str) -> str:
    """What a table of the project is called in `zh` or `en`; one of a coding scheme with the scheme's name.

    >>> table_title("times", "zh"), table_title("codes_instruments", "en")
    ('时间表述', 'Codes by a further scheme (instruments)')
    """
    scheme = name.removeprefix(SCHEME_TABLE) if name.startswith(SCHEME_TABLE) else ""
    wanted = SCHEME_TABLE if scheme else name
    row = next(row for row in read_vocabulary("table_titles") if row["name"] == wanted)
    title = row[f"title_{language}"]
    return say("", "in_brackets", language, text=title, more=scheme) if scheme else title


def index_export(name: str, tables: Tables) -> Exportable:
    """The index table called `name`."""
    titles = {language: index_title(name, language) for language in LANGUAGES}
    return Exportable(name, index_tables(tables)[name], titles, dict.fromkeys(LANGUAGES, ""))


def chart_table(chart: Chart, tables: Tables) -> Exportable:
    """The table behind a chart, plans in their fixed order and with the outline that each follows."""
    titles = {language: chart.title(language) for language in LANGUAGES}
    captions = {language: chart_caption(chart, tables, language) for language in LANGUAGES}
    return Exportable(chart.name, in_plan_order(chart.data(tables), tables), titles, captions, chart)


def in_plan_order(data: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The rows in the fixed order of plans, with the outline that each follows; others as they are."""
    if "doc_id" not in data.columns:
        return data
    known = plans(tables["documents"])
    place = {plan.doc_id: number for number, plan in enumerate(known)}
    ordered = data.sort_values("doc_id", key=lambda ids: ids.map(place), kind="stable").reset_index(drop=True)
    if "plan_outline" not in ordered.columns:
        bases = {plan.doc_id: plan.basis for plan in known}
        column = ordered["doc_id"].map(bases).fillna("")  # a national outline among plans has none
        ordered.insert(list(ordered.columns).index("doc_id") + 1, "plan_outline", column)
    return ordered
