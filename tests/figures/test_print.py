"""Files of figures: text that readers of PDF show, the Chinese face, titles, bytes, and contrast."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from PIL import Image
from support.pictures import all_axes, shown_texts

from compare.figures.catalogue import CHARTS
from compare.figures.charts import render
from compare.figures.face import font_family
from compare.figures.style import luminance, save_figure, use_style
from compare.tables.schema import Tables

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def saved(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One figure with a name that holds signs, as PDF, SVG and SVG with text."""
    folder = tmp_path_factory.mktemp("print")
    named = tables | {"documents": tables["documents"].assign(jurisdiction_zh="甲$区$<&")}
    figure = render(CHARTS["corpus_overview"], named, "zh")
    save_figure(figure, folder / "plain", ("pdf", "svg"))
    save_figure(figure, folder / "again", ("pdf", "svg"))
    save_figure(figure, folder / "text", ("svg",), svg_text=True)
    plt.close(figure)
    return folder


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not on this machine")
    return found


# Poppler finds the words, so that a PDF can be searched and copied from.
def test_pdf_text_is_found(saved: Path) -> None:
    command = [program("pdftotext"), "-raw", str(saved / "plain.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "甲$区$" in text and "量化指标" in text and "2016—2020" in text.replace("\n", "")


# MuPDF and Ghostscript lost most letters of a font embedded as another kind: the headline must be ink.
@pytest.mark.parametrize("name", ["mutool", "gs", "pdftoppm"])
def test_pdf_letters_are_drawn(name: str, saved: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    commands = {
        "mutool": ["draw", "-q", "-r", "100", "-o", str(picture), str(saved / "plain.pdf")],
        "gs": [
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-sDEVICE=png16m",
            "-r100",
            f"-sOutputFile={picture}",
            str(saved / "plain.pdf"),
        ],
        "pdftoppm": [
            "-png",
            "-singlefile",
            "-r",
            "100",
            str(saved / "plain.pdf"),
            str(picture.with_suffix("")),
        ],
    }
    found = subprocess.run([program(name), *commands[name]], check=True, capture_output=True, text=True)
    assert "cannot render glyph" not in found.stderr
    image = Image.open(picture).convert("L")
    head = image.crop((0, 0, image.width // 2, image.height // 10))
    dark = sum(head.histogram()[:110])
    assert 0.01 < dark / (head.width * head.height) < 0.6  # letters, and no black box


# The collection's first face is Japanese: it draws 直 and 骨 otherwise and centres the colon.
def test_the_face_is_that_of_mainland_china() -> None:
    face = font_manager.get_font(font_manager.findfont(font_family()))
    other = font_manager.get_font(font_manager.findfont("Noto Sans CJK JP"))
    assert face.family_name == "Noto Sans CJK SC"
    for char in "直骨：":
        glyphs = [one.get_char_index(ord(char)) for one in (face, other)]
        assert glyphs[0] != glyphs[1]


def test_the_same_figure_gives_the_same_bytes(saved: Path) -> None:
    for suffix in ("pdf", "svg"):
        assert (saved / f"plain.{suffix}").read_bytes() == (saved / f"again.{suffix}").read_bytes()


DRAWN = """
import locale, os, pathlib, sys
import matplotlib.pyplot as plt
from compare.figures.style import house_style
for name in sys.argv[1:]:
    if not os.fork():  # HarfBuzz asks for the locale once in a process
        locale.setlocale(locale.LC_ALL, name)
        with house_style():
            figure = plt.figure(figsize=(2, 1))
            figure.text(1, 0, "“16”—法治—2025", ha="right")
            figure.savefig(f"{name}.svg", metadata={"Date": None})
        pathlib.Path(f"{name}.told").write_text(locale.setlocale(locale.LC_CTYPE))
        os._exit(0)
    os.wait()
"""


# HarfBuzz shapes what has no language by the machine's locale.
def test_letters_are_shaped_alike_in_every_locale(tmp_path: Path) -> None:
    command = [program("localedef"), "-i", "zh_CN", "-f", "UTF-8", str(tmp_path / "zh_CN")]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("the system has no sources of locales")
    names = ("C", "zh_CN")
    environment = os.environ | {"LOCPATH": str(tmp_path)}
    subprocess.run([sys.executable, "-c", DRAWN, *names], env=environment, cwd=tmp_path, check=True)
    assert [(tmp_path / f"{name}.told").read_text(encoding="utf-8") for name in names] == [*names]
    assert (tmp_path / "C.svg").read_bytes() == (tmp_path / "zh_CN.svg").read_bytes()


# A screen reader says the title; words stay words on request.
def test_svg_has_a_title_and_text_on_request(saved: Path) -> None:
    names = {"svg": "http://www.w3.org/2000/svg"}
    for file, texts in (("plain.svg", False), ("text.svg", True)):
        root = ElementTree.parse(saved / file).getroot()
        title = root.find("svg:title", names)
        assert title is not None and "甲$区$<&" in str(title.text)
        assert root.get("role") == "img"
        assert bool(root.findall(".//svg:text", names)) == texts
        assert b"<!DOCTYPE" not in (saved / file).read_bytes()


# Text in cells reads on its shade: contrast of 4.5 and more (WCAG 2.1).
@pytest.mark.parametrize("name", ["strictness_domains", "presence", "reuse_matrix", "corpus_overview"])
def test_contrast_of_text_in_cells(name: str, tables: Tables) -> None:
    figure = render(CHARTS[name], tables)
    for axes in all_axes(figure):
        cells = {
            (
                round(patch.get_x() + 0.48),
                round(patch.get_y() + patch.get_height() / 2, 6),
            ): patch.get_facecolor()
            for patch in axes.patches
            if isinstance(patch, Rectangle)
        }
        for text in axes.texts:
            x, y = text.get_position()[0], round(text.get_position()[1], 6)
            if (
                text.get_gid() in ("row", "column", "note", "bracket")
                or (x, y) not in cells
                or not text.get_text()
            ):
                continue
            ground, letters = luminance(cells[x, y]), luminance(to_rgba(text.get_color()))
            light, dark = max(ground, letters), min(ground, letters)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, text.get_text()
    assert min(text.get_fontsize() for text in shown_texts(figure)) >= 6.5
    plt.close(figure)


# Own charts show Chinese without a word about missing letters.
def test_style_for_own_charts(recwarn: pytest.WarningsRecorder) -> None:
    with matplotlib.rc_context():
        use_style()
        figure, axes = plt.subplots()
        axes.plot(pd.Series([1, 2]), label="法治政府：$不是公式$")
        axes.legend()
        figure.canvas.draw()
        plt.close(figure)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]
