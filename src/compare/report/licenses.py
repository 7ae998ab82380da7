"""What a report carries of others: letters of a font, and the libraries in the explorer's page.

Both licences ask that their text goes where the work goes, so a report has it beside its files.
"""

from importlib.resources import files

from compare.figures.style import FONT_NOTICE

FILE = "LICENSES.txt"
"""Its name in reports/."""
_HEAD = """\
Licences of what this folder carries of others
==============================================

The figures hold letters of a font, and explore.html is built from the libraries named below. Their
licences ask that these texts stay with them; nothing here limits what you do with text and numbers.

本文件夹所含他人作品的许可：图中的字形取自下述字体，explore.html 由下列程序库构成，其许可证须随附；
文字与数据的使用不受此限。
"""


def licenses_text() -> str:
    """The licences of the font in the figures and of the libraries in `explore.html`, in full."""
    font = (files("compare.figures") / "font_license.txt").read_text(encoding="utf-8")
    libraries = (files("compare.report") / "explorer_licenses.txt").read_text(encoding="utf-8")
    return "\n\n".join((_HEAD.rstrip(), _titled(FONT_NOTICE), font.rstrip(), libraries))


def _titled(words: str) -> str:
    return f"{words}\n{'-' * len(words)}"
