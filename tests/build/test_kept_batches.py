"""Of very many plans batches are kept: what did not change is neither coded nor read anew, and gives the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clerk import PLAN, Clerk, make_project

from compare.build import batch, coded
from compare.build.batch import SIZE, Batch, batch_of, in_batches
from compare.build.building import build_project
from compare.build.kept import KeptRows
from compare.build.kept_batches import KeptBatches
from compare.build.plan import PlanTask
from compare.files.entries import load_entry, store_entry
from compare.project import Project
from compare.tables.schema import SCHEMAS
from compare.text.sources import Source, read_sources

COUNT = 9


@pytest.fixture
def project(tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose batches are kept."""
    monkeypatch.setattr(coded, "FEW", 2)
    monkeypatch.setattr(batch, "SIZE", 2)
    made = make_project(tmp_path / "p", COUNT)
    build_project(made, clerk, "0", workers=1)
    clerk.coded()
    return made


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    (tmp_path / "diary").mkdir()
    return Clerk(tmp_path / "diary")


def rebuilt(project: Project, clerk: Clerk) -> dict[str, bytes]:
    (project.cache / "last_build.json").unlink(missing_ok=True)
    build_project(project, clerk, "0", workers=1)
    return {
        path.name: path.read_bytes() for path in (*project.processed.iterdir(), *project.reports.iterdir())
    }


def kept(project: Project) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in project.cache.glob("batch.*")}


def batch_with(project: Project, doc_id: str) -> list[str]:
    ids = [[one.doc_id for one in some] for some in in_batches(read_sources(project.raw))]
    return next(some for some in ids if doc_id in some)


def test_a_change_is_read_with_its_batch_and_the_others_are_taken(project: Project, clerk: Clerk) -> None:
    before, written = rebuilt(project, clerk), kept(project)
    for path in project.cache.glob("*.json.zst"):  # the rows of plans, which batches do not need
        path.unlink()
    (project.raw / "plan04.txt").write_text(PLAN.format(hours=99), encoding="utf-8")
    after = rebuilt(project, clerk)
    assert clerk.coded() == batch_with(project, "plan04")
    assert len(written) > 2 and len(set(written.items()) & set(kept(project).items())) == len(written) - 1
    assert len(kept(project)) == len(written)  # what is no more is gone
    (project.raw / "plan04.txt").write_text(PLAN.format(hours=44), encoding="utf-8")
    assert rebuilt(project, clerk) == before != after


def test_kept_batches_give_what_no_batch_gives(project: Project, clerk: Clerk) -> None:
    taken = rebuilt(project, clerk)
    for path in kept(project):
        path.unlink()
    assert rebuilt(project, clerk) == taken and not clerk.coded()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def of_no_tables(data: bytes) -> bytes:
    return b"{}"


@pytest.mark.parametrize("damage", [cut, of_no_tables])
@pytest.mark.parametrize("signed", [True, False])
def test_a_damaged_batch_is_made_anew(
    project: Project, clerk: Clerk, damage: Callable[[bytes], bytes], signed: bool
) -> None:
    before = rebuilt(project, clerk)
    place = sorted(kept(project))[0]
    damaged = damage(load_entry(place) or b"")
    store_entry(place, damaged) if signed else place.write_bytes(damaged)
    assert rebuilt(project, clerk) == before and not clerk.coded()
    assert load_entry(place) not in (None, damaged)


def test_a_batch_with_a_plan_at_fault_is_not_kept_and_strangers_stay(project: Project, clerk: Clerk) -> None:
    count = len(kept(project))
    strange = project.cache / "batch.mine.arrow"
    strange.write_bytes(b"")
    (project.raw / "plan04.txt").write_text("今天天气很好。\n", encoding="utf-8")
    (project.raw / "plan05.txt").unlink()
    built = build_project(project, clerk, "0", workers=1)
    lost = {str(batch_with(project, name)) for name in ("plan04", "plan05")}
    assert len(built.faults) == 2
    assert strange.exists() and len(kept(project)) == count - len(lost) + 1


def test_a_batch_is_kept_as_it_is(project: Project, clerk: Clerk) -> None:
    sources = read_sources(project.raw)[:3]
    rows = KeptRows(project, clerk)
    batches = KeptBatches(project, {source.doc_id: rows.place(source) for source in sources})
    made = batch_of([PlanTask(project, clerk)(source) for source in sources])
    batches.store(batches.place(sources), made)
    assert batches.load(batches.place(sources)) == made
    assert made.tables.keys() == SCHEMAS.keys() and made.letters["doc_id"].to_pylist() == [
        "plan00",
        "plan01",
        "plan02",
    ]
    assert batches.place(read_sources(project.raw)[:4]) is None  # of one it is not known where it is kept
    assert batches.place(sources) != batches.place(sources[:2]) and isinstance(made, Batch)


ids = st.lists(st.text("abcdefgh0123", min_size=1, max_size=5), unique=True, max_size=60)


@given(ids, st.integers(0, 60))
def test_a_plan_more_leaves_other_batches_alone(names: list[str], place: int) -> None:
    def batches(some: list[str]) -> list[tuple[str, ...]]:
        return [
            tuple(one.doc_id for one in found) for found in in_batches([Source(name, "") for name in some])
        ]

    before, after = batches(names), batches([*names[:place], "new", *names[place:]])
    assert [name for some in before for name in some] == names
    assert len(set(before) - set(after)) <= 1 and all(len(some) <= 3 * SIZE for some in after)
