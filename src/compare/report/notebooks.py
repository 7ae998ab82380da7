"""Execute the notebooks: `notebooks/*.py` (kept as text) become `.ipynb` with outputs.

Two runs give the same bytes: cells are numbered instead of having random ids, and nothing
that names a time or a machine is kept.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from compare.errors import InputError
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


def notebooks_of(project: Project, coded: bool = True) -> list[Path]:
    """The notebooks of a project, or, where it has none, those that come with the package.

    Without that on reliability where no plan of the project is `coded`.
    """
    shipped = Path(str(files("compare"))) / "reference" / "notebooks"
    folders = (project.root / "notebooks", shipped, REPOSITORY / "notebooks")
    found = (sorted(folder.glob("*.py")) for folder in folders)
    sources = next((sources for sources in found if sources), [])
    return [source for source in sources if coded or source.stem != OF_CODES]


def read_notebook(source: Path, folder: Path) -> NotebookNode:
    """One percent script; for other plans than those beside it, without the cells on these."""
    notebook = jupytext.read(source)
    if source.parent.parent != folder:
        notebook.cells = [cell for cell in notebook.cells if OWN_WORDS not in cell.metadata.get("tags", [])]
    return notebook


def run_notebook(source: Path, folder: Path) -> NotebookNode:
    """Execute one percent script with `folder` (a project) as its working directory.

    A cell that fails is an `InputError` naming the notebook and the fault.
    """
    notebook = read_notebook(source, folder)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"{source.stem[:2]}-{number:03}"
    client = NotebookClient(
        notebook, timeout=TIMEOUT, kernel_name="python3", record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # no warnings of the kernel's own
    )  # fmt: skip
    try:
        client.execute(env=os.environ | _ONE_THREAD)
    except CellTimeoutError:
        raise InputError(
            f"{source.name}: a cell takes longer than {TIMEOUT // 60} minutes; run it in Jupyter on fewer plans."
        ) from None
    except CellExecutionError as error:
        raise InputError(
            f"{source.name}: {error.ename}: {error.evalue}; run it in Jupyter to see where."
        ) from None
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.validate(notebook)
    return notebook


def run_notebooks(
    sources: Sequence[Path], project: Project, folder: Path, say: Callable[[str], None], plans: int = 0
) -> list[Path]:
    """Execute `sources` and write `folder/<name>.ipynb` for each; two at a time, but of very many `plans`."""

    def run(source: Path) -> NotebookNode:
        say(f"executing {source.name}")
        return run_notebook(source, project.root)

    with ThreadPoolExecutor(1 if plans > _MANY else _AT_ONCE) as pool:
        notebooks = list(pool.map(run, sources))
    written = [folder / f"{source.stem}.ipynb" for source in sources]
    for path, notebook in zip(written, notebooks, strict=True):
        text = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
        path.write_text(text + "\n", encoding="utf-8")
    return written
