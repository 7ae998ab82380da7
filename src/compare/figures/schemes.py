"""Further coding schemes in pictures, such as policy instruments: shares of codes, and bars by domain."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from compare.coding.schemes import NONE, known_codes
from compare.figures.charts import Chart, Many, only_chosen
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed
from compare.figures.parts.ends import largest
from compare.figures.parts.records import Row, row_label
from compare.figures.style import DARK, LIGHT, MIDDLE, Plan
from compare.figures.words import say, value_label
from compare.indices.scheme_shares import ALL, scheme_evidence, schemes_of
from compare.indices.stage import index_table
from compare.tables.schema import SCHEME_TABLE, Tables
from compare.vocab.outlines import frame
from compare.vocab.percents import percent, whole_percent

_FULL = 0.8
"""Share with the darkest shade."""
_FILLS = ((DARK, ""), (MIDDLE, ""), (LIGHT, ""), ("white", "//////"), ("white", "xxxxxx"))
"""Face and hatch of the parts of a bar: they stay apart in grey."""
_LEAST = 10
"""Provisions of all plans that a domain needs to be named in a headline."""


def draw_codes(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Share of each plan's provisions by code, with counts; codes at the top head those under them."""
    names = code_rows(data, language)
    headings = {_key(row) for row in data.to_dict("records") if row["code"] in set(data["parent"])}
    headings |= {key for key in names if ":" not in key}
    cells = {(_key(row), row["doc_id"]): _cell(row) for row in data.to_dict("records")}
    totals = data.groupby("doc_id")["n"].max().to_dict()
    shown = [plan for plan in plans if plan.doc_id in totals]
    columns = plan_columns(shown, language, totals)
    return draw_cells(axes, Rows(names, headings=headings), columns, cells, language)


def _key(row: Row) -> str:
    return f"{row['scheme']}:{row['code']}"


def code_rows(data: pd.DataFrame, language: str) -> dict[str, str]:
    """The codes of the schemes with their names; of several schemes each under its own name."""
    several, rows = data["scheme"].nunique() > 1, dict[str, str]()
    for scheme, own in data.groupby("scheme", sort=False):
        if several:
            rows[str(scheme)] = value_label("scheme", str(scheme), language)
        names = code_names(str(scheme), own, language)
        rows |= {f"{scheme}:{code}": name for code, name in names.items()}
    return rows


def code_names(scheme: str, own: pd.DataFrame, language: str) -> dict[str, str]:
    """The codes of one scheme in their order, with code and label; those that fit none have words for it."""
    known = known_codes(scheme, own["code"])
    labels = {code: known[code].label(language) for code in dict.fromkeys(own["code"])}
    named = {code: label if label == code else f"{code} {label}" for code, label in labels.items()}
    return named | {NONE: say("", "scheme_none", language)}


def _cell(row: Row) -> Cell:
    """Percent and number of provisions, shaded by the share."""
    if not row["count"]:
        return Cell(("0",), gid="share")
    text, n = whole_percent(row["share"]), row["count"]
    return Cell(
        (f"{text} ({n})", f"{text}\n({n})", text, text.removesuffix("%")),
        shade=row["share"] / _FULL, gid="share",
    )  # fmt: skip


