"""What the search for shared wording found is kept: where a few plans changed, the rows are those of all sought anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.clerk import make_project

from compare.build import reuse_table
from compare.build.kept_search import KeptSearch
from compare.files.entries import load_entry, store_entry
from compare.project import Project
from compare.reuse import text_lines
from compare.tables.gathered import arrow_parts
from compare.text.sources import read_sources


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse_table, "MOST_PLANS", 3)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Six plans, searched once; then one of them changes."""
    project = make_project(tmp_path / "p", 6)
    rows(project)
    change(project)
    return project


def change(project: Project) -> None:
    plan = project.raw / "plan02.txt"
    text = plan.read_text(encoding="utf-8").replace("底前公布流程图", "底前公布流程图并报县司法局")
    plan.write_text(text, encoding="utf-8")


def rows(project: Project) -> list[dict[str, object]]:
    sources = read_sources(project.raw)
    place = reuse_table.reuse_table(project, sources, [], {source.doc_id for source in sources})
    return [row for part in arrow_parts(place) for row in part.to_pylist()]


def anew(project: Project, folder: Path) -> list[dict[str, object]]:
    """The rows of the same plans where nothing is kept."""
    shutil.copytree(project.raw, folder / "anew" / project.raw.relative_to(project.root))
    return rows(Project(folder / "anew"))


def sought(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Gathers the texts that are sought from now on."""
    found, lines = list[int](), text_lines._Search.lines

    def told(self: text_lines._Search, text: int) -> object:
        found.append(text)
        return lines(self, text)

    monkeypatch.setattr(text_lines._Search, "lines", told)
    return found


def test_only_what_can_have_changed_is_sought(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = sought(monkeypatch)
    found = rows(project)
    few = list(few)
    every = sought(monkeypatch)
    assert found and found == anew(project, tmp_path)
    assert 0 < len(few) < len(every)


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"{}", lambda data: b""]
)
@pytest.mark.parametrize("signed", [True, False])
def test_a_damaged_search_is_made_anew(
    project: Project, tmp_path: Path, damage: Callable[[bytes], bytes], signed: bool
) -> None:
    (place,) = project.cache.glob("search.*")
    damaged = damage(load_entry(place) or b"")
    store_entry(place, damaged) if signed else place.write_bytes(damaged)
    assert rows(project) == anew(project, tmp_path)
    assert len(load_entry(place) or b"") > len(damaged)


def test_a_search_of_other_code_goes_and_what_is_not_ours_stays(project: Project) -> None:
    (place,) = project.cache.glob("search.*")
    (project.cache / f"search.{'0' * 32}.zst").write_bytes(b"")
    (project.cache / "search.mine.zst").write_bytes(b"")
    rows(project)
    assert sorted(path.name for path in project.cache.glob("search.*")) == sorted(
        [place.name, "search.mine.zst"]
    )


def test_where_the_disk_is_full_the_rows_are_there(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("compare.build.kept_search.store_entry", full)
    before = KeptSearch(project).load()
    assert rows(project) and KeptSearch(project).load() == before
