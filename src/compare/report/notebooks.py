"""Execute the notebooks: percent scripts (`*.py`, kept as text) become `.ipynb` with outputs.

Those that come with the package run in an empty folder, and find the project through a variable of
the environment: nothing in a project folder is imported or read as a setting. A project's own
notebooks are programs of whoever sent it, and run only on request. Two runs give the same bytes:
cells are numbered instead of having random ids, and nothing that names a time or a machine is kept.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import jupytext
import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from compare.errors import InputError
from compare.files.folders import inside
from compare.files.isolation import PROJECT, isolated_environment
from compare.project import REPOSITORY, Project

TIMEOUT = 1800
"""Seconds that one cell may take: with hundreds of plans some take minutes."""
_AT_ONCE = 2  # notebooks, each in a process of its own: more need more memory than laptops have
_MANY = 500
"""Plans beyond which one notebook is run after the other: each holds the tables of all of them."""
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""So many small products that threads, which wait for each other, take three times as long."""
OWN_WORDS = "these-plans"
"""The tag of cells that speak of the plans of this repository, and of no others."""


OF_CODES = "05_reliability"
"""The notebook that has nothing to say where nobody coded a plan."""


def is_repository(project: Project) -> bool:
    """Whether the project is this repository, whose notebooks are those of the package."""
    return project.root.resolve() == REPOSITORY and (REPOSITORY / "notebooks").is_dir()


def shipped_notebooks(coded: bool = True) -> list[Path]:
    """The notebooks that come with the package; no reliability where no plan is `coded`."""
    folders = (Path(str(files("compare"))) / "reference" / "notebooks", REPOSITORY / "notebooks")
    sources = next((found for folder in folders if (found := sorted(folder.glob("*.py")))), [])
    return [source for source in sources if coded or source.stem != OF_CODES]


def own_notebooks(project: Project) -> list[Path]:
    """The notebooks that a project brings: they are run only if the user trusts who wrote them."""
    if is_repository(project):
        return []
    return sorted((project.root / "notebooks").glob("*.py"))


def read_notebook(source: Path, folder: Path) -> NotebookNode:
    """One percent script; for other plans than those beside it, without the cells on these."""
    notebook = jupytext.read(source)
    if source.parent.parent != folder:
        notebook.cells = [cell for cell in notebook.cells if OWN_WORDS not in cell.metadata.get("tags", [])]
    return notebook


class _OwnPython(KernelSpecManager):
    """The kernel is the Python that runs us, whatever kernels a user has installed under its name."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


class _Kernel(AsyncKernelManager):
    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return _OwnPython()


def run_notebook(source: Path, project: Project) -> NotebookNode:
    """Execute one percent script on `project`: in an empty folder, or, if it is the project's own, there.

    A cell that fails is an `InputError` naming the notebook and the fault.
    """
    notebook = read_notebook(source, project.root)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"{source.stem[:2]}-{number:03}"
    own = source in own_notebooks(project)
    with tempfile.TemporaryDirectory(prefix="fazhi-") as name:
        home, empty = Path(name) / "home", Path(name) / "here"
        home.mkdir()
        empty.mkdir()
        if own:
            _execute(
                notebook,
                inside(source, project.root),
                project.root,
                os.environ | {PROJECT: str(project.root)},
            )
        else:
            _execute(notebook, source, empty, isolated_environment(home, project.root))
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.validate(notebook)
    return notebook


def _execute(notebook: NotebookNode, source: Path, folder: Path, environment: dict[str, str]) -> None:
    client = NotebookClient(
        notebook, timeout=TIMEOUT, kernel_name="python3", record_timing=False, kernel_manager_class=_Kernel,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # no warnings of the kernel's own
    )  # fmt: skip
    try:
        client.execute(env=environment | _ONE_THREAD)
    except CellTimeoutError:
        raise InputError(
            f"{source.name}: a cell takes longer than {TIMEOUT // 60} minutes; run it in Jupyter on fewer plans."
        ) from None
    except CellExecutionError as error:
        raise InputError(
            f"{source.name}: {error.ename}: {error.evalue}; run it in Jupyter to see where."
        ) from None


def run_notebooks(
    sources: Sequence[Path], project: Project, folder: Path, say: Callable[[str], None], plans: int = 0
) -> list[str]:
    """Execute `sources` and write `folder/<name>.ipynb` for each; two at a time, but of very many `plans`.

    One that fails is left out; what is returned says which, and why.
    """

    def run(source: Path) -> str:
        say(f"executing {source.name}")
        try:
            notebook = run_notebook(source, project)
        except InputError as error:
            return str(error)
        except Exception as error:  # a kernel that died, or a file that is no notebook
            return f"{source.name}: {type(error).__name__}: {error}; run it in Jupyter to see where."
        text = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
        (folder / f"{source.stem}.ipynb").write_text(text + "\n", encoding="utf-8", newline="\n")
        return ""

    with ThreadPoolExecutor(1 if plans > _MANY else _AT_ONCE) as pool:
        return [fault for fault in pool.map(run, sources) if fault]
