"""Which files of a folder are ours: a manifest names each with the hash that we wrote.

Only what it names, and what still has that hash, is ever replaced or removed. `placing` holds, by
step, the hashes of files that are being put in place: while it is there, the folder may hold old
and new files side by side, readers refuse it, and the next run knows both kinds as ours. `under_way`
names a command that puts its files in several steps: it stays where the command was stopped between two.
"""

import json
import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from compare.errors import InputError
from compare.files.durable import put
from compare.files.reading import decode, read_bytes, sha256_of

NAME = ".fazhi.json"
_ABOUT = "Files that fazhi wrote here, with their SHA-256: only these are replaced or removed."
_PART = re.compile(re.escape(NAME) + r"\.[0-9a-f]{32}")
Hashes = dict[str, str]
"""SHA-256 by path relative to the folder, with / between its parts."""


@dataclass
class Manifest:
    """The files of ours in a folder, by the step that writes them (`build`, `report`, …)."""

    files: dict[str, Hashes] = field(default_factory=dict)
    placing: dict[str, Hashes] = field(default_factory=dict)
    under_way: str = ""

    def known(self, name: str) -> set[str]:
        """The hashes under which a file of this name is ours."""
        steps = (*self.files.values(), *self.placing.values())
        return {hashes[name] for hashes in steps if name in hashes}

    def names(self) -> set[str]:
        """All files that are ours, or being placed."""
        return {name for hashes in (*self.files.values(), *self.placing.values()) for name in hashes}

    def steps(self) -> set[str]:
        """The steps that write here."""
        return set(self.files) | set(self.placing)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none, or none that can be read."""
    try:
        found = json.loads(decode(read_bytes(folder / NAME), NAME))
        steps = _by_step(found["files"]), _by_step(found.get("placing", {}))
        return Manifest(*steps, str(found.get("under_way", "")))
    except (InputError, OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return Manifest()


def _by_step(found: dict[str, dict[str, str]]) -> dict[str, Hashes]:
    return {
        str(by): {str(name): str(value) for name, value in hashes.items() if _is_below(str(name))}
        for by, hashes in found.items()
    }


def _is_below(name: str) -> bool:
    """Whether a name leads to a file in the manifest's folder; a folder may come with a manifest that lies."""
    paths = PurePosixPath(name), PureWindowsPath(name)
    return all(path.parts and not path.anchor and ".." not in path.parts for path in paths)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest in one step, and to the disk; one that names nothing is removed."""
    if not manifest.names() and not manifest.under_way:
        (folder / NAME).unlink(missing_ok=True)
        return
    content: dict[str, object] = {"about": _ABOUT, "files": _filled(manifest.files)}
    if manifest.placing:
        content["placing"] = _filled(manifest.placing)
    if manifest.under_way:
        content["under_way"] = manifest.under_way
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    for left in folder.glob(f"{NAME}.*"):
        if _PART.fullmatch(left.name):  # of a run that was killed here
            left.unlink()
    part = folder / f"{NAME}.{uuid.uuid4().hex}"
    try:
        part.write_text(text + "\n", encoding="utf-8", newline="\n")
        put(part, folder / NAME)
    finally:
        part.unlink(missing_ok=True)


def _filled(steps: dict[str, Hashes]) -> dict[str, Hashes]:
    return {by: hashes for by, hashes in steps.items() if hashes}


def is_ours(path: Path, name: str, manifest: Manifest) -> bool:
    """Whether the file at `path`, which the manifest names so, is one that we wrote and nobody changed.

    What lies behind a link is somebody else's, whatever a manifest says.
    """
    places = (path, *path.parents)[: len(PurePosixPath(name).parts)]
    linked = any(place.is_symlink() for place in places)
    return not linked and path.is_file() and sha256_of(path) in manifest.known(name)


def edited(folder: Path) -> list[str]:
    """Files that the manifest names and that are gone, or not as we wrote them."""
    manifest = read_manifest(folder)
    return [name for name in sorted(manifest.names()) if not is_ours(folder / name, name, manifest)]


def refuse_unfinished(folder: Path) -> None:
    """An `InputError` where a command that puts its files here in several steps has not come to its end."""
    command = read_manifest(folder).under_way
    if command:
        raise InputError(
            f"{folder.name}/: a {command} is being made, or was stopped before its end, so that old and new files"
            f" stand side by side; run `fazhi {command}` again."
        )


def refuse_mixed(folder: Path) -> None:
    """An `InputError` where the files of a folder are not all of one run, or were changed since.

    A folder without a manifest is somebody's own, and is read as it is.
    """
    stopped = sorted(read_manifest(folder).placing)
    if stopped:
        raise InputError(
            f"{folder.name}/: a {stopped[0]} was stopped while it put its files here;"
            f" run `fazhi {stopped[0]}` again."
        )
    refuse_unfinished(folder)
    wrong = edited(folder)
    if wrong:
        raise InputError(
            f"{folder.name}/{wrong[0]}: not as fazhi wrote it (changed, or of another build); move it away"
            " and run `fazhi build`."
        )
