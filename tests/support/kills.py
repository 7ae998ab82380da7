"""Commands that are killed at random moments, and what must hold after each.

Every command runs in a child process of its own. Half of the kills come at a random time, half at a
random change to the disk (a file opened for writing, renamed or removed, a folder made), since the
moments between two of these are short. After a kill every file is whole, old or new; what readers
take is of one run; and the next run gives the bytes of an undisturbed one.
"""

import gc
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError
from compare.files.manifest import NAME, read_manifest, refuse_mixed

Work = Callable[[Path], int]
"""What a command does in a project folder; its exit code."""
Files = dict[str, bytes]
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")


@dataclass(frozen=True)
class Told:
    """How many runs of a command were killed before they were done, and what did not hold after it."""

    killed: int
    faults: list[str]


def files_of(root: Path) -> Files:
    """What a project holds, but for the cache, which can be deleted at any time."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != ".cache"
    }


def killed_often(
    work: Work, before: Path, times: int, seed: int, folder: Path, by: int = signal.SIGKILL
) -> Told:
    """Kill `work` on copies of the project `before`, so many times, by a signal."""
    drawn, faults, killed = random.Random(seed), list[str](), 0
    want, seconds, changes = _undisturbed(work, before, folder)
    for number in range(times):
        root = Path(shutil.copytree(before, folder / "run", symlinks=True))
        if number % 2:
            code = _run(work, root, at_change=drawn.randrange(changes), by=by)
        else:
            code = _run(work, root, after=drawn.uniform(0, seconds), by=by)
        killed += code != 0
        faults += [f"{number}: {fault}" for fault in _after(root, files_of(before), want)]
        done = files_of(root) == want  # killed after its last change: then there is nothing left to do
        code = _run(work, root)
        if (code and not done) or files_of(root) != want:
            wrong = sorted(
                name for name in {*want, *files_of(root)} if files_of(root).get(name) != want.get(name)
            )
            faults.append(f"{number}: the next run gave exit code {code} and other files: {wrong[:5]}")
        faults += [f"{number}: left behind: {name}" for name in _left_in_cache(root)]
        shutil.rmtree(root)
    return Told(killed, faults)


def _undisturbed(work: Work, before: Path, folder: Path) -> tuple[Files, float, int]:
    """The files that a run leaves, the seconds it takes, and the number of its changes to the disk."""
    root = Path(shutil.copytree(before, folder / "run", symlinks=True))
    count = folder / "count"
    began = time.monotonic()
    if _run(work, root, count=count):
        raise AssertionError("the undisturbed run fails")
    seconds = time.monotonic() - began
    want = files_of(root)
    shutil.rmtree(root)
    return want, seconds, int(count.read_text(encoding="utf-8"))


def _after(root: Path, old: Files, new: Files) -> list[str]:
    """What does not hold after a kill."""
    faults = []
    for name, data in files_of(root).items():
        ours = (
            Path(name).name.startswith((NAME, ".fazhi-")) or "/.fazhi-" in name or name.startswith(".fazhi-")
        )
        if not ours and data not in (old.get(name), new.get(name)):
            faults.append(f"{name} is neither old nor new")
    for manifest in sorted(root.rglob(NAME)):
        faults += _mixed(manifest.parent, root, old, new)
    return faults


def _mixed(folder: Path, root: Path, old: Files, new: Files) -> list[str]:
    """Files of two runs in a folder of ours that readers would take."""
    place = folder.relative_to(root).as_posix()
    names = {f"{place}/{name}" for name in read_manifest(folder).names()}
    now = {name: data for name, data in files_of(root).items() if name in names}
    one = [all(now.get(name) == files.get(name) for name in names) for files in (old, new)]
    if any(one):
        return []
    try:
        refuse_mixed(folder)
    except InputError:
        return []
    return [f"{place}: files of two runs, and readers take them"]


def _left_in_cache(root: Path) -> list[str]:
    cache = root / ".cache" / "fazhi"
    return [
        path.name for path in cache.glob("*") if path.name.startswith("staging-") or path.suffix == ".part"
    ]


def _run(
    work: Work,
    root: Path,
    after: float = 0,
    at_change: int = -1,
    count: Path | None = None,
    by: int = signal.SIGKILL,
) -> int:
    """The exit code of `work` in a child process that is killed after some seconds or at a change."""
    gc.freeze()  # or the child's first large collection copies all that this process holds
    child = os.fork()
    if not child:
        _in_child(work, root, at_change, count, by)
    gc.unfreeze()
    if after:
        time.sleep(after)
        os.killpg(child, by) if _is_own_group(child) else os.kill(child, by)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _is_own_group(child: int) -> bool:
    try:
        return os.getpgid(child) == child
    except ProcessLookupError:
        return False


def _in_child(work: Work, root: Path, at_change: int, count: Path | None, by: int) -> None:
    """Do the work, and end the process without what pytest would do at its end."""
    code = 70
    try:
        os.setpgid(0, 0)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        changes = _Changes(root, at_change, by)
        sys.addaudithook(changes)
        code = work(root)
        if count:
            count.write_text(str(changes.seen), encoding="utf-8")
    finally:
        os._exit(code)


class _Changes:
    """Counts changes to the disk in a folder, and kills its process at one of them."""

    def __init__(self, root: Path, at: int, by: int) -> None:
        self._root, self._at, self._by, self.seen = str(root), at, by, 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2] if len(arguments) > 2 else 0
            changing = isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        else:
            changing = event in _CHANGES
        if changing and str(arguments[0]).startswith(self._root):
            if self.seen == self._at:
                os.killpg(0, self._by)
            self.seen += 1
