"""The face of all figures, held in memory while they are drawn.

matplotlib opens a font by its path and has no setting for another way. Behind it FreeType reads the file
through a Python object, with several seeks and reads for each letter and in each of the many times that a letter is
measured, laid out and drawn: that was half the time of a figure. So the one name by which `font_manager`
opens fonts is bound to a function that gives it this face from memory, and every other font as before.
Should a later matplotlib open fonts otherwise, the face is read from its file again, and all is as slow as it was.

A text is shaped each time that it is measured or drawn, in each format anew, and the same words and numbers stand
in many places of many figures: a fifth of the time of a report's pictures. So the face remembers how it set a text.
"""

import io
import os
from collections.abc import Callable
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from matplotlib import font_manager, ft2font
from noto_cjk_sans_otc import FONT_PATH

_PLACE = os.path.realpath(FONT_PATH)
_TEXTS = 20_000
"""Texts whose setting is remembered: a report of five plans has some five thousand, in all sizes."""


class _Held(io.BytesIO):
    """The content of a file, under its name: the font in a PDF is told from others by it."""

    def __str__(self) -> str:
        return _PLACE


class Remembering:
    """A face as matplotlib uses it, which sets and measures each text once in each size.

    What it has no answer to it asks the face. What stands behind letters that are measured (their pictures) is
    not there after a text that was measured before; matplotlib draws letters one by one.
    """

    def __init__(self, face: ft2font.FT2Font) -> None:
        self._face = face
        self._size: tuple[float, float] = (0.0, 0.0)
        self._measures: tuple[tuple[int, int], int] = ((0, 0), 0)
        self._laid_out = lru_cache(_TEXTS)(self._lay_out)
        self._measured = lru_cache(_TEXTS)(self._measure)
        self.get_sfnt_table = cache(face.get_sfnt_table)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._face, name)

    def set_size(self, points: float, dpi: float) -> None:
        """Set the size in which texts are set from now on."""
        self._size = points, dpi
        self._face.set_size(points, dpi)

    def set_text(self, *text: Any, **how: Any) -> None:
        """Measure a text, for `get_width_height` and `get_descent`."""
        self._measures = self._once(self._measured, self._measure, *text, **how)

    def get_width_height(self) -> tuple[int, int]:
        """Width and height of the text measured last, in 64ths of a pixel."""
        return self._measures[0]

    def get_descent(self) -> int:
        """How far the text measured last goes below its line, in 64ths of a pixel."""
        return self._measures[1]

    def _layout(self, *text: Any, **how: Any) -> list[Any]:
        return self._once(self._laid_out, self._lay_out, *text, **how)

    def _once(self, known: Callable[..., Any], make: Callable[..., Any], *text: Any, **how: Any) -> Any:
        try:
            return known(self._size, *text, **how)
        except TypeError:  # features of a font in a list, which no memory can look up
            return make(self._size, *text, **how)

    def _lay_out(self, _: tuple[float, float], *text: Any, **how: Any) -> list[Any]:
        return list(self._face._layout(*text, **how))

    def _measure(self, _: tuple[float, float], *text: Any, **how: Any) -> tuple[tuple[int, int], int]:
        self._face.set_text(*text, **how)
        return self._face.get_width_height(), self._face.get_descent()


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

    def opened(path: str, **settings: Any) -> ft2font.FT2Font | Remembering:
        face = ft2font.FT2Font(_Held(content) if path == _PLACE else path, **settings)
        # One that stands in for another face's missing letters is part of that face.
        return Remembering(face) if path == _PLACE and "_fallback_list" in settings else face

    manager.ft2font = SimpleNamespace(**vars(ft2font) | {"FT2Font": opened})
