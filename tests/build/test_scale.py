"""Many plans: any number of workers, bad plans, interruptions and Parquet leave the bytes right."""

import gzip
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow as arrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from support.clerk import PLAN, Clerk, make_project

from compare.build import batch, building, judging, reuse_table, workers
from compare.build import kept as keeping
from compare.build.building import build_project
from compare.build.coded import Runner
from compare.build.kept import KeptRows
from compare.build.left_out import REPORTS
from compare.build.plan import PlanTask
from compare.coding.given import Codes
from compare.errors import InputError
from compare.extract.finds import Finds
from compare.indices.reuse import holds_all_pairs
from compare.project import Project
from compare.reuse import closest_rows
from compare.reuse.closest import find_closest
from compare.reuse.segments import letters_of
from compare.reuse.text_lines import TextLines
from compare.tables import writing
from compare.tables.gathered import arrow_parts
from compare.tables.integrity import check
from compare.tables.reading import read_table, read_tables
from compare.tables.schema import SCHEMAS, Tables
from compare.text import document
from compare.text.document import Document, parse_document, read_document
from compare.text.sources import Source, read_sources


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    (tmp_path / "diary").mkdir()
    return Clerk(tmp_path / "diary")


def build(project: Project, clerk: Clerk, **how: object) -> building.Built:
    """A build that looks at everything, as one in which anything changed."""
    (project.cache / "last_build.json").unlink(missing_ok=True)
    return build_project(project, clerk, "0", **how)  # type: ignore[arg-type]


def outputs(project: Project) -> dict[str, bytes]:
    paths = (*project.processed.iterdir(), *(project.reports / name for name in REPORTS.values()))
    return {path.name: path.read_bytes() for path in paths}


def kept(project: Project) -> list[Path]:
    """The kept rows of plans; what else is kept lies in folders."""
    return sorted(project.cache.glob("*.json.zst"))


def forget(project: Project) -> None:
    for path in kept(project):
        path.unlink()


