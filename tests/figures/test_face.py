"""The face of figures is read from memory; nothing else about it, or about other fonts, is different."""

import os

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from noto_cjk_sans_otc import FONT_PATH

from compare.figures.face import font_family

TEXTS = ["法治政府建设实施纲要（2021—2025年）", "38% (61) – fi ffl", "骨直：；“”…·"]


def opened(family: str) -> FT2Font:
    return font_manager.get_font(font_manager.findfont(family))


def test_the_face_is_held_in_memory_under_the_name_of_its_file() -> None:
    face = opened(font_family())
    assert not isinstance(face.fname, str), "matplotlib opens fonts otherwise now: see figures/face.py"
    assert str(face.fname) == os.path.realpath(FONT_PATH)


def test_other_fonts_are_read_from_their_files() -> None:
    font_family()
    assert isinstance(opened("DejaVu Sans").fname, str)


@pytest.mark.parametrize("text", TEXTS)
def test_from_memory_text_is_as_wide_as_from_the_file(text: str) -> None:
    path = font_manager.findfont(font_family())
    from_file, from_memory = FT2Font(path.path, face_index=path.face_index), opened(font_family())
    assert from_file.postscript_name == from_memory.postscript_name == "NotoSansCJKsc-Regular"
    sizes = []
    for face in (from_file, from_memory):
        face.set_size(6.5, 300)
        face.set_text(text)
        sizes.append((face.get_width_height(), face.get_descent()))
    assert sizes[0] == sizes[1]
