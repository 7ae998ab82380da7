"""What sets plans apart: same duties in firmer or softer words, and the words that are a plan's own."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many, only_chosen
from compare.figures.parts.cells import Cell, Columns, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed
from compare.figures.parts.text import wrapped
from compare.figures.style import Plan
from compare.figures.words import say, value_label
from compare.indices.force import ASPECTS
from compare.indices.selection import counted, plan_rows
from compare.indices.stage import index_table
from compare.tables.schema import Tables

_TOP = 8
"""Words shown for each plan."""
_WORD = 41.0
"""Width to which a long word is broken (points)."""


def draw_force(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How often each plan is the firmer or the softer of two with the same duty, by aspect.

    Rows for pairs of one outline and for pairs across outlines; the shade is the net share.
    """
    cells = {
        (_force_key(row["aspect"], row["across"]), row["doc_id"]): _force_cell(row, language)
        for row in data.to_dict("records")
    }
    rows = force_rows(data, language)
    return draw_cells(axes, Rows(rows, lines=[len(ASPECTS)]), plan_columns(plans, language), cells, language)


def _force_key(aspect: object, across: object) -> str:
    return f"{aspect}{across}"


def force_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """Aspects of pairs of one outline, then of pairs across outlines."""
    return {
        _force_key(aspect, across): say(
            "reuse_force", f"across_{across}", language, aspect=value_label("aspect", aspect, language)
        )
        for across in (0, 1)
        for aspect in ASPECTS
    }


def _force_cell(row: Mapping[object, object], language: str) -> Cell:
    """Pairs in which the plan is firmer and softer, of all; no pair is no zero."""
    firmer, softer, n = (int(str(row[name])) for name in ("firmer", "softer", "n"))
    if not n:
        return Cell(("–",), quiet=True, gid="silent")
    text = f"{firmer} : {softer}"
    net = (firmer - softer) / n
    more = say("reuse_force", "of", language, n=n)
    look = (
        {"shade": 0.1 + min(3 * net, 0.7)}
        if net > 0
        else {"hatch": "////" if net < 0 else "", "edge": "#D8D8D8"}
    )
    return Cell((f"{text} {more}", f"{text}\n{more}", text, f"{firmer}:{softer}"), gid="count", **look)


def force_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How many pairs differ, and which plan is the firmer one most often; nothing where several are."""
    totals = data.groupby("doc_id")[["firmer", "softer"]].sum()
    pairs = int(data[data["aspect"] == ASPECTS[0]]["n"].sum()) // 2
    if not pairs:
        return say("reuse_force", "seen_none", language)
    net = totals["firmer"] - totals["softer"]
    if net.nunique() < 2:
        return ""
    names = {plan.doc_id: plan.label(language) for plan in plans}
    top = net.idxmax()
    if list(net).count(net[top]) > 1:
        return ""
    firmer, softer = (int(totals.loc[top, name]) for name in ("firmer", "softer"))
    key = "seen" if softer else "seen_never"
    return say("reuse_force", key, language, pairs=pairs, name=names[top], firmer=firmer, softer=softer)


def _net_share(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Whether a plan of many is rather the firmer (right) or the softer (left) of two with the same duty."""
    net = (data["firmer"] - data["softer"]) / data["n"].where(data["n"] > 0)
    keys = [_force_key(*pair) for pair in zip(data["aspect"], data["across"], strict=True)]
    form = Distributed("reuse_force", "key", "net", _signed, force_rows)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:+.0%}" if share else "0")
    return form(data.assign(key=keys, net=net), axes, plans, chosen, language)


def _signed(share: float) -> str:
    """A share with its sign; nothing is neither more nor less."""
    return f"{share:+.1%}" if abs(share) >= 0.0005 else "0%"