# --- one result, whatever it runs on ---


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_batches_and_processes_give_the_same_bytes(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(workers, "sys", SimpleNamespace(platform=platform))  # how processes are started
    project = make_project(tmp_path / "p", 9)
    build(project, clerk, workers=1)
    expected = outputs(project)
    forget(project)
    monkeypatch.setattr(batch, "SIZE", 2)
    build(project, clerk, workers=2)
    assert outputs(project) == expected
    assert list(read_tables(project.processed)["targets"]["value"]) == [40.0 + n for n in range(9)]


def test_of_many_plans_shared_wording_is_found_meanwhile(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "p", 9)
    (project.raw / "plan04.txt").write_text("no plan", encoding="utf-8")
    (project.raw / "plan07.txt").unlink()
    build(project, clerk, workers=1)
    expected = outputs(project)
    forget(project)
    shutil.rmtree(project.cache / "reuse")
    at_hand: list[Path] = []

    def table(*which: Any) -> Path:
        at_hand.extend((project.cache / "reuse").glob("*/reuse.arrow"))
        monkeypatch.setattr(reuse_table, "_find", None)  # nothing is sought again
        return reuse_table.reuse_table(*which)

    monkeypatch.setattr(building, "FEW", 6)
    monkeypatch.setattr(building, "reuse_table", table)
    build(project, clerk, workers=2)
    assert at_hand and outputs(project) == expected


@pytest.mark.parametrize(("count", "platform"), [(2, "linux"), (3, "linux"), (2, "win32")])
def test_of_very_many_plans_workers_help_and_give_the_same_bytes(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, count: int, platform: str
) -> None:
    monkeypatch.setattr(workers, "sys", SimpleNamespace(platform=platform))
    project = make_project(tmp_path / "p", reuse_table.MOST_PLANS + 1)
    build(project, clerk, workers=1)
    expected = outputs(project)
    shutil.rmtree(project.cache / "reuse")
    build(project, clerk, workers=count)
    assert outputs(project) == expected
    assert not list(project.cache.glob("reuse/*/search"))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of one worker with two threads."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(1, threads_per_worker=2, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(params=["processes", "cluster"])
def runner(request: pytest.FixtureRequest) -> Runner:
    if request.param == "processes":
        return Runner(2)
    return Runner(scheduler=request.getfixturevalue("scheduler"))


def test_helpers_do_what_is_left_and_leave_a_search_that_is_done(tmp_path: Path, runner: Runner) -> None:
    project = make_project(tmp_path / "p", 4)
    search = SimpleNamespace(is_alive=lambda: False)
    lines = TextLines(tmp_path / "search", size=1)
    reuse_table._help(search, lines, runner.do_parts)  # type: ignore[arg-type]
    lines.folder.mkdir()
    documents = [read_document(source, project.raw) for source in read_sources(project.raw)]
    rows = list(find_closest(lines.folder, map(letters_of, documents)))
    for path in lines.folder.glob("part-*"):
        path.unlink()
    reuse_table._help(search, lines, runner.do_parts)  # type: ignore[arg-type]
    assert rows and len(lines.parts) > 1 and all(lines.path(part).exists() for part in lines.parts)
    assert not list(lines.folder.glob("unfinished-*"))


def test_what_a_cluster_cannot_do_is_left_undone(scheduler: str) -> None:
    for address in (scheduler, "nowhere"):
        Runner(scheduler=address).do_parts(_fails, [1])


def _fails(part: int) -> None:
    raise ZeroDivisionError(part)


def test_of_very_many_plans_a_cluster_gives_the_same_bytes(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, scheduler: str
) -> None:
    monkeypatch.setattr(reuse_table, "MOST_PLANS", 3)
    project = make_project(tmp_path / "p", 9)
    build(project, clerk, workers=1)
    expected = outputs(project)
    forget(project)
    shutil.rmtree(project.cache / "reuse")
    monkeypatch.setattr(building, "FEW", 2)
    build(project, clerk, scheduler=scheduler)
    assert outputs(project) == expected and len(list(project.cache.glob("reuse/*/reuse.arrow"))) == 1


def test_a_stopped_build_leaves_no_search_behind(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "p", reuse_table.MOST_PLANS + 1)
    place = reuse_table._place(project, read_sources(project.raw), [])

    def stopped(*_: object) -> None:
        reuse_table._search_folder(place).mkdir(parents=True, exist_ok=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(reuse_table, "_help", stopped)
    with pytest.raises(KeyboardInterrupt):
        build(project, clerk, workers=2)
    assert not list(project.cache.glob("reuse/*/search"))


def test_a_search_that_fails_leaves_nothing_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path / "p", 4)
    sources = read_sources(project.raw)
    monkeypatch.setattr(reuse_table, "MOST_PLANS", 3)
    monkeypatch.setattr(TextLines, "gather", None)
    with pytest.raises(TypeError):
        reuse_table.keep_reuse(project, sources, [])
    assert not list(project.cache.glob("reuse/*/*"))


def test_what_goes_wrong_meanwhile_is_not_the_blocks_fault(tmp_path: Path) -> None:
    done = tmp_path / "done"
    with workers.meanwhile(done.touch):
        pass
    assert done.is_file()
    with workers.meanwhile(done.mkdir):  # there is a file of that name
        pass
    with pytest.raises(KeyError), workers.meanwhile(partial(time.sleep, 600)):
        raise KeyError  # not after ten minutes


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(tmp_path: Path, clerk: Clerk) -> None:
    distributed = pytest.importorskip("distributed")
    project = make_project(tmp_path / "p", 12)
    build(project, clerk, workers=1)
    expected = outputs(project)
    forget(project)
    clerk.coded()
    slow = Clerk(clerk.diary, pause=0.2)
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            victim = next(iter(client.run(os.getpid).values()))
        killer = threading.Thread(target=_kill_in_the_middle, args=(clerk.diary, victim))
        killer.start()
        build(project, slow, scheduler=cluster.scheduler_address)
        killer.join()
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)
    assert outputs(project) == expected


def _kill_in_the_middle(diary: Path, process: int) -> None:
    while len(list(diary.iterdir())) < 4:
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)


def test_no_scheduler_is_said_in_one_sentence(tmp_path: Path, clerk: Clerk) -> None:
    pytest.importorskip("distributed")
    project = make_project(tmp_path / "p", 2)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        build(project, clerk, scheduler="nowhere")


def test_a_worker_that_dies_is_said_in_one_sentence(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 2)
    task = PlanTask(project, Clerk(clerk.diary, deadly=True))
    with pytest.raises(InputError, match="a worker process died"):
        list(workers.run_in_processes(task, read_sources(project.raw), 1))
    with pytest.raises(InputError, match="a worker process died"):
        workers.elsewhere(partial(os._exit, 9))


def test_what_is_done_elsewhere_comes_back() -> None:
    assert workers.elsewhere(os.getpid) != os.getpid()


