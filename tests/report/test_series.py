"""Two plans of one place: what is compared are its times, so nothing warns of reading times as places."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.variants import Variants

from compare.export.notes import general_notes, short_notes
from compare.figures.catalogue import CHARTS
from compare.figures.charts import chart_caption
from compare.report.fact_sheets import fact_sheets, sheet_page
from compare.report.findings import findings_table, findings_text
from compare.report.notebooks import SEVERAL_PLACES, read_notebook, shipped_notebooks
from compare.report.site import LANGUAGES
from compare.tables.schema import Tables

OF_TIMES = re.compile(
    r"\b(?:one|difference|question) of time\b|\bits time\b|\btime they were written|\btimes as well as places"
    r"|\balso one of place|across outlines the|the outline's\.|\b[Gg]enerations?\b|"
    r"时期差异|时期的差异|时期之词|出自时期|那个时期|写作的时期|比时期|地区差异|可能出自(?:国家纲要|《纲要》)|世代"
)


def said(tables: Tables, series: bool) -> Iterator[tuple[str, str]]:
    """All sentences of a report that are not drawn into a figure, with where each part of them stands."""
    for language in LANGUAGES:
        yield f"findings {language}", findings_text(tables, language)
        yield f"notes {language}", " ".join(note.text(language) for note in general_notes(tables))
        yield f"under tables {language}", " ".join(short_notes(tables, language))
        for chart in CHARTS.values():
            yield f"{chart.name} {language}", chart_caption(chart, tables, language)
    yield "table of findings", findings_table(tables).to_csv()
    for sheet in fact_sheets(tables):
        yield sheet.doc_id, sheet_page(sheet).decode()
    for source in shipped_notebooks():
        yield (
            source.stem,
            "\n".join(cell.source for cell in read_notebook(source, source.parent, series).cells),
        )


def warnings(tables: Tables, series: bool) -> list[tuple[str, str]]:
    return [(where, found[0]) for where, text in said(tables, series) for found in OF_TIMES.finditer(text)]


def test_one_place_is_not_warned_of_times(variants: Variants, few_draws: None) -> None:
    assert warnings(variants("series"), series=True) == []


# The same words are found where the plans are of two places: each kind of text has its own.
def test_two_places_are_warned(variants: Variants, few_draws: None) -> None:
    two = variants("series")
    apart = two | {"documents": two["documents"].assign(place_id=["1", "2"])}
    places = {where for where, _ in warnings(apart, series=False)}
    figures = {"own_words", "reuse_force", "coverage_by_outline", "corpus_overview"}
    assert {f"{name} {language}" for name in figures for language in LANGUAGES} <= places
    assert {"findings en", "findings zh", "notes en", "under tables zh", "table of findings"} <= places
    assert {"03_strictness", "04_timeline", "06_shared_wording"} <= places


@pytest.mark.parametrize("source", shipped_notebooks(), ids=lambda source: str(source.stem))
def test_notebooks_of_one_place_have_all_other_cells(source: Path) -> None:
    every, left = (read_notebook(source, source.parent, series).cells for series in (False, True))
    gone = [cell for cell in every if SEVERAL_PLACES in cell.metadata.get("tags", [])]
    assert len(every) == len(left) + len(gone)
    assert {cell.cell_type for cell in gone} <= {"markdown"}
