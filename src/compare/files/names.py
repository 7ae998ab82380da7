"""Names of files that every system takes: a project made on Linux is opened on Windows, too."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def not_portable(name: str) -> str:
    """Why Windows does not take a path (parts divided by /); empty where it does.

    >>> not_portable("plans/a.txt"), not_portable("CON.txt")
    ('', "'CON.txt' is a name that Windows keeps for itself")
    """
    for part in PurePosixPath(name).parts:
        if _RESERVED.fullmatch(part):
            return f"{part!r} is a name that Windows keeps for itself"
        if part != part.rstrip(". "):
            return f"{part!r} ends in a dot or blank, which Windows drops"
        if _REFUSED.search(part):
            return f"{part!r} has a character that Windows does not take in names"
    return ""


def no_name(name: str) -> str:
    """Why a file or folder cannot be called so, on this system or on another; empty where it can.

    >>> no_name("anna"), no_name("../anna"), no_name("")
    ('', "'../anna' holds a /", 'it is empty')
    """
    if not name:
        return "it is empty"
    return f"{name!r} holds a /" if "/" in name else not_portable(name)


def as_one(name: str) -> str:
    """What two names have in common that macOS and Windows take for one: case and composed accents say nothing.

    >>> as_one("Ab\N{LATIN SMALL LETTER E WITH ACUTE}") == as_one("aBe\N{COMBINING ACUTE ACCENT}")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def twin_of(name: str, others: Iterable[str]) -> str:
    """Another name that macOS and Windows take for this one; empty where there is none.

    >>> twin_of("anna", ["anna", "berta", "Anna"]), twin_of("anna", ["anna"])
    ('Anna', '')
    """
    key = as_one(name)
    return next((other for other in sorted(others) if other != name and as_one(other) == key), "")
