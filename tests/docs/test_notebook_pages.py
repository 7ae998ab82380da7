"""The analyses and the lessons are pages of the site in both languages, as they are committed."""

import re
from pathlib import Path

import nbformat
import pytest
from fazhi_docs.notebooks import FOLDERS, PNG, SVG, in_language, lay_notebooks
from nbformat import NotebookNode
from support.pages import TREES

from compare.lessons.material import lesson_files

ROOT = Path(__file__).resolve().parents[2]
ANALYSES = sorted((ROOT / "notebooks").glob("*.ipynb"))
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def shown(path: Path, language: str) -> list[NotebookNode]:
    cells: list[NotebookNode] = in_language(nbformat.read(path, as_version=4), language).cells
    return cells


@LANGUAGES
@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_a_page_shows_the_committed_outputs_of_its_language(path: Path, language: str) -> None:
    committed = nbformat.read(path, as_version=4).cells
    cells = shown(path, language)
    assert len([cell for cell in cells if cell.cell_type == "markdown"]) * 2 == len(
        [cell for cell in committed if cell.cell_type == "markdown"]
    )
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert len(outputs) == sum(len(cell.get("outputs", [])) for cell in committed)
    pictures = [output["data"][SVG] for output in outputs if SVG in output.get("data", {})]
    assert pictures and not [output for output in outputs if PNG in output.get("data", {})]
    assert all(picture.lstrip().startswith("<?xml") for picture in pictures)
    told = re.findall(r'(?m)^language = "(\w+)"', "\n".join(cell.source for cell in cells))
    assert told == [language]


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_tables_and_sentences_of_the_chinese_page_are_chinese(path: Path) -> None:
    """Each that the notebook holds in both languages, and none of them twice."""
    committed = [out for cell in nbformat.read(path, as_version=4).cells for out in cell.get("outputs", [])]
    both = [output["metadata"]["languages"] for output in committed if output.get("metadata")]
    cells = shown(path, "zh")
    said = [
        text for cell in cells for out in cell.get("outputs", []) for text in out.get("data", {}).values()
    ]
    assert both and all(texts["zh"] in said and texts["en"] not in said for texts in both)


@LANGUAGES
def test_every_analysis_and_lesson_is_laid_out_and_in_the_contents(language: str, tmp_path: Path) -> None:
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "00_gone.ipynb").write_text("{}")
    lay_notebooks(tmp_path, language)
    laid = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ipynb"))
    wanted = [f"analysis/{path.name}" for path in ANALYSES]
    wanted += [f"lessons/{path.stem}.ipynb" for path in lesson_files(language)]
    assert laid == sorted(wanted)
    contents = (TREES[language] / "index.md").read_text(encoding="utf-8").splitlines()
    listed = [line for line in contents if line.split("/")[0] in FOLDERS]
    assert sorted(f"{line}.ipynb" for line in listed) == laid
