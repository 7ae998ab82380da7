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
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

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
_RESET = """
import matplotlib.pyplot, pandas, warnings
matplotlib.pyplot.close("all")
pandas.reset_option("all")
get_ipython().reset(new_session=False)
"""
"""What a kernel does between two notebooks: no name, figure or option of one is seen by the next."""
_RARELY = "__import__('gc').set_threshold(50_000)"
"""What a kernel begins with: it looks for objects in circles as rarely as the command does (`compare.cli.parser`)."""
OWN_WORDS = "these-plans"
"""The tag of cells that speak of the plans of this repository, and of no others."""
SEVERAL_PLACES = "several-places"
"""The tag of cells that warn of reading times as places: nothing to one place that is compared with itself."""


OF_CODES = "05_reliability"
"""The notebook that has nothing to say where nobody coded a plan."""
OF_INSTRUMENTS = "07_instruments"
"""The notebook that has nothing to say where nobody coded by the scheme of policy instruments."""


def is_repository(project: Project) -> bool:
    """Whether the project is this repository, whose notebooks are those of the package."""
    return project.root.resolve() == REPOSITORY and (REPOSITORY / "notebooks").is_dir()


def shipped_notebooks(coded: bool = True, instruments: bool = True) -> list[Path]:
    """The notebooks that come with the package; no reliability where no plan is `coded`, nor by `instruments`."""
    folders = (Path(str(files("compare"))) / "reference" / "notebooks", REPOSITORY / "notebooks")
    sources = next((found for folder in folders if (found := sorted(folder.glob("*.py")))), [])
    there = {OF_CODES: coded, OF_INSTRUMENTS: instruments}
    return [source for source in sources if there.get(source.stem, True)]


def own_notebooks(project: Project) -> list[Path]:
    """The notebooks that a project brings: they are run only if the user trusts who wrote them.

    Percent scripts and Jupyter notebooks; of two of one name, which Jupytext keeps alike, the script.
    """
    if is_repository(project):
        return []
    folder = project.root / "notebooks"
    by_name = {path.stem: path for ending in ("*.ipynb", "*.py") for path in folder.glob(ending)}
    return [by_name[name] for name in sorted(by_name)]


def read_notebook(source: Path, folder: Path, series: bool = False) -> NotebookNode:
    """One percent script or notebook; for other plans than those beside it, without the cells on these.

    Nor with those on several places where the plans are a `series` of one.
    """
    notebook = jupytext.read(source)
    unsaid = {OWN_WORDS} if source.parent.parent != folder else set()
    unsaid |= {SEVERAL_PLACES} if series else set()
    notebook.cells = [cell for cell in notebook.cells if unsaid.isdisjoint(cell.metadata.get("tags", []))]
    return notebook


class _OwnPython(KernelSpecManager):
    """The kernel is the Python that runs us, whatever kernels a user has installed under its name."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


class Kernels:
    """Runs notebooks one after the other on one project; those of the package share a kernel.

    To start Python, load the libraries and read the face takes longer than most notebooks. Between two
    of them names, figures and options are reset. A kernel that failed is not used again.
    """

    def __init__(self, project: Project, home: Path) -> None:
        self._project, self._home = project, home
        self._shared: KernelManager | None = None

    def __enter__(self) -> "Kernels":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._shared is not None and self._shared.has_kernel:
            self._shared.shutdown_kernel(now=True)
        self._shared = None

    def run(self, source: Path, notebook: NotebookNode) -> NotebookNode:
        """Execute the notebook of one percent script: in an empty folder, or, if it is the project's own, there.

        A cell that fails is an `InputError` naming the notebook and the fault.
        """
        for number, cell in enumerate(notebook.cells):
            cell["id"] = f"{source.stem[:2]}-{number:03}"
        if source in own_notebooks(self._project):
            _execute(notebook, inside(source, self._project.root), _manager(), *self._where(own=True))
        else:
            self._shared = self._shared or _manager()
            try:
                _execute(notebook, source, self._shared, *self._where(own=False))
            except BaseException:
                self._stop()
                raise
        notebook.metadata = {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        }
        nbformat.validate(notebook)
        return notebook

    def _where(self, own: bool) -> tuple[Path, dict[str, str]]:
        """The folder that a kernel starts in, and its environment."""
        root = self._project.root
        if own:
            return root, os.environ | {PROJECT: str(root)}
        home, empty = self._home / "home", self._home / "here"
        for folder in (home, empty):
            folder.mkdir(parents=True, exist_ok=True)
        return empty, isolated_environment(home, root)


def _manager() -> KernelManager:
    """A kernel that is not started yet: the Python that runs us."""
    manager = KernelManager(kernel_name="python3", kernel_spec_manager=_OwnPython())
    manager.client_class = "jupyter_client.asynchronous.AsyncKernelClient"
    return manager


def _execute(
    notebook: NotebookNode, source: Path, kernel: KernelManager, folder: Path, environment: dict[str, str]
) -> None:
    """Execute a notebook, then leave the kernel as it was found; cells are numbered from 1."""
    cells = list(notebook.cells)
    notebook.cells.append(new_code_cell(_RESET))  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook, km=kernel, timeout=TIMEOUT, record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=[
            "--IPKernelApp.log_level=ERROR",  # no warnings of the kernel's own
            f"--IPKernelApp.exec_lines={_RARELY}",
        ],
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
    notebook.cells = cells
    for number, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), 1):
        for holder in (cell, *(out for out in cell.outputs if "execution_count" in out)):
            holder["execution_count"] = number


def run_notebooks(
    sources: Sequence[Path],
    project: Project,
    folder: Path,
    say: Callable[[str], None],
    plans: int = 0,
    keep: Callable[[NotebookNode, Callable[[], bytes]], bytes] = lambda _, run: run(),
    series: bool = False,
) -> list[str]:
    """Execute `sources` and write `folder/<name>.ipynb` for each; two at a time, but of very many `plans`.

    One that fails is left out; what is returned says which, and why. `keep` gets a notebook and what
    runs it, and gives the notebook with its outputs: run now, or kept. `series`: all plans are of one place.
    """

    def run(source: Path, kernels: Kernels) -> str:
        def executed() -> bytes:
            say(f"executing {source.name}")
            text: str = nbformat.writes(kernels.run(source, notebook), version=4)  # type: ignore[no-untyped-call]
            return (text + "\n").encode()

        try:
            notebook = read_notebook(source, project.root, series)
            data = keep(notebook, executed)
        except InputError as error:
            return str(error)
        except Exception as error:  # a kernel that died, or a file that is no notebook
            return f"{source.name}: {type(error).__name__}: {error}; run it in Jupyter to see where."
        (folder / f"{source.stem}.ipynb").write_bytes(data)
        return ""

    def run_all(share: Sequence[Path]) -> list[str]:
        with (
            tempfile.TemporaryDirectory(prefix="fazhi-") as home,
            Kernels(project, Path(home)) as kernels,
        ):
            return [run(source, kernels) for source in share]

    hands = 1 if plans > _MANY else _AT_ONCE
    with ThreadPoolExecutor(hands) as pool:
        found = list(pool.map(run_all, [sources[first::hands] for first in range(hands)]))
    faults = {
        source: fault
        for first in range(hands)
        for source, fault in zip(sources[first::hands], found[first], strict=True)
    }
    return [faults[source] for source in sources if faults[source]]
