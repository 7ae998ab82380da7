"""What reading did to every source: what was left out, why, and what looked doubtful."""

import re
from collections.abc import Sequence
from typing import Any

from compare.extract.unread import Unread
from compare.files.markdown import as_markdown, table_lines
from compare.text.document import Document
from compare.vocab.filling import fill

COLUMNS = ("doc_id", "file", "what", "why", "occurrences", "chars", "percentages")
_PERCENT = re.compile(r"(?<=\d)[%％]")


def left_out_rows(document: Document) -> list[dict[str, Any]]:
    """One row for every kind of thing left out of a source.

    `chars` counts characters that are not white space; `percentages` how many figures in
    percent lie in them, since a stray text's figures must never be taken for a plan's.
    """
    raw, source = document.raw, document.source
    outside = [
        ("text before the plan", f"before the start marker {source.start_marker}", [raw[: document.start]]),
        ("text after the plan", f"after the end marker {source.end_marker}", [raw[document.end :]]),
    ]
    for step in dict.fromkeys(cut.step for cut in document.cuts):
        pieces = [raw[cut.start : cut.end] for cut in document.cuts if cut.step == step]
        outside.append((step, "added by printing, scanning or conversion", pieces))
    return [_row(document, what, why, pieces) for what, why, pieces in outside if any(map(str.strip, pieces))]


def _row(document: Document, what: str, why: str, pieces: list[str]) -> dict[str, Any]:
    text = "".join(pieces)
    return {
        "doc_id": document.doc_id,
        "file": document.source.file,
        "what": what,
        "why": why,
        "occurrences": len(pieces),
        "chars": _written(text),
        "percentages": len(_PERCENT.findall(text)),
    }


HEAD = (
    "# How the sources were read\n\n"
    "Every character of a plan is in exactly one provision; what is listed here is in none."
    " Characters are counted without white space.\n"
)
"""What stands above the sections of all plans in reports/sources.md."""


def report_section(document: Document, unread: Unread, changed: Sequence[str] = ()) -> str:
    """What is the plan, what was left out, doubts, and what looks lost, in Markdown.

    `changed` says what people judged of sentences that are others now.
    """
    rows = left_out_rows(document)
    parts = ["", f"## {document.doc_id}: {as_markdown(document.source.title)}", "", _summary(document), ""]
    parts += _markdown(rows) if rows else ["Nothing was left out."]
    told = [f"- Part: {as_markdown(part.told)}." for part in document.parts] if document.has_annexes else []
    told += [f"- Doubt: {as_markdown(note)}." for note in (*document.notes, *changed)]
    told += [f"- Looks lost: {as_markdown(lost)}." for lost in unread.told]
    if unread.looked_at:
        told.append(
            f"- {unread.lost} of {unread.looked_at} sentences with a number, a date or a closing bracket"
            " gave no row."
        )
    parts += ["", *told] if told else []
    return "\n".join(parts) + "\n"


def _written(text: str) -> int:
    """Characters that are not white space."""
    return len("".join(text.split()))


def _summary(document: Document) -> str:
    inside = document.raw[document.start : document.end]
    return (
        f"{as_markdown(document.source.file)} has {_written(document.raw):,} characters; the plan is {document.chars:,} of them"
        + fill(
            " ({m:measure|measures}, {u:unit|units}). Figures in percent:",
            m=len(document.measures),
            u=len(document.provisions),
        )
        + f" {len(_PERCENT.findall(inside))} in the plan, {len(_PERCENT.findall(document.raw))} in the file."
    )


def _markdown(rows: list[dict[str, Any]]) -> list[str]:
    cells = (
        [as_markdown(row["what"]), as_markdown(row["why"]), row["occurrences"], f"{row['chars']:,}",
         row["percentages"]]
        for row in rows
    )  # fmt: skip
    return table_lines(["left out", "why", "times", "characters", "figures in percent"], cells, "llrrr")
