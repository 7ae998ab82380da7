"""Put the files of a step in place as one: old and new are never read together, others' files stay.

The order makes a kill harmless at any moment: files are staged; the manifest says which are being
placed; each takes its place by renaming; what the step wrote before and no more is removed; the
manifest says that all is in place. A run that comes later knows every file as ours, old or new.
Each of these is on the disk before the next begins, so that a power cut is harmless, too.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace as replaced
from pathlib import Path

from compare.errors import InputError
from compare.files.durable import to_disk
from compare.files.folders import inside, make_folder
from compare.files.manifest import NAME, Hashes, Manifest, is_ours, read_manifest, write_manifest
from compare.files.reading import sha256_of
from compare.files.staging import staged


@contextmanager
def published(
    folder: Path,
    cache: Path,
    root: Path,
    by: str,
    notes: list[str] | None = None,
    adding: bool = False,
    replace: bool = False,
) -> Iterator[Path]:
    """A staging folder whose files become those of step `by` in `folder`, when the block is done.

    `folder` and `cache` lie in the project at `root`; the rest as of `place`.
    """
    make_folder(folder, root)
    with staged(cache, root) as staging:
        yield staging
        place(staging, folder, root, by, notes, adding, replace)


@contextmanager
def under_way(folder: Path, root: Path, command: str) -> Iterator[None]:
    """While the block runs, the manifest of `folder` says that `command` puts its files there in several steps.

    What ends the block before its end, a kill or an error, leaves the mark: readers refuse the folder, and
    the next run takes it away.
    """
    make_folder(folder, root)
    write_manifest(folder, replaced(read_manifest(folder), under_way=command))
    yield
    write_manifest(folder, replaced(read_manifest(folder), under_way=""))


def place(
    staging: Path,
    folder: Path,
    root: Path,
    by: str,
    notes: list[str] | None = None,
    adding: bool = False,
    replace: bool = False,
) -> None:
    """Make the files under `staging` those of step `by` in `folder`, which lies in `root`.

    Files that `by` wrote before and does not write now are removed, unless it is `adding` to them.
    Raises `InputError`, with nothing changed, where a file stands in the way that we did not write
    or that was changed since, unless it is to `replace` such files; other files stay, and `notes` is told.
    """
    new, old = _hashes(staging), read_manifest(folder)
    _refuse_foreign(folder, root, new, old, replace)
    own = old.files.get(by, {}) | _placed_before(folder, old.placing.get(by, {}))
    placing = old.placing.get(by, {}) | new
    to_disk(staging / name for name in new)
    write_manifest(folder, replaced(old, files=old.files | {by: own}, placing=old.placing | {by: placing}))
    for name in sorted(new):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(staging / name, target)
    left = [] if adding else _remove_stale(folder, old, new, by)
    to_disk(_folders_of(folder, new))
    others = {step: hashes for step, hashes in old.placing.items() if step != by}
    now = old.files | {by: own | new if adding else new}
    write_manifest(folder, replaced(old, files=now, placing=others))
    if notes is not None:
        notes += [f"{folder.name}/{name}: changed since fazhi wrote it; left as it is." for name in left]
        notes += foreign_note(folder)


def _folders_of(folder: Path, names: Iterable[str]) -> set[Path]:
    """`folder`, the one that it lies in, and those in it that hold files of these names."""
    below = {parent for name in names for parent in Path(name).parents}
    return {folder.parent, folder, *(folder / place for place in below)}


def standing(folder: Path, by: str) -> Hashes | None:
    """The files that a step wrote; None where one is gone, was changed, or is just being placed."""
    manifest = read_manifest(folder)
    hashes = manifest.files.get(by, {})
    whole = all(_has_hash(folder / name, digest) for name, digest in hashes.items())
    return hashes if whole and hashes and not manifest.placing else None


def _placed_before(folder: Path, placing: Hashes) -> Hashes:
    """The files that a run put in place before it was stopped."""
    return {name: value for name, value in placing.items() if _has_hash(folder / name, value)}


def _has_hash(path: Path, digest: str) -> bool:
    return path.is_file() and not path.is_symlink() and sha256_of(path) == digest


def _hashes(staging: Path) -> Hashes:
    files = (path for path in sorted(staging.rglob("*")) if path.is_file())
    return {path.relative_to(staging).as_posix(): sha256_of(path) for path in files}


def _refuse_foreign(folder: Path, root: Path, new: Hashes, old: Manifest, replace: bool) -> None:
    """Refuse to write over what is not ours; a file with the very content is taken as ours."""
    for name, digest in new.items():
        path = folder / name
        inside(path.parent, root)
        if not os.path.lexists(path) or is_ours(path, name, old) or _has_hash(path, digest):
            continue
        if not replace or (path.is_dir() and not path.is_symlink()):
            raise InputError(
                f"{folder.name}/{name}: fazhi did not write this, or it was changed since;"
                " move it away, then run the command again."
            )


def _remove_stale(folder: Path, old: Manifest, new: Hashes, by: str) -> list[str]:
    """Remove what `by` wrote and writes no more; the names of those that were changed, and stay."""
    left = []
    before = set(old.files.get(by, {})) | set(old.placing.get(by, {}))
    for name in sorted(before - set(new)):
        if any(name in hashes for step, hashes in old.files.items() if step != by):
            continue
        path = folder / name
        if is_ours(path, name, old):
            path.unlink()
        elif os.path.lexists(path):
            left.append(name)
    return left


def _replace(path: Path, target: Path) -> None:
    """Move one file; Windows refuses while a spreadsheet program holds the old one open."""
    try:
        os.replace(path, target)
    except OSError as error:
        raise InputError(f"{target.name}: cannot be replaced ({error.strerror}); close it first.") from None


def foreign_note(folder: Path) -> list[str]:
    """One sentence on files beside ours."""
    ours = read_manifest(folder).names()
    there = sorted(
        path.name
        for path in folder.iterdir()
        if path.is_file() and path.name not in ours and path.name != NAME
    )
    some = ", ".join(there[:3]) + (f" and {len(there) - 3} more" if len(there) > 3 else "")
    return [f"{folder.name}/: {some}: not written by fazhi; left as it is."] if there else []
