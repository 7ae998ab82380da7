"""A project folder that came from somebody else runs nothing of its own, unless the user says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
import pytest
from support.coded import coded_project

from compare.figures.catalogue import CHARTS, Group
from compare.project import Project
from compare.report import making, notebooks
from compare.report.making import make_report

ROOT = Path(__file__).resolve().parents[2]
TRAPS = (
    "pandas.py",
    "numpy/__init__.py",
    "pathlib.py",
    "multiprocessing/__init__.py",
    "sitecustomize.py",
    "usercustomize.py",
    "ipykernel_launcher.py",
    "IPython/__init__.py",
    ".ipython/profile_default/startup/00.py",
    "ipython_config.py",
    "ipython_kernel_config.py",
    "jupyter_config.py",
    ".jupyter/jupyter_config.py",
    "notebooks/pandas.py",
)
PROBE = """# %%
import os
import sys

from compare import read_tables

print(read_tables()["documents"]["doc_id"].tolist(), os.listdir(), "TRAP" in os.environ)
print([path for path in sys.path if path.startswith({root!r})])
"""


def set_traps(root: Path, told: Path) -> None:
    """Files that write to `told` when Python runs them."""
    for name in TRAPS:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(told)!r}, 'a').write({name!r} + '\\n')\n", encoding="utf-8")


@pytest.fixture
def plain(uncoded: Project, tmp_path: Path) -> Project:
    """One plan, built."""
    shutil.copytree(uncoded.root, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture
def hostile(plain: Project, tmp_path: Path) -> Project:
    """One plan, built, in a folder full of traps."""
    set_traps(plain.root, tmp_path / "told")
    return plain


def notebook(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def printed(path: Path) -> str:
    cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
    return "".join(out.get("text", "") for cell in cells for out in cell.get("outputs", []))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report without figures, which take long and are not the question here."""
    monkeypatch.setattr(making, "GROUPS", ())


def test_shipped_notebooks_run_apart_from_the_project(
    hostile: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    probe = notebook(tmp_path / "package", "probe.py", PROBE.format(root=str(hostile.root)))
    fails = notebook(tmp_path / "package", "fails.py", "# %% \n1 / 0\n")
    monkeypatch.setattr(making, "shipped_notebooks", lambda *_: [fails, probe])
    monkeypatch.chdir(hostile.root)
    made = make_report(hostile, lambda _: None)
    assert not (tmp_path / "told").exists()
    written = hostile.reports / "notebooks"
    assert printed(written / "probe.ipynb") == "['b-county-longshan-2021'] [] False\n[]\n"
    assert made.faults == ["fails.py: ZeroDivisionError: division by zero; run it in Jupyter to see where."]
    names = sorted(path.name for path in written.iterdir() if path.is_file())
    assert names == ["probe.html", "probe.ipynb"] and made.page.is_file()
    assert len(made.notes) == 1 and "pandas.py: not run" in made.notes[0]


def test_notebooks_of_the_project_run_on_request_and_their_files_stay(
    plain: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    shipped = notebook(tmp_path / "package", "01_corpus.py", "# %% \nprint('ours')\n")
    monkeypatch.setattr(making, "shipped_notebooks", lambda *_: [shipped])
    mine = notebook(plain.root / "notebooks", "01_corpus.py", "# %% \nprint('mine')\n")
    kept = notebook(plain.root / "notebooks", "01_corpus.ipynb", "{}")
    edited = jupytext.reads("# %% \nprint(6 * 7)\n", "py:percent")
    jupytext.write(edited, plain.root / "notebooks" / "edited.ipynb")
    before = (plain.root / "notebooks" / "edited.ipynb").read_bytes()
    made = make_report(plain, lambda _: None, trust=True)
    written = plain.reports / "notebooks"
    assert not made.faults and not made.notes
    assert printed(written / "own" / "edited.ipynb") == "42\n"
    assert (plain.root / "notebooks" / "edited.ipynb").read_bytes() == before
    assert printed(written / "01_corpus.ipynb") == "ours\n"
    assert printed(written / "own" / "01_corpus.ipynb") == "mine\n"
    assert mine.read_text(encoding="utf-8") == "# %% \nprint('mine')\n" and kept.read_text("utf-8") == "{}"
    page = made.page.read_text(encoding="utf-8")
    assert 'href="notebooks/01_corpus.html"' in page and 'href="notebooks/own/01_corpus.html"' in page
    own = (written / "own" / "01_corpus.html").read_text(encoding="utf-8")
    assert 'href="../../index.html#findings"' in own


def test_a_figure_that_fails_is_named_and_the_others_are_there(
    plain: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = [Group("corpus", (CHARTS["corpus_overview"],))]
    monkeypatch.setattr(making, "shipped_notebooks", lambda *_: [])
    monkeypatch.setattr(making, "GROUPS", groups)
    monkeypatch.setattr("compare.report.page.report_evidence", lambda chart, _: 1 // 0)
    made = make_report(plain, lambda _: None)
    assert len(made.faults) == 1
    assert "figure corpus_overview: could not be drawn (ZeroDivisionError in test_trust.py" in made.faults[0]
    assert made.page.is_file() and not list(plain.reports.rglob("corpus_overview*"))


def test_the_command_started_there_runs_nothing_of_the_folder(tmp_path: Path) -> None:
    """`python -m` puts the folder it is started in first on the path, and so do worker processes.

    The plans are coded: to fit a model in every process would take most of the time.
    """
    hostile = coded_project(tmp_path / "project")
    set_traps(hostile.root, tmp_path / "told")
    command = [sys.executable, "-m", "compare"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    for arguments in (["build", "--workers", "2", "--quiet"], ["check"]):
        done = subprocess.run(
            [*command, *arguments], cwd=hostile.root, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert not (tmp_path / "told").exists()


def test_kernels_are_of_the_python_that_runs_us() -> None:
    spec = notebooks._manager().kernel_spec
    assert spec is not None and spec.argv[0] == sys.executable