def draw_words(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The most distinctive words of each plan, first to last; darker is more distinctive.

    Below a word: how often its letters stand in this plan, and in all others. Framed: in no other plan.
    """
    top = float(data["z"].max()) if len(data) else 1.0
    cells = {(str(row["rank"]), row["doc_id"]): _word_cell(row, top) for row in data.to_dict("records")}
    rows = {str(rank): str(rank) for rank in sorted(set(data["rank"]))}
    columns = plan_columns([plan for plan in plans if plan.doc_id in set(data["doc_id"])], language)
    return draw_cells(
        axes, Rows(rows), Columns(columns.names, columns.lines, columns.brackets), cells, language
    )


def _word_cell(row: Mapping[object, object], top: float) -> Cell:
    word, counts = str(row["word"]), f"{row['times']} : {row['times_others']}"
    own = not int(str(row["times_others"]))
    shade = 0.04 + 0.6 * float(str(row["z"])) / top
    texts = (
        f"{word}\n{counts}",
        f"{wrapped(word, _WORD)}\n{counts}",
        f"{wrapped(word, _WORD * 0.65)}\n{counts}",
    )
    return Cell(texts, shade=shade, edge="black" if own else "white", gid="own" if own else "word")


def force_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of force; nothing where no two provisions share a duty."""
    rows = index_table("same_duty_force", tables)
    return rows if rows["n"].any() else rows.head(0)


def words_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of words, with how often their letters stand in this plan and in others.

    `times` and `times_others` count strings, as a reader who searches for the word does: words that
    a program cuts stand in longer ones, too.
    """
    words = index_table("words_of_ones_own", tables)
    kept = words["rank"] <= (_TOP if words["doc_id"].nunique() > 1 else 0)  # one plan is apart from nothing
    words = words[kept].reset_index(drop=True)
    texts = counted(tables["provisions"], ["doc_id", "text"]).groupby("doc_id")["text"].agg("\n".join)
    own = [texts[doc_id].count(word) for doc_id, word in zip(words["doc_id"], words["word"], strict=True)]
    everywhere = {word: int(texts.str.count(word).sum()) for word in words["word"].unique()}
    return words.assign(
        times=own, times_others=words["word"].map(everywhere).astype(int) - np.array(own, dtype=int)
    )


def words_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How many of the words stand in no other plan."""
    own = int((data["times_others"] == 0).sum())
    key = "seen" if own else "seen_none"
    return say("own_words", key, language, own=own, all=len(data), plans=data["doc_id"].nunique())


def _words_note(data: pd.DataFrame, plans: Sequence[Plan]) -> str:
    """The frame is explained where a word has one."""
    return "note" if (data["times_others"] == 0).any() else "note_unframed"


def force_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that are compared, with one outline or across."""
    pairs = index_table("same_duty_pairs", tables)
    sides = [pairs.rename(columns={f"doc_{s}": "doc_id", f"provision_{s}": "provision_id"}) for s in "ab"]
    rows = pd.concat(side[["doc_id", "across", "provision_id"]] for side in sides).drop_duplicates()
    return rows.merge(pd.DataFrame({"aspect": ASPECTS}), how="cross").reset_index(drop=True)


def words_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that hold one of its words."""
    rows = counted(tables["provisions"], ["doc_id", "provision_id", "text"])
    words = words_data(tables).groupby("doc_id", sort=False)["word"].agg(list)
    held = [
        (doc_id, word, provision_id)
        for doc_id, plan in plan_rows(rows, words.index)
        for word in words[doc_id]
        for provision_id, text in zip(plan["provision_id"], plan["text"], strict=True)
        if word in text
    ]
    return pd.DataFrame(held, columns=["doc_id", "word", "provision_id"])


CHARTS = (
    Chart(
        name="reuse_force",
        data=force_data,
        draw=draw_force,
        keys=("doc_id", "aspect", "across"),
        evidence=force_evidence,
        many=Many(_net_share, height=4.8),
        seen=force_seen,
    ),
    Chart(
        name="own_words",
        data=words_data,
        draw=draw_words,
        keys=("doc_id", "word"),
        evidence=words_evidence,
        many=only_chosen(draw_words, "own_words"),
        seen=words_seen,
        note=_words_note,
    ),
)
