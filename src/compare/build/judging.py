"""What judges a plan, as one hash: when it changes, whatever was kept is made anew."""

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from compare.coding.shipped import reference_folder
from compare.files.digests import digest_of
from compare.vocab.reading import own_folder

_LIBRARIES = ("jieba", "numpy", "scikit-learn")


@cache
def judging_hash() -> str:
    """One hash over the package's code and vocabularies, its coded plans, and the libraries."""
    return digest_of(*map(version, _LIBRARIES), *judging_folders())


def judging_folders() -> list[Path]:
    """The package, the coded plans that its topic model learns from, and a project's own vocabularies."""
    own = own_folder()
    reference = reference_folder()
    return [Path(str(files("compare"))), reference / "raw", reference / "coding", *([own] if own else [])]
