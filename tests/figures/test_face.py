"""The face of figures is read from memory; nothing else about it, or about other fonts, is different."""

import os
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags
from noto_cjk_sans_otc import FONT_PATH

from compare.figures.face import Remembering, font_family

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


SIZES = [(6.5, 300.0), (9.0, 72.0)]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_remembered_is_what_the_face_says_in_each_size(text: str) -> None:
    path = font_manager.findfont(font_family())
    plain = FT2Font(path.path, face_index=path.face_index)
    remembering = Remembering(FT2Font(path.path, face_index=path.face_index))
    for size in SIZES * 2:  # the second time from memory, and after another size and another text
        said = []
        for face in (plain, remembering):
            face.set_size(*size)
            face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
            measures = face.get_width_height(), face.get_descent()
            letters = face._layout(text, LoadFlags.NO_HINTING, features=None, language="en")
            places = [(letter.glyph_index, letter.x, letter.y, letter.prev_kern) for letter in letters]
            said.append((*measures, places))
            face.set_text("…")
        assert said[0] == said[1]


def test_a_text_is_set_once_in_each_size() -> None:
    asked: list[Any] = []
    face = SimpleNamespace(
        set_size=lambda *size: None,
        get_sfnt_table=lambda name: asked.append(name) or {},
        _layout=lambda *text, **how: asked.append((*text, *how.values())) or [len(asked)],
    )
    remembering: Any = Remembering(face)  # type: ignore[arg-type]
    for size in (SIZES[0], SIZES[1], SIZES[0]):
        remembering.set_size(*size)
        for text in ("甲", "乙", "甲"):
            remembering._layout(text, language="en")
        remembering.get_sfnt_table("head")
    assert asked == [("甲", "en"), ("乙", "en"), "head", ("甲", "en"), ("乙", "en")]


def test_features_in_a_list_are_set_though_none_can_be_remembered() -> None:
    font_family()
    face = opened(font_family())
    face.set_size(9, 72)
    close, listed = (
        [letter.x for letter in face._layout("，。甲", LoadFlags.NO_HINTING, features=features)]
        for features in (("palt",), ["palt"])
    )
    assert listed == close
    assert close != [letter.x for letter in face._layout("，。甲", LoadFlags.NO_HINTING)]
