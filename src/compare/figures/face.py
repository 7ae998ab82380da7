"""The face of all figures, held in memory while they are drawn.

matplotlib opens a font by its path and has no setting for another way. Behind it FreeType reads the file
through a Python object, with several seeks and reads for each letter and in each of the many times that a letter is
measured, laid out and drawn: that was half the time of a figure. So the one name by which `font_manager`
opens fonts is bound to a function that gives it this face from memory, and every other font as before.
Should a later matplotlib open fonts otherwise, the face is read from its file again, and all is as slow as it was.
"""

import io
import os
from functools import cache
from types import SimpleNamespace
from typing import Any

from matplotlib import font_manager, ft2font
from noto_cjk_sans_otc import FONT_PATH

_PLACE = os.path.realpath(FONT_PATH)


class _Held(io.BytesIO):
    """The content of a file, under its name: the font in a PDF is told from others by it."""

    def __str__(self) -> str:
        return _PLACE


@cache
def font_family() -> str:
    """The face with the forms of mainland China in the bundled collection, made known to matplotlib.

    The collection's first face is the Japanese one, which centres ：；and draws 直 and 骨 otherwise.
    """
    font_manager.fontManager.addfont(str(FONT_PATH))
    _hold(font_manager)
    return "Noto Sans CJK SC"


def _hold(manager: Any) -> None:
    """Let the font manager read this face from memory."""
    content = FONT_PATH.read_bytes()

    def opened(path: str, **settings: Any) -> ft2font.FT2Font:
        return ft2font.FT2Font(_Held(content) if path == _PLACE else path, **settings)

    manager.ft2font = SimpleNamespace(**vars(ft2font) | {"FT2Font": opened})