def codes_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which of the lowest codes takes most of the provisions, and from how much to how much of them."""
    above = data["code"].isin(data["parent"])
    lowest = data[~above & (data["code"] != NONE)]
    if data["scheme"].nunique() != 1 or not lowest["count"].sum():
        return ""
    rows = lowest[["doc_id", "code", "count", "share"]].rename(columns={"code": "group", "count": "n"})
    text = largest(rows, code_names(data["scheme"].iloc[0], data, language), language)
    if text and above.any():
        text = say("scheme_codes", "seen_lowest", language, text=text)
    return _of_scheme("scheme_codes", data, text, language)


def _of_scheme(chart: str, data: pd.DataFrame, text: str, language: str) -> str:
    """A headline with the name of the one scheme that it tells of."""
    scheme = value_label("scheme", data["scheme"].iloc[0], language)
    named = scheme[:1].upper() + scheme[1:]
    return say(chart, "seen_of", language, scheme=named, text=text) if text else ""


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """A bar for each plan and domain, divided by the codes at the top, with its counts."""
    several, rows, signs = data["scheme"].nunique() > 1, dict[str, str](), list[Patch]()
    cells: dict[tuple[str, str], Cell] = {}
    for scheme, own in data.groupby("scheme", sort=False):
        fills = _fills(str(scheme), own, several, language)
        signs += [
            Patch(facecolor=f.face, hatch=f.hatch, edgecolor="#555555", linewidth=0.4, label=f.name)
            for f in fills
        ]
        rows |= {str(scheme): value_label("scheme", str(scheme), language)} if several else {}
        rows |= {f"{scheme}:{domain}": name for domain, name in _domain_names(language).items()}
        for (domain, doc_id), part in own.groupby(["domain", "doc_id"], sort=False):
            cells[f"{scheme}:{domain}", str(doc_id)] = _bar(part, fills, language)
    shown = [plan for plan in plans if plan.doc_id in set(data["doc_id"])]
    named = Rows(rows, headings=[key for key in rows if ":" not in key])
    return draw_cells(axes, named, plan_columns(shown, language), cells, language, signs)


@dataclass(frozen=True)
class _Fill:
    """One part of every bar: its codes, what it is called, and how it is filled."""

    codes: tuple[str, ...]
    name: str
    face: str
    hatch: str


def _fills(scheme: str, own: pd.DataFrame, several: bool, language: str) -> list[_Fill]:
    """The codes at the top, as many as can be told apart, the rest as one, and what fits none."""
    names = code_names(scheme, own, language)
    whole = own[own["domain"] == ALL].groupby("code", sort=False)["count"].sum().drop(NONE, errors="ignore")
    order = list(whole.index)
    if len(order) > len(_FILLS):
        first = set(whole.sort_values(ascending=False, kind="stable").index[: len(_FILLS) - 1])
        order = [code for code in order if code in first]
    rest = tuple(code for code in whole.index if code not in order)
    parts = [((code,), names[code]) for code in order]
    parts += [(rest, say("", "scheme_other", language, count=len(rest)))] if rest else []
    title = f"{value_label('scheme', scheme, language)}: " if several else ""
    drawn = [_Fill(codes, f"{title}{name}", *_FILLS[place]) for place, (codes, name) in enumerate(parts)]
    return [*drawn, _Fill((NONE,), f"{title}{names[NONE]}", "white", "")]


def _bar(part: pd.DataFrame, fills: list[_Fill], language: str) -> Cell:
    """The bar of one plan and domain, its counts in the order of the parts, and of how many."""
    counts = dict(zip(part["code"], part["count"], strict=True))
    n = int(part["n"].iloc[0])
    if not n:
        return Cell(("–",), quiet=True, gid="none")
    own = [sum(int(counts.get(code, 0)) for code in fill.codes) for fill in fills]
    shares = [(count / n, fill.face, fill.hatch) for count, fill in zip(own, fills, strict=True)]
    each = say("", "joint", language).join(map(str, own[: len(own) if own[-1] else -1]))
    return Cell((f"{each} / {n}", f"n={n}", str(n)), bar=shares, gid="bar")


def _domain_names(language: str) -> dict[str, str]:
    domains = frame("domain")
    names = {key: row_label(domains, key, language) for key in domains.keys}
    return {ALL: say("", "all_domains", language)} | names


def domains_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """From how much of one domain to how much of another the most frequent code reaches, in all plans together."""
    if data["scheme"].nunique() != 1:
        return ""
    rows = data[(data["domain"] != ALL) & (data["code"] != NONE)]
    counts = rows.groupby("code", sort=False)["count"].sum()
    if not counts.sum():
        return ""
    top = str(counts.sort_values(ascending=False, kind="stable").index[0])
    own = rows[rows["code"] == top].groupby("domain", sort=False)[["count", "n"]].sum()
    own = own[own["n"] >= _LEAST]
    if len(own) < 2:
        return ""
    shares, names = own["count"] / own["n"], _domain_names(language)
    least, most = str(shares.idxmin()), str(shares.idxmax())
    text = say(
        "scheme_domains", "seen", language, name=code_names(data["scheme"].iloc[0], data, language)[top],
        low=whole_percent(shares[least]), least=names[least], n_least=int(own["n"][least]),
        high=whole_percent(shares[most]), most=names[most], n_most=int(own["n"][most]),
    )  # fmt: skip
    return _of_scheme("scheme_domains", data, text, language)


def _of_many(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    rows = data.assign(row=data["scheme"] + ":" + data["code"])
    named = {key: name for key, name in code_rows(data, language).items() if ":" in key}
    form = Distributed("scheme_codes", "row", "share", percent, lambda *_: named)
    return form(rows, axes, plans, chosen, language)


def _evidence(domains: bool, tables: Tables) -> pd.DataFrame:
    """Of all domains together for the table of codes; by domain for the bars."""
    found = scheme_evidence(tables)
    return found if domains else found[found["domain"] == ALL].drop(columns="domain").reset_index(drop=True)


def who_coded_schemes(tables: Tables) -> pd.DataFrame:
    """Who gave the codes of the further schemes, as the table of provisions says it of topics."""
    names = [f"{SCHEME_TABLE}{scheme}" for scheme in schemes_of(tables)]
    rows = [tables[name][["coder", "coder_kind"]] for name in names]
    coded = pd.concat(rows) if rows else pd.DataFrame(columns=["coder", "coder_kind"])
    return coded.rename(columns={"coder_kind": "topic_source"})


CHARTS = (
    Chart(
        name="scheme_codes",
        data=partial(index_table, "scheme_shares"),
        draw=draw_codes,
        keys=("scheme", "doc_id", "code"),
        evidence=partial(_evidence, False),
        many=Many(_of_many, height=8.0),
        seen=codes_seen,
        coded=who_coded_schemes,
    ),
    Chart(
        name="scheme_domains",
        data=partial(index_table, "scheme_by_domain"),
        draw=draw_domains,
        keys=("scheme", "doc_id", "domain", "code"),
        evidence=partial(_evidence, True),
        many=only_chosen(draw_domains, "scheme_domains"),
        seen=domains_seen,
        coded=who_coded_schemes,
    ),
)
