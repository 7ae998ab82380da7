"""Faults in what a user gave us, each told in one sentence: what, where, what to do.

One place decides what a fault is. `InputError` is one that a rule of ours foresaw. The machine has
faults too that are nobody's bug (a full disk, no right to read, too little memory): `expected` knows
them. Everything else is a bug.
"""

import csv
import difflib
import errno
import traceback
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

_REFUSED = {
    "ENOSPC": "the disk is full; make room and run it again",
    "EDQUOT": "your share of the disk is full; make room and run it again",
    "EFBIG": "the file would be larger than this disk or account allows",
    "EROFS": "the disk can only be read; copy the project to one that you may write to",
    "EACCES EPERM": "no right to do this; change the rights of the file or folder",
    "ELOOP": "links that lead in a circle; replace them by the file or folder that is meant",
    "ENAMETOOLONG": "the name is too long for this system; choose a shorter one",
    "EILSEQ EINVAL": "the system does not take this name; choose another",
    "EMFILE ENFILE": "too many files are open; close other programs, or use fewer --workers",
    "ENOMEM": "too little memory; close other programs, or use fewer --workers",
    "EIO": "the disk failed to read or write; check it",
    "ENOENT": "there is no such file or folder, or it was removed meanwhile",
    "ENOTDIR": "a file stands where a folder should; move it away",
    "EISDIR": "a folder stands where a file should; move it away",
    "EEXIST ENOTEMPTY": "there is something of this name; move it away",
    "EBUSY ETXTBSY": "another program has it open; close it there",
    "EXDEV": "it lies on another disk than its folder; keep a project on one disk",
    "ESTALE ENODEV ENXIO": "the disk is gone; connect it again",
}
ADVICE = {
    getattr(errno, name): words
    for names, words in _REFUSED.items()
    for name in names.split()
    if hasattr(errno, name)
}
"""What the system refuses, by its number: in words, and what to do."""

_LISTED = 60  # names that are listed
_LONGEST = 300  # characters of a name that are shown
_MEMORY = "too little memory for this; close other programs, take fewer plans, or use fewer --workers"
_UNSAID = (
    "failed to map segment",
    "cannot allocate memory",
    "without setting an exception",
    "without exception set",
    "can't start new thread",
)
"""How loading a library, libraries in C, and threads fail where there is no memory."""
_CELL = "a CSV file has a cell that is too long, or is no CSV"
_DAMAGED = "an archive, workbook or compressed file is damaged or cut off; save or fetch it again"


class InputError(Exception):
    """A file, table or setting cannot be used; the message says what, where and what to do."""


def expected(error: BaseException) -> str:
    """One sentence for a fault that is no bug; empty for a bug.

    >>> expected(InputError("a.txt: the file is empty; fetch it again."))
    'a.txt: the file is empty; fetch it again.'
    >>> expected(OSError(errno.ENOSPC, "No space left on device", "data/processed/a.csv"))
    'data/processed/a.csv: the disk is full; make room and run it again.'
    >>> expected(IndexError("list index out of range"))
    ''
    """
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, MemoryError) or _ran_out(error):
        return f"{_MEMORY}."
    if isinstance(error, csv.Error):
        return f"{_CELL} ({error})."
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return f"{_DAMAGED} ({error})."
    return _of_a_name(error)


def _ran_out(error: BaseException) -> bool:
    told = str(error).casefold()
    return isinstance(error, ImportError | SystemError | RuntimeError) and any(
        sign in told for sign in _UNSAID
    )


def _of_the_system(error: OSError) -> str:
    """What the operating system refused; on Windows it numbers most of it as others do."""
    name = error.filename2 or error.filename  # of a renaming, where to
    where = f"{shown_name(name)}: " if name else ""
    known = ADVICE.get(error.errno or 0)
    return f"{where}{known}." if known else f"{where}the system refused ({error.strerror or error})."


def _of_a_name(error: BaseException) -> str:
    """A name that no file can have, which Python tells in three ways."""
    text = str(error)
    if isinstance(error, ValueError) and "embedded null" in text:
        return "a name holds a zero byte; no file can be called so."
    if isinstance(error, RuntimeError) and text.startswith("Symlink loop"):  # Path.resolve, before 3.13
        where = text.rpartition("from ")[2].strip("'\"")
        return f"{shown_name(where)}: {ADVICE[errno.ELOOP]}."
    if isinstance(error, UnicodeEncodeError) and error.reason == "surrogates not allowed":
        return f"{shown_name(error.object[:80])}: holds bytes that are no UTF-8; rename the file."
    return ""


def shown_name(name: str | bytes | int | Path) -> str:
    r"""A file's name for a message: what is no character is written out, and a long one is cut.

    >>> shown_name(Path("bytes\udcff.txt").name)
    'bytes\\udcff.txt'
    """
    text = name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def meant(name: str, there: Iterable[str]) -> str:
    """The one name that a mistyped one is nearest to, as a question; empty where none is near.

    >>> meant("strictnes_profile", ["strictness_profile", "coverage"]), meant("x", ["coverage"])
    (" did you mean 'strictness_profile'?", '')
    """
    names = {one.casefold(): one for one in there}
    near = difflib.get_close_matches(name.casefold(), sorted(names), n=1)
    return f" did you mean {names[near[0]]!r}?" if near else ""


def instead(name: str, there: Iterable[str]) -> str:
    """What there is in place of a name that is not there: the nearest one, and a list, cut where it is long.

    >>> instead("zang", ["li", "zhang"]), instead("wang", [])
    (" did you mean 'zhang'? there are li, zhang.", ' there are none.')
    """
    known = list(there)
    more = [f"and {len(known) - _LISTED} more"] if len(known) > _LISTED else []
    return f"{meant(name, known)} there are {', '.join([*known[:_LISTED], *more]) or 'none'}."


def unexpected(error: BaseException) -> str:
    """An error that no rule foresees, with the place where it arose.

    >>> try:
    ...     [][1]
    ... except IndexError as error:
    ...     unexpected(error).split(" in ")[0]
    'IndexError'
    """
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: {error}"
