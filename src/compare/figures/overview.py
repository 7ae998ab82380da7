"""Everything on one page: what the plans cover, five rates, dates, numbers, and where their words come from."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many, only_chosen
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.ends import span
from compare.figures.parts.records import Row, row_label
from compare.figures.style import Plan, short_names
from compare.figures.words import say, value_label
from compare.indices.coverage import evidence
from compare.indices.indicators import SETS
from compare.indices.origins import floor_evidence
from compare.indices.stage import index_table, index_tables
from compare.indices.strictness_rates import ALL, rate_evidence
from compare.indices.timeline import DUTY, GOAL, timed
from compare.tables.schema import Tables
from compare.vocab.outlines import frame
from compare.vocab.percents import percent, whole_percent

_NAME = "overview"
_PARTS = ("coverage", "rates", "dates", "numbers", "lineage")
_COLUMNS = ["doc_id", "part", "row", "count", "n", "share", "other"]
_REPEATS = ("repeats", "repeats, unchecked")
_DATES = {"deadline": DUTY, "goal": GOAL, "recurrence": DUTY, "duration": DUTY}
"""What is counted under dates, and whose times it is of."""


# --- the numbers ---


def overview_data(tables: Tables) -> pd.DataFrame:
    """One row for each plan and row of the page, from the index tables of the figures it stands for.

    Columns: doc_id, part (one of the five), row, count, n (what it is a part of; empty for plain counts),
    share (count / n; for shared wording of characters), other (the closest plan).
    """
    parts = (_coverage(tables), _rates(tables), _dates(tables), _numbers(tables), _lineage(tables))
    table = pd.concat([part.reindex(columns=_COLUMNS) for part in parts], ignore_index=True)
    whole = {column: pd.to_numeric(table[column]).astype("Int64") for column in ("count", "n")}
    return table.assign(**whole, share=table["share"].astype(float), other=table["other"].fillna(""))


def _coverage(tables: Tables) -> pd.DataFrame:
    rows = index_table("coverage_domains", tables).rename(columns={"n": "count", "n_total": "n"})
    return rows.assign(part="coverage", row="coverage:" + rows["group"])


def _rates(tables: Tables) -> pd.DataFrame:
    rows = index_table("strictness_rates", tables)
    rows = rows[rows["domain"] == ALL]
    return rows.assign(part="rates", row="rates:" + rows["rate"])


def _dates(tables: Tables) -> pd.DataFrame:
    times = _dated(tables)
    return _counts(tables, times, "dates", [f"dates:{name}" for name in _DATES])


def _dated(tables: Tables) -> pd.DataFrame:
    """The times that are counted, each with the row it is counted in."""
    times = timed(tables)
    forms = times["form"].where(times["role"] == DUTY, "")
    names = forms.mask((times["form"] == "deadline") & (times["role"] == GOAL), "goal")
    return times.assign(row="dates:" + names)[names.isin(_DATES)]


def _numbers(tables: Tables) -> pd.DataFrame:
    found = _numbered(tables)
    return _counts(tables, found, "numbers", ["numbers:targets", "numbers:indicators", "numbers:alone"])


def _numbered(tables: Tables) -> pd.DataFrame:
    """Targets, and the indicators that a plan sets, in all and as the only plan: doc_id, row, key."""
    targets = tables["targets"][["doc_id", "target_id"]].rename(columns={"target_id": "key"})
    compared = index_table("indicator_comparison", tables)
    sets = compared.loc[compared["state"] == SETS, ["doc_id", "indicator_id"]]
    sets = sets.rename(columns={"indicator_id": "key"})
    alone = sets[~sets["key"].duplicated(keep=False)]
    named = {"targets": targets, "indicators": sets} | ({"alone": alone} if _several(tables) else {})
    return pd.concat([rows.assign(row=f"numbers:{name}") for name, rows in named.items()], ignore_index=True)


def _several(tables: Tables) -> bool:
    """Whether there is another plan, which could set what one sets."""
    return len(tables["documents"]) > 1


def _counts(tables: Tables, found: pd.DataFrame, part: str, rows: Sequence[str]) -> pd.DataFrame:
    """How many rows of `found` each plan has, zeros too."""
    whole = pd.MultiIndex.from_product([tables["documents"]["doc_id"], rows], names=["doc_id", "row"])
    counts = found.groupby(["doc_id", "row"]).size().reindex(whole, fill_value=0)
    return counts.rename("count").reset_index().assign(part=part)


def _lineage(tables: Tables) -> pd.DataFrame:
    made = index_tables(tables)
    anywhere = (
        made["reuse_anywhere"].query("among == 'any plan' and others > 0").assign(row="lineage:anywhere")
    )
    closest = made["closest_plans"].query("rank == 1").assign(row="lineage:closest")
    closest = closest.rename(columns={"other_id": "other"})
    shared = pd.concat([anywhere, closest]).rename(columns={"shared": "count", "chars": "n"})
    floors = made["national_floor"]
    floors = floors[floors["demand"] == ALL]
    own = [_floor(floors, "repeats", _REPEATS), _floor(floors, "own", ("own",))]
    return pd.concat([shared, *own], ignore_index=True).assign(part="lineage")


def _floor(floors: pd.DataFrame, name: str, kept: Sequence[str]) -> pd.DataFrame:
    """How many of a plan's demands stand so to the national floor."""
    rows = (
        floors[floors["floor"].isin(kept)].groupby("doc_id", sort=False).agg({"count": "sum", "n": "first"})
    )
    return rows.assign(share=rows["count"] / rows["n"], row=f"lineage:{name}").reset_index()


# --- the drawing ---


