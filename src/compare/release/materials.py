"""The software that made a release as a bill of materials (CycloneDX 1.6): pins, hashes, licences.

Versions and hashes are those of `requirements.txt`, where the program runs from its repository, else those
that are installed; licences are what the packages say of themselves.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from compare import __version__
from compare.project import REPOSITORY
from compare.release.licences import PACKAGE, Licence, expression, run_time_licences

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, order=True)
class Pin:
    """A package as requirements.txt pins it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def read_pins(path: Path) -> list[Pin]:
    """The pins of a requirements file; none where there is no file."""
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    found = list(_PIN.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        Pin(match[1], match[2], tuple(_HASH.findall(text[match.start() : end])))
        for match, end in zip(found, ends, strict=True)
    ]


@cache
def bill_of_materials(requirements: Path = REPOSITORY / "requirements.txt") -> bytes:
    """The bill as JSON: the program, what it needs at run time (`required`), and what else is pinned (`optional`)."""
    needed = {each.name: each for each in run_time_licences()}
    pins = read_pins(requirements)  # one package may have two: for older and newer Python
    unpinned = [
        Pin(each.name, each.version, ())
        for each in needed.values()
        if each.name not in {p.name for p in pins}
    ]
    parts = [_component(pin, needed.get(pin.name)) for pin in sorted([*pins, *unpinned])]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _program()},
        "components": parts,
        "dependencies": [{"ref": _program()["bom-ref"], "dependsOn": [
            part["bom-ref"] for part in parts if part["scope"] == "required"]}],
    }  # fmt: skip
    return (json.dumps(bill, ensure_ascii=False, indent=1) + "\n").encode()


def _program() -> dict[str, Any]:
    return {"type": "application", "bom-ref": PACKAGE, "name": PACKAGE, "version": __version__,
            "licenses": [{"license": {"id": "MIT"}}]}  # fmt: skip


def _component(pin: Pin, needed: Licence | None) -> dict[str, Any]:
    place = f"pkg:pypi/{pin.name}@{pin.version}" if pin.version else f"pkg:pypi/{pin.name}"
    licence = needed.expression if needed else _licence_of(pin.name)
    part: dict[str, Any] = {"type": "library", "bom-ref": place, "name": pin.name, "purl": place,
                            "scope": "required" if needed else "optional"}  # fmt: skip
    part |= {"version": pin.version} if pin.version else {}
    part |= {"licenses": [{"expression": licence}]} if licence else {}
    hashes = list(_hashes(pin))
    return part | ({"hashes": hashes} if hashes else {})


def _hashes(pin: Pin) -> Iterator[dict[str, str]]:
    """Of every file of the package that pip may install."""
    for digest in pin.hashes:
        yield {"alg": "SHA-256", "content": digest}


def _licence_of(name: str) -> str:
    try:
        return expression(distribution(name))
    except PackageNotFoundError:
        return ""
