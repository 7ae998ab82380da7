"""The look of all figures: the face, colours, how a plan is drawn, and byte-stable files.

Colours are dark enough to be read as text on white (contrast of 4.5 and more) and apart for the
colour-blind; the outline that a plan follows also shows in the shape of its mark, so that a figure
reads in grey. A shape means an outline and nothing else.
"""

import locale
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.colors import Colormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.typing import ColorType

from compare.errors import InputError
from compare.figures.face import font_family
from compare.indices.plans import OUTLINES, UNKNOWN, plan_labels

ONE_COLUMN = 8.5 / 2.54
"""Width of a figure that fills one column of a paper (inches)."""
TWO_COLUMNS = 7.2
"""Width of a figure that fills two columns (inches)."""

PAGE = 24.7 / 2.54
"""The height that a page of A4 has for a figure (inches)."""

WIDTHS = {"one": ONE_COLUMN, "two": TWO_COLUMNS}
"""The widths of a figure by the columns of a paper that it fills."""

GREY = "#5F5F5F"
PALE = "#F2F2F2"
RULE = "#D0D0D0"
DARK, MIDDLE, LIGHT = "#0B4A7A", "#9FC1DD", "#E3EDF6"
"""Three blues that stay apart in grey: most explicit, less, least."""
_COLOURS = (
    "#0068A5", "#B04A00", "#00735A", "#A03070", "#5B4BA8", "#6B5B00", "#333333", "#8A2D2D", "#00728F", "#7A3E9D",
    "#3B7000", "#B0234F",
)  # fmt: skip
MARKERS = {"2015": "o", "2021": "^", UNKNOWN: "s"}
"""The shape of a plan's mark by the outline that it follows."""
HATCHES = {"2015": "//////", "2021": "", UNKNOWN: "...."}
BASES = (*OUTLINES, UNKNOWN)
"""The outlines in the order in which plans stand; last those that do not tell."""
_LONGEST_NAME = {"zh": 12, "en": 16}


@cache
def shades() -> Colormap:
    """The one sequential colour map of all tables of cells: light is little, and it prints in grey.

    Made once: matplotlib gives a copy each time, which computes its colours anew for every cell.
    """
    return mpl.colormaps["Blues"]


def ink(face: ColorType) -> str:
    """Black or white, whichever reads better on a ground of this colour.

    >>> ink("white"), ink("#08306B")
    ('black', 'white')
    """
    return "black" if luminance(face) > 0.179 else "white"


def luminance(colour: ColorType) -> float:
    """The relative luminance of a colour (WCAG 2.1), 0 to 1."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return float(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)))


@dataclass(frozen=True)
class Plan:
    """How one plan is named and drawn in every figure.

    `basis` is the national outline that its text follows: `2015`, `2021`, or empty where the text
    does not tell. `place` is the place_id, which plans of one place have in common.
    """

    doc_id: str
    label_zh: str
    label_en: str
    basis: str
    colour: str
    place: str = ""

    @property
    def marker(self) -> str:
        return MARKERS[self.basis]

    @property
    def hatch(self) -> str:
        return HATCHES[self.basis]

    def label(self, language: str) -> str:
        """The plan's place with its own years, in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en

    def broken(self, language: str) -> str:
        """The same on two lines, place and years."""
        return "\n".join(self.label(language).rsplit(" ", 1))


def plans(documents: pd.DataFrame) -> list[Plan]:
    """The plans in fixed order: by the outline they follow, then as in the table."""
    columns = [column for column in _OF_PLANS if column in documents.columns]
    cells = tuple(zip(*(documents[column].tolist() for column in columns), strict=True))
    return list(_plans(tuple(columns), cells))


def short_names(shown: Sequence[Plan], language: str) -> dict[str, str]:
    """The plans' places without years by doc_id; with them where two plans are of one place."""
    short = {plan.doc_id: plan.broken(language).split("\n")[0] for plan in shown}
    twice = len(set(short.values())) < len(short)
    return {plan.doc_id: plan.label(language) for plan in shown} if twice else short


_OF_PLANS = (
    "doc_id", "outline_basis", "period_start", "period_end", "place_id",
    *(f"{name}_{language}" for name in ("jurisdiction", "parent", "province") for language in ("zh", "en")),
)  # fmt: skip
"""What a plan's name and looks rest on."""


@lru_cache(maxsize=8)  # every figure, caption and label asks for the same plans
def _plans(columns: tuple[str, ...], cells: tuple[tuple[object, ...], ...]) -> tuple[Plan, ...]:
    documents = pd.DataFrame(list(cells), columns=list(columns))
    names = {
        language: plan_labels(documents, language, longest) for language, longest in _LONGEST_NAME.items()
    }
    rows = documents.to_dict("records")
    bases = {row["doc_id"]: str(row.get("outline_basis") or UNKNOWN) for row in rows}
    homes = {row["doc_id"]: str(row.get("place_id") or "") for row in rows}
    order = sorted(bases, key=lambda doc_id: BASES.index(bases[doc_id]))
    return tuple(
        Plan(
            doc_id,
            names["zh"][doc_id],
            names["en"][doc_id],
            bases[doc_id],
            _COLOURS[number % len(_COLOURS)],
            homes[doc_id],
        )
        for number, doc_id in enumerate(order)
    )


def present_bases(shown: Sequence[Plan]) -> list[str]:
    """The outlines that plans follow, in their order."""
    return [basis for basis in BASES if any(plan.basis == basis for plan in shown)]