@given(st.integers(1, 4), st.integers(0, 40))
def test_results_keep_their_order_and_few_are_under_way(size: int, count: int) -> None:
    under_way: list[int] = []

    def submit(number: int) -> "Future[int]":
        under_way.append(number)
        future: Future[int] = Future()
        future.set_result(number)
        return future

    seen = []
    for result in workers._in_order(submit, range(count), size):  # type: ignore[arg-type]
        assert len(under_way) <= 4 * size
        under_way.remove(result)  # type: ignore[arg-type]
        seen.append(result)
    assert seen == list(range(count))


# --- a bad plan ---


def test_a_bad_plan_is_named_and_the_rest_are_built(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Imported here, since every worker process of the other tests imports this module.
    from compare.cli.parser import main

    project = make_project(tmp_path / "p", 4)
    (project.raw / "plan01.txt").write_text("今天天气很好。\n", encoding="utf-8")
    monkeypatch.setattr("compare.coding.coder.PlanCoder", lambda folder: clerk)
    assert main(["build", "--quiet", "--project", str(project.root)]) == 3
    error = capsys.readouterr().err.strip()
    assert error.startswith("fazhi: plan01.txt: no numbered measures") and "\n" not in error
    assert list(read_tables(project.processed)["documents"]["doc_id"]) == ["plan00", "plan02", "plan03"]
    # Mended, it takes its place again, and only it is coded.
    clerk.coded()
    (project.raw / "plan01.txt").write_text(PLAN.format(hours=60), encoding="utf-8")
    assert main(["build", "--quiet", "--project", str(project.root)]) == 0
    assert clerk.coded() == ["plan01"]
    assert list(read_tables(project.processed)["documents"]["doc_id"])[1] == "plan01"


def test_a_bad_row_and_a_bad_template_are_named_and_the_rest_are_built(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 3)
    rows = "".join(f"plan0{n},plan0{n}.txt,{day},\n" for n, day in enumerate(("", "20220101", "2022-W01-1")))
    rows += "model,model.txt,,template\nshort,short.txt\n"
    (project.raw / "sources.csv").write_text(f"doc_id,file,issued,role\n{rows}", encoding="utf-8")
    built = build(project, clerk)
    assert list(read_tables(project.processed)["documents"]["doc_id"]) == ["plan00"]
    said = (
        "line 3 (plan01): issued '20220101'",
        "line 4 (plan02): issued '2022-W01-1'",
        "line 6 (short): 2 cells",
    )
    assert (
        all(words in fault for words, fault in zip(said, built.faults, strict=False))
        and len(built.faults) == 4
    )
    assert built.faults[3].startswith("model.txt: no such file")
    assert any("line 3 (plan01)" in fault for fault in check(project, "0"))


def test_what_no_table_can_hold_is_its_plan_s_own_fault(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 3)

    def beyond(document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        codes = clerk(document, finds)
        high = {key: one._replace(obligation=7) for key, one in codes.items()}
        return high if document.doc_id == "plan01" else codes

    built = build_project(project, beyond, "0", workers=1)
    assert list(read_tables(project.processed)["documents"]["doc_id"]) == ["plan00", "plan02"]
    assert built.faults[0].startswith("plan01.txt: provisions.csv: column 'obligation' has ")


def test_an_unforeseen_error_stays_with_its_plan(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 3)

    def stumbles(document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        if document.doc_id == "plan01":
            raise ZeroDivisionError("no such luck")
        return clerk(document, finds)

    built = build_project(project, stumbles, "0", workers=1)
    assert len(built.faults) == 1
    assert built.faults[0].startswith("plan01.txt: could not be coded (ZeroDivisionError in test_scale.py")


def test_where_every_plan_is_bad_nothing_changes(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 2)
    build(project, clerk)
    before = outputs(project)
    for path in project.raw.glob("*.txt"):
        path.write_text("今天天气很好。\n", encoding="utf-8")
    with pytest.raises(InputError, match="the other plan could not be built"):
        build(project, clerk)
    assert outputs(project) == before


# --- only what changed ---


def test_only_what_changed_is_done_again(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 3)
    build(project, clerk)
    first = outputs(project)
    assert clerk.coded() == ["plan00", "plan01", "plan02"]
    build(project, clerk)
    assert clerk.coded() == [] and outputs(project) == first
    # a changed file, a changed row of sources.csv, codes given by hand
    (project.raw / "plan02.txt").write_text(PLAN.format(hours=99), encoding="utf-8")
    build(project, clerk)
    assert clerk.coded() == ["plan02"]
    sources = project.raw / "sources.csv"
    sources.write_text(
        "doc_id,file,level\nplan00,plan00.txt,\nplan01,plan01.txt,county\nplan02,plan02.txt,\n"
    )
    build(project, clerk)
    assert clerk.coded() == ["plan01"]
    (project.coding / "someone").mkdir(parents=True)
    (project.coding / "someone" / "plan00.csv").write_text("doc_id\n")
    build(project, clerk)
    assert clerk.coded() == ["plan00"]


def test_changed_code_or_vocabulary_does_everything_again(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "p", 2)
    build(project, clerk)
    clerk.coded()
    monkeypatch.setattr(keeping, "judging_hash", lambda: "other rules")
    build(project, clerk)
    assert clerk.coded() == ["plan00", "plan01"]
    assert len(kept(project)) == 2  # what no plan has any more is gone


def test_a_build_parses_every_text_once(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "p", 3)
    rows = "doc_id,file,role\n" + "".join(
        f"plan{n:02},plan{n:02}.txt,{'template' * (n == 2)}\n" for n in range(3)
    )
    (project.raw / "sources.csv").write_text(rows, encoding="utf-8")
    parsed: list[str] = []

    def counted(source: Source, *more: str) -> Document:
        parsed.append(source.doc_id)
        return parse_document(source, *more)

    monkeypatch.setattr(document, "parse_document", counted)
    document._parsed.cache_clear()
    build(project, clerk)
    assert sorted(parsed) == ["plan00", "plan01", "plan02"]
    build(project, clerk)
    assert len(parsed) == 3  # and none again, where the process goes on and the text is the same


def test_the_hash_of_the_code_sees_every_vocabulary() -> None:
    names = {path.name for folder in judging.judging_folders() for path in folder.rglob("*")}
    assert {"times_bounds.csv", "rules.py", "taxonomy.csv", "sources.csv", "coders.csv"} <= names


def test_rows_are_kept_as_they_are(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 1)
    source = read_sources(project.raw)[0]
    plan, rows = PlanTask(project, clerk)(source), KeptRows(project, clerk)
    assert plan.rows["targets"] and not plan.rows["citations"]["start"]
    rows.store(rows.place(source), plan)
    loaded = rows.load(rows.place(source))
    assert loaded == plan and json.dumps(loaded.rows) == json.dumps(plan.rows)  # in the same order


CHANGES: dict[str, Callable[[Project], object]] = {
    "a plan": lambda project: (project.raw / "plan01.txt").write_text(PLAN.format(hours=9), encoding="utf-8"),
    "a row": lambda project: (project.raw / "sources.csv").write_text("doc_id,file\nplan00,plan00.txt\n"),
    "a coder": lambda project: (project.coding / "coders.csv").write_text("coder,kind,rank,description\n"),
    "an output gone": lambda project: (project.processed / "times.csv").unlink(),
    "the report gone": lambda project: (project.reports / "sources.md").unlink(),
    "the Chinese report gone": lambda project: (project.reports / "sources.zh.md").unlink(),
    "what was kept": lambda project: (project.cache / "last_build.json").write_bytes(b"{}"),
}


@pytest.mark.parametrize("change", ["nothing", *CHANGES])
def test_a_build_in_which_nothing_changed_does_nothing(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    project = make_project(tmp_path / "p", 2)
    project.coding.mkdir(parents=True)
    first = build_project(project, clerk, "0", workers=1)
    written, done = outputs(project), list[str]()
    monkeypatch.setattr(building, "_write_pairs", lambda *_: done.append("work"))
    if change != "nothing":
        CHANGES[change](project)
    with suppress(InputError):  # without its work a build is not whole
        built = build_project(project, clerk, "0", workers=1)
    assert done == ([] if change == "nothing" else ["work"])
    if change == "nothing":
        (project.processed / "mine.txt").write_text("x", encoding="utf-8")
        again = build_project(project, clerk, "0", workers=1)
        assert built == first and "mine.txt" in again.notes[0]
        assert outputs(project) == written | {"mine.txt": b"x"}


def test_a_build_with_faults_is_done_again(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 2)
    (project.raw / "plan01.txt").write_text("", encoding="utf-8")
    first = build_project(project, clerk, "0", workers=1)
    assert first.faults and build_project(project, clerk, "0", workers=1).faults == first.faults
    assert not (project.cache / "last_build.json").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:50],
        lambda data: gzip.compress(b"{}"),
        lambda data: gzip.compress(b'{"rows": {"times": [{}]}}'),
        lambda data: gzip.compress(b'{"rows": {"times": {"start": [1, 2], "end": [3]}}}'),
    ],
)
def test_a_damaged_kept_file_is_replaced(
    tmp_path: Path, clerk: Clerk, damage: Callable[[bytes], bytes]
) -> None:
    project = make_project(tmp_path / "p", 2)
    build(project, clerk)
    first = outputs(project)
    clerk.coded()
    damaged = kept(project)[0]
    damaged.write_bytes(damage(damaged.read_bytes()))
    build(project, clerk)
    assert clerk.coded() == ["plan00"] and outputs(project) == first


def test_a_stopped_build_changes_nothing_and_goes_on_later(tmp_path: Path, clerk: Clerk) -> None:
    project = make_project(tmp_path / "p", 4)
    build(project, clerk)
    expected = outputs(project)
    forget(project)
    for name in ("plan00", "plan02"):
        (project.raw / f"{name}.txt").write_text(PLAN.format(hours=70), encoding="utf-8")
    clerk.coded()
    with pytest.raises(KeyboardInterrupt):
        build(project, Clerk(clerk.diary, tired_at="plan02"), workers=1)
    assert outputs(project) == expected
    assert clerk.coded() == ["plan00", "plan01"]
    build(project, clerk)
    assert clerk.coded() == ["plan02", "plan03"]


# --- shared wording of many plans ---


def test_of_many_plans_the_closest_passages_are_told_and_kept(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "p", 4)
    assert build(project, clerk).notes == []
    assert holds_all_pairs(read_tables(project.processed)["reuse"])
    monkeypatch.setattr(reuse_table, "MOST_PLANS", 3)
    monkeypatch.setattr(closest_rows, "_AT_ONCE", 5)
    (project.raw / "plan03.txt").write_text(PLAN.format(hours=50), encoding="utf-8")
    built = build(project, clerk)
    assert [note.partition(":")[0] for note in built.notes] == ["reuse.csv"]
    rows = read_tables(project.processed)["reuse"]
    assert len(rows) and not holds_all_pairs(rows)
    # what is kept gives the same bytes, in as many batches
    first = outputs(project)
    monkeypatch.setattr(reuse_table, "find_closest", None)
    build(project, clerk)
    assert outputs(project) == first


def test_kept_passages_of_a_plan_that_could_not_be_coded_are_not_taken(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", 4)
    sources = read_sources(project.raw)
    reuse_table.keep_reuse(project, sources, [])
    good = {source.doc_id for source in sources[1:]}
    parts = list(arrow_parts(reuse_table.reuse_table(project, sources, [], good)))
    assert {doc_id for rows in parts for side in "ab" for doc_id in rows[f"doc_{side}"].to_pylist()} == good


def test_a_table_that_was_not_finished_is_not_taken(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", 4)
    sources = read_sources(project.raw)
    good = {source.doc_id for source in sources}
    place = reuse_table.reuse_table(project, sources, [], good)
    whole = place.read_bytes()
    place.write_bytes(whole[:-30])
    place.with_suffix(".json").unlink()
    assert reuse_table.reuse_table(project, sources, [], good).read_bytes() == whole


def test_the_description_names_the_number_of_plans() -> None:
    assert f"more than {reuse_table.MOST_PLANS} plans" in str(SCHEMAS["reuse"].description)


# --- tables too large for CSV ---


def test_large_tables_become_parquet_and_read_the_same(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "p", 3)
    build(project, clerk)
    as_csv = read_tables(project.processed)
    monkeypatch.setattr(writing, "MOST_PROVISIONS", 5)
    build(project, clerk)
    assert not (project.processed / "provisions.csv").exists()
    for name, frame in read_tables(project.processed).items():
        pd.testing.assert_frame_equal(frame, as_csv[name])
    described = json.loads((project.processed / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["format"] for resource in described["resources"]} == {"parquet"}
    assert check(project, "0") == []
    monkeypatch.undo()
    build(project, clerk)
    assert not list(project.processed.glob("*.parquet"))


# Rows of one plan are taken out of a column of many pieces a hundred times as slowly.
def test_a_parquet_table_of_many_pieces_is_read_in_one(tmp_path: Path, tables: Tables) -> None:
    tables["times"].to_parquet(tmp_path / "times.parquet", row_group_size=7)
    assert parquet.ParquetFile(tmp_path / "times.parquet").num_row_groups > 1
    read = read_table("times", tmp_path)
    pd.testing.assert_frame_equal(read, tables["times"])
    assert arrow.Table.from_pandas(read)["text"].num_chunks == 1
