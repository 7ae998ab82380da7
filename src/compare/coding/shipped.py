"""Where the coded plans lie that come with the package; asked by many who do not read them."""

from importlib.resources import files
from pathlib import Path


def reference_folder() -> Path:
    """Where the coded plans lie: `compare/reference/` in an installed package, `data/` in a checkout."""
    installed = Path(str(files("compare"))) / "reference"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[3] / "data"
