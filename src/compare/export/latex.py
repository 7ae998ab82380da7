"""LaTeX: a booktabs table that can be \\input into a paper; Chinese needs xelatex and ctex."""

from collections.abc import Sequence

from compare.export.cells import Grid, Value, column_widths, is_numeric, text_of

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
_TABLE = str.maketrans(_ESCAPES)
_LONG = 30
"""A table with more rows than this runs over pages."""
_PARAGRAPH = 24
"""A column wider than this is set as paragraphs."""
_HEAD = """\
% Made by fazhi-compare. In the preamble: \\usepackage{{booktabs,longtable,array}}
% and for Chinese text \\usepackage[UTF8]{{ctex}}; compile with xelatex, a longtable three times.
"""


def escaped(text: str) -> str:
    r"""The text with every special character made harmless.

    >>> escaped("100% & _x_")
    '100\\% \\& \\_x\\_'
    """
    return text.translate(_TABLE)


def latex_bytes(label: str, caption: str, grid: Grid, notes: Sequence[str]) -> bytes:
    """The grid as a `table`, or a `longtable` where it is long, with caption, label and notes."""
    head = f"{_line(grid.header)} \\\\\n\\midrule\n"
    body = "".join(f"{_line(row)} \\\\\n" for row in grid.rows)
    parts = {
        "caption": rf"\caption{{{escaped(caption)}}}\label{{tab:{label}}}",
        "columns": _columns(grid),
        "head": head,
        "body": body,
        "notes": "\n\n".join(escaped(note) for note in notes),
    }
    form = _LONGTABLE if len(grid.rows) > _LONG else _FLOAT
    return (_HEAD.format() + form.format(**parts)).encode("utf-8")


_FLOAT = """\
\\begin{{table}}[htbp]
\\centering\\small
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
{{\\small
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


def _line(values: Sequence[Value]) -> str:
    return " & ".join(escaped(text_of(value)) for value in values)


def _columns(grid: Grid) -> str:
    """Numbers to the right, short texts to the left, long texts as paragraphs."""
    widths = column_widths(grid, 1, 90)
    long = sum(width for width in widths if width > _PARAGRAPH)
    kinds = []
    for column, width in enumerate(widths):
        if width > _PARAGRAPH:
            kinds.append(rf">{{\raggedright\arraybackslash}}p{{{0.7 * width / long:.2f}\linewidth}}")
        else:
            kinds.append("r" if is_numeric(row[column] for row in grid.rows) else "l")
    return "".join(kinds)
