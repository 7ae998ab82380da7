"""A second report makes only what rests on something new, and its files are those of a fresh one."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from compare.export import figures as drawing
from compare.export.figures import Look
from compare.figures.catalogue import CHARTS, Group
from compare.project import Project
from compare.report.kept_files import KeptFiles, frame_digest
from compare.report.notebooks import Kernels, read_notebook
from compare.report.page import _Making, _section
from compare.report.progress import Progress
from compare.tables.schema import Tables


def counting(made: list[str], data: bytes) -> Callable[[], bytes]:
    def make() -> bytes:
        made.append("made")
        return data

    return make


def test_kept_until_damaged_changed_or_asked_for_anew(tmp_path: Path) -> None:
    project, made = Project(tmp_path), list[str]()
    for rests_on, fresh, times in (("a", False, 1), ("a", False, 1), ("b", False, 2), ("a", True, 3)):
        assert KeptFiles(project, fresh).get("x.svg", (rests_on,), counting(made, b"<svg/>")) == b"<svg/>"
        assert len(made) == times
    for path in project.cache.glob("report-*"):
        path.write_bytes(path.read_bytes()[:-1])
    kept = KeptFiles(project)
    assert kept.get("x.svg", ("a",), counting(made, b"<svg/>")) == b"<svg/>" and len(made) == 4
    other = project.cache / "report-mine.txt"
    other.write_text("somebody's own")
    kept.drop_others()
    assert len(list(project.cache.glob("report-x.svg.*"))) == 1 and other.is_file()


@pytest.mark.parametrize(
    "other",
    [
        pd.DataFrame({"a": ["1", "3"]}),
        pd.DataFrame({"b": ["1", "2"]}),
        pd.DataFrame({"a": ["2", "1"]}),
        pd.DataFrame({"a": [1, 2]}),
        pd.DataFrame({"a": ["1", None]}),
        pd.DataFrame({"a": ["1", "2", "2"]}),
    ],
)
def test_any_other_table_has_another_digest(other: pd.DataFrame) -> None:
    own = pd.DataFrame({"a": ["1", "2"]})
    assert frame_digest(own) == frame_digest(own.copy()) != frame_digest(other)


# Only what rests on a changed table is drawn again, and kept files are the bytes of fresh ones.
def test_only_what_changed_is_drawn_again(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def render(chart, *given):  # type: ignore[no-untyped-def]
        drawn.append(chart.name)
        return real(chart, *given)

    real = drawing.render
    monkeypatch.setattr(drawing, "render", render)
    project, group = (
        Project(tmp_path / "project"),
        Group("corpus", (CHARTS["corpus_overview"], CHARTS["reuse_domains"])),
    )

    def files(given: Tables, fresh: bool = False) -> dict[str, bytes]:
        home = tmp_path / f"run{len(list(tmp_path.glob('run*')))}"
        folders = {name: home / name for name in ("figures", "tables", "evidence")}
        for folder in folders.values():
            folder.mkdir(parents=True)
        faults: list[str] = []
        _section(group, _Making(given, folders, Look(), KeptFiles(project, fresh)), faults)
        assert not faults
        return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*.*"))}

    first = files(tables)
    assert drawn == ["corpus_overview"] * 2 + ["reuse_domains"] * 2
    drawn.clear()
    assert files(tables) == first and not drawn
    fewer = tables | {"bodies": tables["bodies"].iloc[:-30]}
    changed = files(fewer)
    assert set(drawn) == {"corpus_overview"}
    assert changed == files(fewer, fresh=True) != first


# Notebooks that share a kernel come out as if each had one of its own.
def test_one_kernel_for_several_notebooks(project: Project, tmp_path: Path) -> None:
    cells = [
        "# %%\nname = 'mine'\nimport pandas as pd\npd.set_option('display.precision', 1)\npd.DataFrame({'a': [0.123]})\n",
        "# %%\nimport pandas as pd\nprint('name' in globals())\npd.DataFrame({'a': [0.123]})\n",
    ]
    sources = [tmp_path / f"{number}.py" for number in range(2)]
    for source, text in zip(sources, cells, strict=True):
        source.write_text(text)
    with Kernels(project, tmp_path / "home") as kernels:
        _, second = (kernels.run(source, read_notebook(source, project.root)) for source in sources)
    (cell,) = second.cells
    assert cell.execution_count == 1
    assert cell.outputs[0]["text"] == "False\n"
    assert cell.outputs[1]["execution_count"] == 1 and "0.123" in cell.outputs[1]["data"]["text/plain"]


def test_the_time_left_comes_from_the_steps_done() -> None:
    said: list[str] = []
    now = iter([0.0, 10.0, 30.0])
    progress = Progress(said.append, lambda: next(now))
    progress.expect(30)
    for step in ("one", "two", "three"):
        progress.step(step, 10)
    assert said == ["one", "two (about 20 s left)", "three (about 15 s left)"]
