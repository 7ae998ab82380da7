"""Names of files that every system takes: a project made on Linux is opened on Windows, too."""

import re
from pathlib import PurePosixPath

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*\\]')


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
