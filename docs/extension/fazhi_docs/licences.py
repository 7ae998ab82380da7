"""The licences of what `explore.html` is built from; those of packages are told by `compare.release.licences`."""

import json
from pathlib import Path

from compare.release.licences import Licence

ROOT = Path(__file__).resolve().parents[3]


def explorer_licences() -> list[Licence]:
    """The libraries that `explore.html` is built from, as its lock file names them."""
    lock = json.loads((ROOT / "explorer" / "package-lock.json").read_text(encoding="utf-8"))
    shipped = {place: found for place, found in lock["packages"].items() if place and not found.get("dev")}
    return sorted(
        Licence(place.removeprefix("node_modules/"), found["version"], found["license"])
        for place, found in shipped.items()
    )
