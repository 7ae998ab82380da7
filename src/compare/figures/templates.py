"""Plans beside a template: what of a topic is its wording, what elaborates it, what is own; what was hardened."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from compare.figures.charts import Chart, only_chosen
from compare.figures.parts.cells import Cell, Columns, Rows, draw_cells, plan_columns
from compare.figures.parts.records import Row, row_label
from compare.figures.style import DARK, LIGHT, MIDDLE, Plan
from compare.figures.words import listed, say
from compare.indices.force import ASPECTS
from compare.indices.selection import counted
from compare.indices.stage import index_table
from compare.indices.templates import ALL
from compare.tables.schema import Tables
from compare.vocab.outlines import frame
from compare.vocab.percents import whole_percent

_NAME = "template_use"
_SHARES = {"template_chars_share": DARK, "elaborated_share": MIDDLE, "own_share": LIGHT}
"""The parts of a bar, from the left, and how each is filled."""
_TEXT, _FORCE = "text", "force"
_COLUMNS = [
    "doc_id", "template", "part", "row", "provisions", "chars", *_SHARES, "hardened", "softened", "same",
]  # fmt: skip


# --- the numbers ---


def template_data(tables: Tables) -> pd.DataFrame:
    """One row for each plan, template and topic or aspect; nothing where no template was added.

    Columns: doc_id, template, part (text or force), row; of text provisions, chars and the three shares of
    `template_shares`; of force the clauses hardened, softened and the same.
    """
    shares = index_table("template_shares", tables)
    shares = shares.assign(part=_TEXT, row=_TEXT + ":" + shares["topic"])
    force = index_table("template_force", tables)
    keys = ["doc_id", "template", "aspect"]
    clauses = (
        force.set_index([*keys, "change"])["count"].unstack("change").reset_index() if len(force) else force
    )
    clauses = clauses.assign(part=_FORCE, row=_FORCE + ":" + clauses["aspect"])
    return pd.concat([shares, clauses], ignore_index=True).reindex(columns=_COLUMNS)


# --- the drawing ---


def draw_template(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """A bar in each cell for the text, counts of clauses under it; plans in columns, under their template."""
    found = set(data["doc_id"])
    shown = [plan for plan in plans if plan.doc_id in found]
    rows = template_rows(data, language)
    cells = {(row["row"], _column(row)): _cell(row, language) for row in data.to_dict("records")}
    columns = template_columns(data, shown, language)
    signs = [
        Patch(facecolor=face, edgecolor="#555555", linewidth=0.4, label=say(_NAME, share, language))
        for share, face in _SHARES.items()
    ]
    return draw_cells(axes, Rows(rows, headings=(_TEXT, _FORCE)), columns, cells, language, signs)


def _column(row: Row) -> str:
    return f"{row['template']}|{row['doc_id']}"


def template_columns(data: pd.DataFrame, plans: list[Plan], language: str) -> Columns:
    """A column for each template and plan, under a bracket for each template."""
    templates = list(dict.fromkeys(data["template"]))
    own = plan_columns(plans, language).names
    names = {f"{template}|{doc_id}": name for template in templates for doc_id, name in own.items()}
    wide = len(own)
    brackets = [
        ((say(_NAME, "beside", language, name=name), name), place * wide, (place + 1) * wide - 1)
        for place, name in enumerate(templates)
    ]
    return Columns(names, [place * wide for place in range(1, len(templates))], brackets)


def template_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """All topics together, then each that a plan has, and the aspects of force; each part under its heading."""
    topics = [topic for topic in frame("topic").keys if (data["row"] == f"{_TEXT}:{topic}").any()]
    names = {_TEXT: say(_NAME, _TEXT, language), f"{_TEXT}:{ALL}": say(_NAME, "all_topics", language)}
    names |= {f"{_TEXT}:{topic}": row_label(frame("topic"), topic, language) for topic in topics}
    names[_FORCE] = say(_NAME, _FORCE, language)
    return names | {f"{_FORCE}:{aspect}": say(_NAME, aspect, language) for aspect in ASPECTS}


def _cell(row: Row, language: str) -> Cell:
    """A bar for the text of a topic; hardened and softened clauses of all."""
    if row["part"] == _TEXT:
        return Cell(("",), gid="bar", bar=[(float(row[name]), face, "") for name, face in _SHARES.items()])
    hard, soft, same = (int(row[name]) for name in ("hardened", "softened", "same"))
    if not hard + soft + same:
        return Cell(("–",), quiet=True, gid="silent")
    full = say(_NAME, "clauses", language, hard=hard, soft=soft, all=hard + soft + same)
    return Cell((full, f"+{hard} −{soft}"), face=LIGHT if hard + soft else "", gid="force")


def template_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which plans take most of their text from a template, and what became of the clauses; nothing where none does."""
    whole = data[data["row"] == f"{_TEXT}:{ALL}"].dropna(subset="template_chars_share")
    names = {plan.doc_id: plan.label(language) for plan in plans}
    whole = whole[whole["doc_id"].isin(names) & (whole["template_chars_share"] > 0)]
    if whole.empty:
        return ""
    top = whole.loc[whole["template_chars_share"].idxmax()]
    force = data[(data["row"] == f"{_FORCE}:obligation") & (data["template"] == top["template"])]
    hard, soft, same = (int(force[name].sum()) for name in ("hardened", "softened", "same"))
    several = data["template"].nunique() > 1, data["doc_id"].nunique() > 1
    return _taken(whole, top, names, several, language) + _force_seen(hard, soft, same, language)


def _taken(
    whole: pd.DataFrame, top: pd.Series, names: Mapping[str, str], several: tuple[bool, bool], language: str
) -> str:
    """Who takes most; of those that take as much as is printed, all. `several` templates, and plans?"""
    printed = whole["template_chars_share"].map(whole_percent)
    share = whole_percent(top["template_chars_share"])
    first = whole[(whole["template"] == top["template"]) & (printed == share)]
    key = "seen_of" if several[0] else "seen" if several[1] else "seen_one"
    return say(
        _NAME, "seen_tied" if len(first) > 1 else key, language, template=top["template"],
        name=listed([names[doc_id] for doc_id in first["doc_id"]], language),
        share=share, own=whole_percent(top["own_share"]),
    )  # fmt: skip


def _force_seen(hard: int, soft: int, same: int, language: str) -> str:
    """What became of the clauses that stand beside one of the template; nothing where none does."""
    key = "force" if hard and soft else "hard" if hard else "soft" if soft else "same"
    return say(_NAME, f"seen_{key}", language, hard=hard, soft=soft) if hard + soft + same else ""


def template_evidence(tables: Tables) -> pd.DataFrame:
    """The counted provisions behind every bar and count: doc_id, template, row, provision_id."""
    templates = pd.DataFrame({"template": tables["templates"]["doc_id"].unique()}, dtype=str)
    rows = counted(tables["provisions"], ["doc_id", "provision_id", "topic"]).merge(templates, how="cross")
    text = pd.concat([rows.assign(topic=ALL), rows])
    text = text.assign(row=_TEXT + ":" + text["topic"])
    clauses = index_table("template_clauses", tables)
    force = [clauses.assign(row=f"{_FORCE}:{aspect}") for aspect in ASPECTS]
    return pd.concat([text, *force])[["doc_id", "template", "row", "provision_id"]].reset_index(drop=True)


CHARTS = (
    Chart(
        name=_NAME,
        data=template_data,
        draw=draw_template,
        keys=("doc_id", "template", "row"),
        evidence=template_evidence,
        many=only_chosen(draw_template, _NAME),
        seen=template_seen,
    ),
)
"""The figures of this module."""
