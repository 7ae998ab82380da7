"""The licences of everything that an installed `fazhi-compare` needs at run time, from package metadata."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from compare.project import REPOSITORY

PACKAGE = "fazhi-compare"

PERMISSIVE = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-CMU",
        "PSF-2.0",
        "Unlicense",
        "Zlib",
    ]
)
"""SPDX identifiers that let a work under any licence use and carry a library."""
ACCEPTED = {
    "tqdm": "MPL-2.0",
    "noto-cjk-sans-otc": "OFL-1.1",
}
"""Reciprocal for their own files only: unchanged and apart, they bind nothing of ours (see the page)."""
ELSEWHERE = {"colorama": "BSD-3-Clause", "appnope": "BSD-2-Clause"}
"""Packages that only Windows (colorama) or macOS (appnope) install, so that metadata may not be at hand."""

_SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)
# How packages without an SPDX expression name their licence: field or classifier, and its start.
_NAMED = (
    (r"Apache", "Apache-2.0"),
    (r"MPL-2\.0 AND MIT", "MPL-2.0 AND MIT"),
    (r"MIT\b", "MIT"),
    (r"BSD-2-Clause", "BSD-2-Clause"),
    (r"ISC\b", "ISC"),
    (r"PSFL?\b|Python Software Foundation", "PSF-2.0"),
    (r"(New |3-Clause |Modified )?BSD", "BSD-3-Clause"),
)


@dataclass(frozen=True, order=True)
class Licence:
    """A package, its version here, and its licence as an SPDX expression (empty: not recognised)."""

    name: str
    version: str
    expression: str

    @property
    def identifiers(self) -> frozenset[str]:
        """The licences that apply: all of the expression, except where one of several may be chosen."""
        parts = frozenset(re.split(r" (?:AND|OR) ", self.expression.replace("(", "").replace(")", "")))
        chosen = parts & PERMISSIVE
        return chosen if " OR " in self.expression and chosen else parts


@cache
def run_time_licences() -> tuple[Licence, ...]:
    """All packages that `pip install` of this one brings on Linux, Windows or macOS, without extras."""
    known: dict[str, Licence] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [*_asked(_needed(), "")]
    while waiting:
        package, extra = waiting.pop()
        if (package, extra) in seen:
            continue
        seen.add((package, extra))
        try:
            found = distribution(package)
        except PackageNotFoundError:
            known[package] = Licence(package, "", ELSEWHERE.get(package, ""))
            continue
        known[package] = Licence(package, found.version, expression(found))
        waiting += _asked(found.requires or (), extra)
    return tuple(sorted(known.values()))


def _needed() -> Sequence[str]:
    """What this package asks for: as its repository says now, else as it was installed."""
    declared = REPOSITORY / "pyproject.toml"
    if declared.is_file():
        needed: list[str] = tomllib.loads(declared.read_text(encoding="utf-8"))["project"]["dependencies"]
        return needed
    return distribution(PACKAGE).requires or ()


def _asked(requirements: Iterable[str], extra: str) -> Iterator[tuple[str, str]]:
    """Name and extra of what is required on any of the three systems."""
    for line in requirements:
        wanted = Requirement(line)
        places = [system | {"extra": extra} for system in _SYSTEMS]
        if wanted.marker is None or any(wanted.marker.evaluate(place) for place in places):
            for each in ("", *wanted.extras):
                yield canonicalize_name(wanted.name), each


def expression(found: Distribution) -> str:
    """The licence of a distribution: its SPDX expression, else what its field or classifiers name."""
    about: Any = found.metadata
    if stated := about.get("License-Expression"):
        return str(stated)
    classifiers = [
        each.split(" :: ")[-1]
        for each in about.get_all("Classifier") or ()
        if each.startswith("License :: OSI Approved ::")
    ]
    field = (about.get("License") or "").strip().splitlines()[:1]
    return next((named for words in (*field, *classifiers) if (named := named_licence(words))), "")


def named_licence(words: str) -> str:
    """The SPDX expression for a licence as packages name it; empty where it is not known.

    >>> named_licence("3-Clause BSD License"), named_licence("Python Software Foundation License")
    ('BSD-3-Clause', 'PSF-2.0')
    >>> named_licence("GNU General Public License v3 (GPLv3)")
    ''
    """
    return next((name for start, name in _NAMED if re.match(start, words)), "")


def not_permissive(licences: Iterable[Licence]) -> list[Licence]:
    """Those with a licence that is neither permissive nor accepted for that package, and those unknown."""
    return [
        each for each in licences if not each.identifiers <= PERMISSIVE | {ACCEPTED.get(each.name, "MIT")}
    ]
