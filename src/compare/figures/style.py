"""The look of all figures: fonts, colours, widths, captions, and byte-stable files.

Colours are Okabe and Ito's (2008), safe for the colour-blind; the two generations of plans
differ also by hatching and marker shape, so that a figure still reads in grey.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from noto_cjk_sans_otc import FONT_PATH

from compare.errors import InputError

ONE_COLUMN = 3.5
"""Width of a figure that fills one column of a paper (inches)."""
TWO_COLUMNS = 7.2
"""Width of a figure that fills two columns (inches)."""

WIDTHS = {"one": ONE_COLUMN, "two": TWO_COLUMNS}
"""The widths of a figure by the columns of a paper that it fills."""

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", "#000000")
_MARKERS_2015 = ("o", "s", "D")
_MARKERS_2021 = ("^", "v", "P", "X")
_CHOSEN_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00")
_CHOSEN_MARKERS = {2015: ("o", "s", "D", "p", "h", "8"), 2021: ("^", "v", "P", "X", "<", ">")}
GREY = "#6B6B6B"


def shades() -> Colormap:
    """The one sequential colour map of all heat maps: light is little, and it prints in grey."""
    return sns.color_palette("Blues", as_cmap=True)


@dataclass(frozen=True)
class Plan:
    """How one plan looks in every figure."""

    doc_id: str
    label_zh: str
    label_en: str
    generation: int
    colour: str
    marker: str
    hatch: str

    def label(self, language: str) -> str:
        """The jurisdiction's name in `zh` or `en`, with the plan's generation."""
        name = self.name(language)
        return f"{name}（{self.generation}）" if language == "zh" else f"{name} ({self.generation})"

    def name(self, language: str) -> str:
        """The jurisdiction's name alone, for places that say the generation."""
        return self.label_zh if language == "zh" else self.label_en


def generation(period_end: str) -> int:
    """The national outline whose time a plan lives in: 2015 (to 2020) or 2021 (from 2021).

    The generation follows the plan's dates, not its wording; Biyang (2021-2025) reads like
    the older plans, and figures say so where it matters.
    """
    return 2015 if period_end and int(period_end) <= 2020 else 2021


def plans(documents: pd.DataFrame) -> list[Plan]:
    """The plans in fixed order: generation, then the order of the table."""
    rows = sorted(documents.to_dict("records"), key=lambda row: generation(row["period_end"]))
    counts = {2015: 0, 2021: 0}
    result = []
    for position, row in enumerate(rows):
        age = generation(row["period_end"])
        markers = _MARKERS_2015 if age == 2015 else _MARKERS_2021
        marker = markers[counts[age] % len(markers)]
        counts[age] += 1
        names = (row["jurisdiction_zh"] or row["doc_id"], _short(row["jurisdiction_en"]) or row["doc_id"])
        hatch = "///" if age == 2015 else ""
        result.append(Plan(row["doc_id"], *names, age, _COLOURS[position % len(_COLOURS)], marker, hatch))
    return result


def chosen_plans(shown: Sequence[Plan], doc_ids: Sequence[str]) -> list[Plan]:
    """The plans called `doc_ids`, in that order, each with a colour and a shape of its own.

    Colours repeat after six plans and shapes after six of a generation; no two plans of a dozen
    have both in common. An `InputError` names an id that no plan has.
    """
    known = {plan.doc_id: plan for plan in shown}
    counts = {2015: 0, 2021: 0}
    result = []
    for place, doc_id in enumerate(dict.fromkeys(doc_ids)):
        if doc_id not in known:
            raise InputError(
                f"{doc_id}: no plan with this doc_id to highlight; doc_ids are in documents.csv."
            )
        plan = known[doc_id]
        markers = _CHOSEN_MARKERS[plan.generation]
        turn = counts[plan.generation] // len(markers)
        colour = _CHOSEN_COLOURS[(place + turn) % len(_CHOSEN_COLOURS)]
        marker = markers[counts[plan.generation] % len(markers)]
        counts[plan.generation] += 1
        result.append(replace(plan, colour=colour, marker=marker))
    return result


def _short(name: str) -> str:
    """An English name that fits an axis: Kunqu, not Kunqu (Kundulun District)."""
    for word in (" (", " District", " County", " High-tech Zone"):
        name = name.split(word)[0]
    return name


@cache
def font_family() -> str:
    """The face with the forms of mainland China in the bundled collection, made known to matplotlib.

    The collection's first face is the Japanese one, which centres ：；and draws 直 and 骨 otherwise.
    """
    font_manager.fontManager.addfont(str(FONT_PATH))
    return "Noto Sans CJK SC"


@contextmanager
def house_style() -> Iterator[None]:
    """All drawing happens inside this context, so that nobody's matplotlibrc shows."""
    if not plt.get_fignums():
        plt.switch_backend(mpl.get_backend())  # before the context, or its end undoes what a notebook needs
    with mpl.rc_context():
        interactive = mpl.is_interactive()  # a notebook shows figures drawn while this is on
        mpl.rcdefaults()
        mpl.interactive(interactive)
        mpl.rcParams.update(_settings())
        yield


def use_house_style() -> None:
    """Set the house style for a whole notebook."""
    mpl.rcParams.update(_settings())


def _settings() -> Any:
    """Settings by name (matplotlib types its names one by one, hence Any)."""
    return {
        "font.family": [font_family()],
        "font.size": 8,
        "axes.titlesize": 9,
        "axes.labelsize": 8,
        "xtick.labelsize": 7,
        "ytick.labelsize": 7,
        "legend.fontsize": 7,
        "legend.frameon": False,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "grid.color": "#DDDDDD",
        "grid.linewidth": 0.6,
        "hatch.linewidth": 0.4,
        "figure.dpi": 110,
        "savefig.dpi": 300,
        "figure.constrained_layout.use": True,
        "svg.fonttype": "path",
        "svg.hashsalt": "fazhi-compare",
        # Type 42 would embed these CFF outlines as TrueType, of which Ghostscript and MuPDF lose most.
        "pdf.fonttype": 3,
        "text.parse_math": False,  # a name with $ is no formula
    }


def caption(figure: Figure, text: str) -> None:
    """Write n, source and cautions under a figure, wrapped to its width."""
    size = 6
    ems = figure.get_figwidth() * 72 / size * 0.96
    figure.supxlabel("\n".join(wrap(text, ems)), fontsize=size, color=GREY, x=0.01, ha="left")


def wrap(text: str, ems: float) -> list[str]:
    """Break text into lines of at most `ems` Chinese characters' width.

    Lines break at spaces and between Chinese characters, never inside a Latin word or a
    number, and never before a closing mark.

    >>> wrap("依据2015年纲要，见 Shao", 6)
    ['依据2015年', '纲要，见', 'Shao']
    """
    lines, line, used = [], "", 0.0
    for part in re.findall(r"[!-~\u00a0-\u024f]+[，。；：、）》”]*|\s|.[，。；：、）》”]*", text):
        width = sum(1.0 if ord(char) > 0x2E7F or char in "—…“”‘’" else 0.52 for char in part)
        if line and used + width > ems:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not part.isspace():
            line, used = line + part, used + width
    return [*lines, line.rstrip()]


FORMATS = ("png", "svg", "pdf")
_METADATA: Mapping[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def save_figure(figure: Figure, path: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write `path` with each suffix; the same figure gives the same bytes."""
    written = []
    for suffix in formats:
        target = path.with_suffix(f".{suffix}")
        with house_style():
            figure.savefig(target, metadata=_METADATA[suffix])
        written.append(target)
    return written
