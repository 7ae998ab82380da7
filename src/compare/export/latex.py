"""LaTeX: a booktabs table that can be \\input into a paper; Chinese needs xelatex and ctex."""

import math
from collections.abc import Sequence
from functools import partial

from compare.export.cells import (
    BETWEEN,
    SPARE,
    Grid,
    Value,
    column_shares,
    column_widths,
    is_numeric,
    longest_word,
    text_of,
)

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "[": "{[}",  # after \\ a bracket would be an argument, and so would a star
    "*": "{*}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",  # two hyphens would become a dash
    "\n": " ",
    "\r": " ",
    "\t": " ",
}
_MATHEMATICAL = {
    "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "±": r"\pm", "×": r"\times", "÷": r"\div",
    "−": "-", "→": r"\rightarrow", "←": r"\leftarrow", "↑": r"\uparrow", "↓": r"\downarrow",
    "○": r"\circ", "●": r"\bullet", "△": r"\triangle", "α": r"\alpha", "β": r"\beta", "κ": r"\kappa", "μ": r"\mu",
}  # fmt: skip
"""Signs that LaTeX's letters lack, and leave out without a word; its formulas have them."""
_TABLE = str.maketrans(
    _ESCAPES | {sign: rf"\ensuremath{{{command}}}" for sign, command in _MATHEMATICAL.items()}
)
_LONG = 30
"""A table with more rows than this runs over pages."""
_SIZES = {r"\small": 76, r"\footnotesize": 86, r"\scriptsize": 98}
"""Letters on a line of a page of 345 pt (the class `article`), by the size of letters."""
MOST_LETTERS = max(_SIZES.values())
"""Letters on a line in the smallest size."""
_HEAD = """\
% Made by fazhi-compare. In the preamble: \\usepackage{{booktabs,longtable,array}}
% and for Chinese text \\usepackage[UTF8]{{ctex}}, then, for signs such as ① and Ⅱ that Chinese texts hold,
% \\xeCJKDeclareCharClass{{CJK}}{{"2150 -> "21FF, "2460 -> "27BF}}; compile with xelatex, a longtable three times.
"""


def escaped(text: str) -> str:
    r"""The text with every special character made harmless.

    >>> escaped("100% & _x_")
    '100\\% \\& \\_x\\_'
    """
    return text.translate(_TABLE)


def latex_bytes(label: str, caption: str, grid: Grid, notes: Sequence[str]) -> bytes:
    """The grid as a `table`, or a `longtable` where it is long, with caption, label and notes.

    It is never wider than the line it stands on: columns that ask for more share the width of the line.
    """
    size, columns, letters = _setting(grid)
    head = f"{_line(grid.header, letters)} \\\\\n\\midrule\n"
    body = "".join(f"{_line(row, letters)} \\\\\n" for row in grid.rows)
    parts = {
        "caption": rf"\caption{{{escaped(caption)}}}\label{{tab:{label}}}",
        "size": size,
        "columns": columns,
        "head": head,
        "body": body,
        "notes": "\n\n".join(escaped(note) for note in notes),
    }
    form = _LONGTABLE if len(grid.rows) > _LONG else _FLOAT
    return (_HEAD.format() + form.format(**parts)).encode("utf-8")


_FLOAT = """\
\\begin{{table}}[htbp]
\\centering{size}
{caption}
\\begin{{tabular}}{{{columns}}}
\\toprule
{head}{body}\\bottomrule
\\end{{tabular}}

\\medskip
\\begin{{minipage}}{{\\linewidth}}\\footnotesize
{notes}
\\end{{minipage}}
\\end{{table}}
"""
_LONGTABLE = """\
{{{size}
\\begin{{longtable}}{{{columns}}}
{caption}\\\\
\\toprule
{head}\\endfirsthead
\\toprule
{head}\\endhead
\\bottomrule
\\endfoot
{body}\\end{{longtable}}
}}
{{\\footnotesize
{notes}\\par}}
"""


def _setting(grid: Grid) -> tuple[str, str, Sequence[int]]:
    """The size of letters, the columns, and the letters that fit each (0: as many as there are)."""
    widths = column_widths(grid, 1, 90)
    numeric = [is_numeric(row[column] for row in grid.rows) for column in range(len(widths))]
    if sum(widths) + BETWEEN * len(widths) <= _SIZES[r"\small"]:
        return r"\small", "".join("r" if number else "l" for number in numeric), [0] * len(widths)
    size, room = _size(grid)
    shares = [math.floor(1000 * share) / 1000 for share in column_shares(grid, room)]
    columns = [_paragraph(share, number) for share, number in zip(shares, numeric, strict=True)]
    return size, "".join(columns), [max(int(share * room) - BETWEEN, 2) for share in shares]


def _size(grid: Grid) -> tuple[str, int]:
    """The largest letters in which the longest word of every column has room, else the smallest."""
    least = [
        max(longest_word(text_of(value)) for value in column)
        for column in zip(grid.header, *grid.rows, strict=True)
    ]
    needed = sum(least) + (BETWEEN + SPARE) * len(least)
    return next(((size, room) for size, room in _SIZES.items() if needed <= room), [*_SIZES.items()][-1])


def _paragraph(share: float, number: bool) -> str:
    """A column of so much of the line's width, the space beside it included; numbers stand at the right."""
    side = r"\raggedleft" if number else r"\raggedright"
    return rf">{{{side}\arraybackslash}}p{{\dimexpr{share:.3f}\linewidth-2\tabcolsep}}"


def _line(values: Sequence[Value], letters: Sequence[int]) -> str:
    return " & ".join(_cell(value, most) for value, most in zip(values, letters, strict=True))


def _cell(value: Value, most: int) -> str:
    """A value, whose words break where they are longer than `most` letters."""
    text = " ".join(map(partial(_breakable, most=most), text_of(value).split(" ")))
    heading = isinstance(value, tuple) and any(piece.mark == "heading" for piece in value)
    return rf"\textbf{{{text}}}" if heading else text


def _breakable(word: str, most: int) -> str:
    if not most or longest_word(word) <= most:
        return escaped(word)
    return r"\allowbreak{}".join(escaped(word[start : start + most]) for start in range(0, len(word), most))