def draw_overview(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """A block of rows for each part, plans in columns; shades compare within a row."""
    names = overview_rows(data, language)
    most = data.assign(value=_values(data)).groupby("row")["value"].max()
    labels = short_names(plans, language)
    cells = {
        (row["row"], row["doc_id"]): _cell(row, float(most[row["row"]]), labels)
        for row in data.to_dict("records")
    }
    silent = Cell(("–",), quiet=True, gid="silent")
    blanks = {(row, plan.doc_id): silent for row in names for plan in plans if row not in _PARTS}
    totals = data[data["part"] == "coverage"].groupby("doc_id")["n"].first().to_dict()
    columns = plan_columns(plans, language, totals)
    return draw_cells(axes, Rows(names, headings=_PARTS), columns, blanks | cells, language)


def _values(data: pd.DataFrame) -> pd.Series:
    """What a cell is shaded by: its share, or its count where it is part of nothing."""
    return data["share"].fillna(data["count"].astype(float))


def overview_rows(data: pd.DataFrame, language: str) -> dict[str, str]:
    """The rows of the page by their keys, each part under its heading."""
    names: dict[str, str] = {}
    for part in _PARTS:
        names[part] = row_name(part, language)
        rows = data.loc[data["part"] == part, "row"].unique()
        names |= {row: row_name(row, language) for row in rows}
    return names


def row_name(row: str, language: str) -> str:
    """What a row of the page is called, or a part of it.

    >>> row_name("numbers:targets", "zh"), row_name("numbers", "zh")
    ('量化指标', '数字')
    """
    part, _, key = row.partition(":")
    if not key:
        return say(_NAME, part, language)
    if part == "coverage":
        return row_label(frame("domain"), key, language)
    if part == "rates":
        return value_label("rate", key, language)
    return say(_NAME, key, language)


def _cell(row: Row, most: float, labels: dict[str, str]) -> Cell:
    """A share with its count, a plain count, or a dash where there is none."""
    if not row["count"] or pd.isna(row["count"]):
        return Cell(("–",), quiet=True, gid="silent")
    if pd.isna(row["n"]):
        return Cell((str(row["count"]),), shade=0.6 * row["count"] / most, gid="count")
    share = whole_percent(row["share"])
    beside = labels.get(row["other"], "") if row["other"] else f"({row['count']})"
    texts = (f"{share} {beside}".strip(), share) if row["row"] != "lineage:anywhere" else (share,)
    return Cell(texts, shade=0.6 * row["share"] / most, gid="share")


def overview_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """From where to where plans reach in four of the rows, but those of nothing; nothing of one plan."""
    if len(plans) < 2:
        return ""
    parts = []
    for name, (row, column) in _SEEN.items():
        own = data.loc[data["row"] == row, column].dropna()
        if own.any():
            written: Callable[[float], str] = percent if column == "share" else lambda count: str(int(count))
            reach = span(written(own.min()), written(own.max()), language)
            parts.append(say(_NAME, f"seen_{name}", language, span=reach))
    return say(_NAME, "seen", language, parts=say(_NAME, "seen_joint", language).join(parts)) if parts else ""


_SEEN = {
    "mandate": ("rates:mandate", "share"),
    "number": ("numbers:targets", "count"),
    "date": ("dates:deadline", "count"),
    "any": ("lineage:anywhere", "share"),
}
"""The rows that the headline tells of, and what it tells of them."""


# --- the provisions behind it ---


def overview_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind every number: doc_id, row, provision_id."""
    parts = pd.concat(_evidence(tables), ignore_index=True)
    return parts[["doc_id", "row", "provision_id"]].drop_duplicates().reset_index(drop=True)


def _evidence(tables: Tables) -> Iterator[pd.DataFrame]:
    topics = evidence(tables["provisions"], frame("domain"))
    yield topics.assign(row="coverage:" + topics["group"])
    rates = rate_evidence(tables["provisions"])
    yield rates.assign(row="rates:" + rates["rate"])
    yield _dated(tables)
    yield tables["targets"].assign(row="numbers:targets")
    sentences = index_table("indicator_sentences", tables).query("how == 'number'")
    found = _numbered(tables).rename(columns={"key": "indicator_id"})
    yield found.merge(sentences, on=["doc_id", "indicator_id"])
    shared = _shared(tables)
    yield shared.assign(row="lineage:anywhere")
    closest = index_table("closest_plans", tables).query("rank == 1")
    yield shared.merge(closest[["doc_id", "other_id"]]).assign(row="lineage:closest")
    floors = floor_evidence(tables)
    floors = floors[floors["demand"] == ALL]
    names = dict.fromkeys(_REPEATS, "lineage:repeats") | {"own": "lineage:own"}
    yield floors.assign(row=floors["floor"].map(names)).dropna(subset="row")


def _shared(tables: Tables) -> pd.DataFrame:
    """The provisions that hold wording of another plan: doc_id, other_id, provision_id."""
    passages = tables["reuse"][tables["reuse"]["role_b"] == "plan"]
    sides = []
    for own, other in ("ab", "ba"):
        names = {f"doc_{own}": "doc_id", f"doc_{other}": "other_id", f"provision_{own}": "provision_id"}
        sides.append(passages[list(names)].rename(columns=names))
    return pd.concat(sides, ignore_index=True)


CHARTS = (
    Chart(
        name=_NAME,
        data=overview_data,
        draw=draw_overview,
        keys=("doc_id", "row"),
        evidence=overview_evidence,
        many=Many(only_chosen(draw_overview, _NAME).draw, height=5.6, distributes=False),
        seen=overview_seen,
    ),
)
"""The figures of this module."""