def chosen_plans(shown: Sequence[Plan], doc_ids: Sequence[str]) -> list[Plan]:
    """The plans called `doc_ids`, in that order, in colours that follow each other.

    An `InputError` names an id that no plan has.
    """
    known = {plan.doc_id: plan for plan in shown}
    wanted = list(dict.fromkeys(doc_ids))
    for doc_id in wanted:
        if doc_id not in known:
            raise InputError(
                f"{doc_id}: no plan with this doc_id to highlight; doc_ids are in documents.csv."
            )
    return [
        replace(known[doc_id], colour=_COLOURS[place % len(_COLOURS)]) for place, doc_id in enumerate(wanted)
    ]


@contextmanager
def house_style() -> Iterator[None]:
    """All drawing happens inside this context, so that nobody's matplotlibrc shows."""
    if not plt.get_fignums():
        plt.switch_backend(mpl.get_backend())  # before the context, or its end undoes what a notebook needs
    _forget_locale()
    with mpl.rc_context():
        interactive = mpl.is_interactive()  # a notebook shows figures drawn while this is on
        mpl.rcdefaults()
        mpl.interactive(interactive)
        mpl.rcParams.update(_settings())
        yield


def use_style() -> None:
    """Set the look of these figures for charts of your own: Chinese letters, print sizes, safe PDF text.

    >>> use_style()
    >>> mpl.rcParams["font.family"]
    ['Noto Sans CJK SC']
    """
    _forget_locale()
    mpl.rcParams.update(_settings() | {"figure.constrained_layout.use": True})


@cache
def _forget_locale() -> None:
    """Let letters be shaped and measured alike on every machine.

    HarfBuzz shapes what has no language by that of the machine's locale, for which it asks once: in zh_CN and
    ja_JP other digits and dashes, of other widths. matplotlib draws a text in its language, but measures it
    without one; so the locale is none when HarfBuzz asks.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        font_manager.get_font(font_manager.findfont(font_family())).set_text("a")
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _settings() -> Any:
    """Settings by name (matplotlib types its names one by one, hence Any)."""
    return {
        "font.family": [font_family()],
        "font.size": 7.5,
        "axes.titlesize": 8,
        "axes.labelsize": 7,
        "xtick.labelsize": 6.5,
        "ytick.labelsize": 7,
        "legend.fontsize": 6.5,
        "legend.frameon": False,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.linewidth": 0.6,
        "xtick.major.width": 0.6,
        "xtick.major.size": 2.5,
        "ytick.major.size": 2.5,
        "grid.color": "#DDDDDD",
        "grid.linewidth": 0.6,
        "hatch.linewidth": 0.4,
        "figure.dpi": 110,
        "savefig.dpi": 300,
        "text.hinting": "no_hinting",  # letters as wide as they are reckoned
        "svg.fonttype": "path",
        "svg.hashsalt": "fazhi-compare",
        # Type 42 would embed these CFF outlines as TrueType, of which Ghostscript and MuPDF lose most.
        "pdf.fonttype": 3,
        "text.parse_math": False,  # a name with $ is no formula
        "text.language": "en",  # see `_forget_locale`
    }


FONT_NOTICE = "Letters: Noto Sans CJK SC, © 2014-2021 Adobe, SIL Open Font License 1.1"
"""In every file that holds outlines of the font: its licence asks to be named there."""
FORMATS = ("png", "svg", "pdf")
_METADATA: Mapping[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Keywords": FONT_NOTICE},
}
_WRITTEN: Mapping[str, dict[str, Any]] = {"png": {"pil_kwargs": {"compress_level": 3}}}
"""How files are written: such pictures are smaller at this level than at the usual one, in half the time."""
_OUTSIDE = re.compile(r"<!DOCTYPE[^>]*>\s*|<metadata>.*?</metadata>\s*", re.DOTALL)


def save_figure(
    figure: Figure, path: Path, formats: Sequence[str] = FORMATS, svg_text: bool = False
) -> list[Path]:
    """Write `path` with each suffix; the same figure gives the same bytes.

    With `svg_text` words in an SVG stay text, which can be searched and edited but needs the face
    where it is shown; else they are outlines.
    """
    written = []
    for suffix in formats:
        target = path.with_suffix(f".{suffix}")
        with house_style():
            mpl.rcParams["svg.fonttype"] = "none" if svg_text else "path"
            figure.savefig(target, metadata=_METADATA[suffix], **_WRITTEN.get(suffix, {}))
        if suffix == "svg":
            _finish_svg(target, _title(figure), "" if svg_text else f"\n <!-- {FONT_NOTICE} -->")
        written.append(target)
    return written


def _title(figure: Figure) -> str:
    """What a figure says of itself: headline and subtitle."""
    texts = [
        text.get_text().replace("\n", " ")
        for text in figure.texts
        if text.get_gid() in ("headline", "subtitle")
    ]
    return " – ".join(text for text in texts if text)


def _finish_svg(path: Path, title: str, notice: str) -> None:
    """Take out document type and metadata, which only name addresses elsewhere; name picture and font."""
    text = _OUTSIDE.sub("", path.read_text(encoding="utf-8"))
    words = title.replace("&", "&amp;").replace("<", "&lt;")
    head = rf'\1 role="img">\n <title>{_escaped(words)}</title>{notice}'
    named = re.sub(r"(<svg\b[^>]*)>", head, text, count=1)
    path.write_bytes(named.encode("utf-8"))


def _escaped(words: str) -> str:
    """Words as the replacement of a pattern: a backslash in a name is no group."""
    return words.replace("\\", "\\\\")
