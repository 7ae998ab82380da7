"""`fazhi show`: one measure or provision with everything the tables say of it, and its source."""

from collections.abc import Mapping
from pathlib import Path

from compare.coding.register import KINDS
from compare.coding.rules import judge_row
from compare.errors import InputError, meant
from compare.files.manifest import read_manifest, refuse_mixed
from compare.files.reading import decode, read_bytes
from compare.project import Project
from compare.tables.rows import rows_with
from compare.text.sources import plan_sources
from compare.vocab.filling import plain_number
from compare.vocab.taxonomy import is_substantive, taxonomy

Row = dict[str, str]
_OBLIGATION = {0: "no duty", 1: "hortatory", 2: "directive", 3: "mandate or prohibition"}


def show(identifier: str, project: Project) -> str:
    """A measure (`PLAN-m007`) or provision (`PLAN-p0041`) as readable text."""
    _refuse_bad_tables(project.processed)
    for name, key, render in (
        ("measures", "measure_id", _measure),
        ("provisions", "provision_id", _provision),
    ):
        rows = rows_with(name, project.processed, key, identifier)
        if rows:
            return render(rows[0], project)
    named, plans = identifier.rpartition("-")[0], [source.doc_id for source in plan_sources(project.raw)]
    near = "" if named in plans else meant(named, plans)
    raise InputError(
        f"{identifier}: no such measure or provision;{near} ids are a doc_id and a number, as PLAN-m007 or PLAN-p0041."
    )


def _refuse_bad_tables(folder: Path) -> None:
    """An `InputError` where the tables of a folder are not those of one build; somebody's own are checked whole.

    What a build wrote was checked when it was written, and is as it was written.
    """
    refuse_mixed(folder)
    if not read_manifest(folder).files.get("build"):
        from compare.tables.reading import read_tables  # takes seconds to load, and few ask

        read_tables(folder)


def _measure(row: Row, project: Project) -> str:
    inside = rows_with("provisions", project.processed, "measure_id", row["measure_id"])
    lines = [
        f"{row['measure_id']}  {row['number']} {row['heading']}",
        f"under     {row['chapter']}" + (f" / {row['section']}" if row["section"] else ""),
        f"topic     {_topic(row['topic'])}",
        f"lead      {row['lead_bodies'] or 'not stated'}",
        f"bodies    {row['responsible_bodies'] or 'not stated'}",
        *_source(row, project),
        "",
    ]
    return "\n".join([*lines, *(_one_line(provision) for provision in inside)])


def _one_line(row: Row) -> str:
    mark = "heading" if row["is_heading"] == "1" else f"{row['topic']} o{row['obligation']}"
    return f"  {row['provision_id']}  {mark:8} {row['text']}"


def _provision(row: Row, project: Project) -> str:
    heading = "  (heading: left out of every count)" if row["is_heading"] == "1" else ""
    lines = [
        f"{row['provision_id']}  in {row['measure_id'] or 'no measure'}{heading}",
        f"topic       {_topic(row['topic'])}"
        + (f"; second {_topic(row['topic2'])}" if row["topic2"] else ""),
        f"coded by    {coders_of(row)}",
        f"obligation  {row['obligation']} ({_OBLIGATION[int(row['obligation'])]})",
        f"sanction    {row['sanction']}    monitoring {row['monitoring']}",
        *_lexicon(row),
        *_finds(row["provision_id"], project),
        *_source(row, project),
    ]
    return "\n".join(lines)


def _lexicon(row: Row) -> list[str]:
    """What the lexicon reads in a provision that counts, whoever coded it; its codes where they are others."""
    if row["is_heading"] == "1" or not is_substantive(row["topic"]):
        return []
    judged = judge_row(row)
    codes = (judged.obligation, judged.sanction, judged.monitoring)
    same = [str(int(code)) for code in codes] == [
        row[name] for name in ("obligation", "sanction", "monitoring")
    ]
    other = "" if same else "; it gives obligation {}, sanction {}, monitoring {}".format(*codes)
    return [f"lexicon     {'; '.join(judged.reasons)}{other}"]


def coders_of(row: Mapping[str, object]) -> str:
    """Who gave the topic, and who the other codes where that is another."""
    topic, duty = row["topic_source"], row["obligation_source"]
    known = f" (a {topic})" if topic in KINDS else ""
    score = f" (score {float(str(row['topic_score'])):.2f})" if topic == "model" else ""
    own = row.get("obligation_coder") or (row["coder"] if duty in KINDS else duty)
    same = duty == topic and (duty not in KINDS or own == row["coder"])
    return f"{row['coder']}{known}{score}" + ("" if same else f"; obligation and checks by {own}")


def _finds(provision_id: str, project: Project) -> list[str]:
    lines = []
    for name, form in _FORMS.items():
        for row in rows_with(name, project.processed, "provision_id", provision_id):
            number = {"number": plain_number(float(row["value"]))} if name == "targets" else {}
            lines.append(f"{_ONE[name]:11} " + form.format(**row, **number) + _judged(row))
    return lines


def _judged(row: Row) -> str:
    """Who judged a find, and what was said of it; nothing where extraction alone stands for it."""
    if not row["checked"]:
        return ""
    kind = "" if row["source"] == "person" else f" (a {row['source']})"
    return f"  [{row['checked']}, says {row['coder']}{kind}]"


_ONE = {"targets": "target", "times": "time", "bodies": "body", "citations": "citation"}
_FORMS = {
    "targets": "{text}: {indicator} {comparator} {number} {unit} {per}",
    "times": "{text}: {kind}, {bound} {date_start} {date_end} {period}",
    "bodies": "{name} ({role})",
    "citations": "《{title}》 {document_number}",
}


def _topic(code: str) -> str:
    if not code:
        return "none"
    entry = taxonomy()[code]
    return f"{code} {entry.label_zh} {entry.label_en}"


def _source(row: Row, project: Project) -> list[str]:
    (document,) = rows_with("documents", project.processed, "doc_id", row["doc_id"])
    file, start, end = document["file"], int(row["start"]), int(row["end"])
    raw = decode(read_bytes(project.raw / file), file)
    line = raw.count("\n", 0, start) + 1
    return [
        f"source      data/raw/{file}, characters {start} to {end}, line {line}",
        f"            {raw[start:end]!r}",
    ]
