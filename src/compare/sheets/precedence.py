"""`fazhi coding use`: whose codes count first, said in one command and written into coders.csv."""

from collections.abc import Sequence

from compare.coding.judged import FOLDER
from compare.coding.register import FIELDS, Coder, feeding, read_coders, refuse_unknown, register_rows
from compare.files.csv_rows import csv_text
from compare.project import Project
from compare.sheets.corrections import replace_file
from compare.text.sources import plan_sources
from compare.vocab.taxonomy import is_own

_WAIT = 60.0
_WHAT = {
    "topic": "Topics",
    "obligation": "Obligation, sanction and monitoring",
    "finds": "Targets, times, bodies and citations",
}
_LAST = {"topic": "the topic model", "obligation": "the rules", "finds": "what extraction found"}


def use(project: Project, name: str, fields: Sequence[str] = FIELDS, never: bool = False) -> str:
    """Let the codes of a coder count first for `fields` (of `FIELDS`), or never; say whose count then.

    Whatever the coder left open comes from those that counted before.
    """
    with project.locked("coding use", _WAIT):
        coders = read_coders(project.coding)
        refuse_unknown([name], [coder.name for coder in coders])
        orders = {field: [one.name for one in feeding(project.coding, field)] for field in FIELDS}
        for field in fields:
            others = [one for one in orders[field] if one != name]
            orders[field] = others if never else [name, *others]
        replace_file(project, project.coding / "coders.csv", _register(project, orders))
        return whose(project) + "\nRun `fazhi build` to let the tables follow."


def _register(project: Project, orders: dict[str, list[str]]) -> str:
    """coders.csv with these orders; one column of ranks where they are alike, else one for each field."""
    rows = [row for _, row in register_rows(project.coding)]
    ranks = {f"rank_{field}": order for field, order in orders.items()}
    alike = len({tuple(order) for order in orders.values()}) == 1
    ranks = {"rank": orders[FIELDS[0]]} if alike else {"rank": [], **ranks}
    others = [
        name for row in rows[:1] for name in row if name and name not in ("coder", "kind", "description")
    ]
    extra = [name for name in others if name not in ("rank", *(f"rank_{field}" for field in FIELDS))]
    columns = ["coder", "kind", *ranks, "description", *extra]
    lines = [columns]
    for row in rows:
        name = row["coder"]
        own = {column: order.index(name) + 1 if name in order else "" for column, order in ranks.items()}
        lines.append([str((row | own).get(column, "")) for column in columns])
    return csv_text(lines)


def whose(project: Project) -> str:
    """Whose codes count, in which order, and how many plans each has coded at least in part."""
    return "\n".join(_order(project, field) for field in FIELDS)


def _order(project: Project, field: str) -> str:
    plans = [source.doc_id for source in plan_sources(project.raw)]
    coders = feeding(project.coding, field)
    if field == "finds":  # most who code judge no finds
        coders = [coder for coder in coders if (project.coding / FOLDER / coder.name).is_dir()]
    named = [_named(project, coder, plans, field) for coder in coders]
    last = (
        "nobody" if field == "topic" and is_own() else _LAST[field]
    )  # no model knows a project's own taxonomy
    return f"{_WHAT[field]}: {', then '.join([*named, last])}."


def _named(project: Project, coder: Coder, plans: Sequence[str], field: str) -> str:
    folder, what = project.coding / coder.name, "codes"
    if field == "finds":
        folder, what = project.coding / FOLDER / coder.name, "judgements"
    coded = sum((folder / f"{doc_id}.csv").is_file() for doc_id in plans)
    return f"{coder.name} (a {coder.kind}; {what} of {coded} of {len(plans)} plans)"
