"""What a notebook says, in Chinese and English at once: one run gives both, and shows one of them.

    say("zh", en=f"{n} provisions", zh=f"{n}条条款")
    table(indices["corpus_counts"], tables, "zh")

A cell's output shows the language it was asked for and carries the other along in its metadata, under
`LANGUAGES`; so the report makes its page of both without running the notebook twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compare.export.cells import grid_of
from compare.export.html import environment
from compare.export.labels import PLAN_COLUMNS, for_paper
from compare.files.markdown import as_markdown
from compare.indices.plans import plan_labels
from compare.tables.schema import Tables

MARKDOWN, HTML = "text/markdown", "text/html"
LANGUAGES = "languages"
"""Where the metadata of an output holds its content in both languages, by `zh` and `en`."""
MOST_ROWS = 40
"""A table shows so many rows at most: longer ones are read in the CSV."""
_CUT = {"en": "The first {shown} of {rows} rows.", "zh": "共{rows}行，此处为前{shown}行。"}


@dataclass(frozen=True)
class Bilingual:
    """Markdown or HTML in both languages; a notebook shows that of `language`."""

    texts: Mapping[str, str]
    language: str
    kind: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        """What IPython shows, and what it keeps beside it."""
        shown = self.texts[self.language]
        return {self.kind: shown, "text/plain": shown}, {LANGUAGES: dict(self.texts)}


def say(language: str, *, en: str, zh: str) -> Bilingual:
    """A sentence in Markdown, shown in `zh` or `en`.

    >>> say("zh", en="2 plans", zh="2份规划")._repr_mimebundle_()[0]["text/markdown"]
    '2份规划'
    """
    return Bilingual({"zh": zh, "en": en}, language, MARKDOWN)


def table(
    data: pd.DataFrame, tables: Tables, language: str, name: str = "", cells: str = "", across: bool = False
) -> Bilingual:
    """A table with columns, plans, codes and values by their names in `zh` or `en`; the first `MOST_ROWS` rows.

    `name` is that of an index table or chart, whose columns have labels of their own. An index with a
    name becomes a column. In a pivot whose columns are plans, `cells` is the column that the cells come from;
    with `across`, each row (a plan, named in the first column) becomes a column.
    """
    of_plans = list(data.columns) if data.columns.name in PLAN_COLUMNS else []
    flat = data.reset_index() if any(data.index.names) else data
    words = {chosen: _Words(tables, chosen, name, cells) for chosen in ("zh", "en")}
    shown = {chosen: own.of_all(flat.head(MOST_ROWS), of_plans) for chosen, own in words.items()}
    texts = {
        chosen: _html(_turned(made) if across else made, chosen, len(flat)) for chosen, made in shown.items()
    }
    return Bilingual(texts, language, HTML)


@dataclass(frozen=True)
class _Words:
    """What names things in a table."""

    tables: Tables
    language: str
    name: str
    cells: str

    def of(self, data: pd.DataFrame) -> pd.DataFrame:
        return for_paper(self.name, data, self.tables, self.language)

    def of_all(self, data: pd.DataFrame, of_plans: list[Any]) -> pd.DataFrame:
        """A table by its names; the columns `of_plans` by those of the plans."""
        named = self.of(data[[column for column in data.columns if column not in of_plans]])
        return pd.concat([named, *(self._of_plan(data[column]) for column in of_plans)], axis=1)

    def _of_plan(self, column: pd.Series) -> pd.Series:
        label = plan_labels(self.tables["documents"], self.language).get(str(column.name), str(column.name))
        return self.of(column.to_frame(self.cells)).iloc[:, 0].rename(label)


def _turned(data: pd.DataFrame) -> pd.DataFrame:
    """The rows as columns, named by the first column."""
    first = str(data.columns[0])
    return data.set_index(first).T.rename_axis(first).reset_index()


def _html(data: pd.DataFrame, language: str, rows: int) -> str:
    cut = _CUT[language].format(shown=MOST_ROWS, rows=rows) if rows > MOST_ROWS else ""
    made = environment("compare.export").get_template("cells.html.j2")
    return made.render(grid=grid_of(data, ""), cut=cut)


def with_interval(rows: pd.DataFrame, value: str, form: str = ".3f") -> pd.Series:
    """A value with its interval from `low` to `high`, as one text; empty where there is no value.

    >>> with_interval(pd.DataFrame({"share": [0.5], "low": [0.25], "high": [0.75]}), "share", ".0%").tolist()
    ['50% [25%, 75%]']
    """
    texts = [
        ""
        if pd.isna(number)
        else f"{number:{form}}" + (f" [{low:{form}}, {high:{form}}]" if pd.notna(low) else "")
        for number, low, high in zip(rows[value], rows["low"], rows["high"], strict=True)
    ]
    return pd.Series(texts, index=rows.index)


def plan_names(tables: Tables) -> dict[str, dict[str, str]]:
    """The name of every plan by doc_id, in `zh` and in `en`, safe to stand in Markdown."""
    labels = {language: plan_labels(tables["documents"], language) for language in ("zh", "en")}
    return {
        language: {doc_id: as_markdown(label) for doc_id, label in named.items()}
        for language, named in labels.items()
    }
