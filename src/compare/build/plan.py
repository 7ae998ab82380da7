"""One plan, from its row of `sources.csv` to what it adds to every output.

What goes wrong with a plan stays with that plan: it comes back as a fault in one sentence, so
that a build of thousands goes on without it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from compare.build.left_out import left_out_of, left_out_rows, report_sections
from compare.build.rows import Coder, document_rows
from compare.coding.judged import standing_finds
from compare.coding.schemes import scheme_rows
from compare.errors import InputError, expected, unexpected
from compare.extract.finds import find_all
from compare.extract.unread import unread_in
from compare.project import Project
from compare.tables.checking import arrow_columns, arrow_types
from compare.tables.schema import SCHEME_TABLE, Columns, Rows
from compare.text.document import Document, read_document
from compare.text.sources import Source


@dataclass(frozen=True)
class PlanRows:
    """What one plan adds: rows of the tables, by column, and of left_out.csv, and its part of the report by language.

    `fault` says in one sentence why the plan adds nothing; empty where all is well. `lost` counts
    sentences with something to read, those of them that gave no row, and annexes left out.
    """

    doc_id: str = ""
    rows: Columns = field(default_factory=dict)
    left_out: list[dict[str, object]] = field(default_factory=list)
    report: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    fault: str = ""
    lost: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanTask:
    """Turns a source into its rows; it can be sent to another process or machine.

    `parsed` is given each source with its document, when that is at hand.

    >>> from pathlib import Path
    >>> PlanTask(Project(Path("nowhere")), lambda document, finds: {})(Source("x", "x.txt")).fault
    'x.txt: no such file in raw/; put it there.'
    """

    project: Project
    coder: Coder
    parsed: Callable[[Source, Document], object] | None = None

    def __call__(self, source: Source) -> PlanRows:
        try:
            return self._read_and_code(source)
        except InputError as error:
            return PlanRows(fault=str(error))
        except Exception as error:  # whatever it is, it must not stop the others
            why = expected(error) or f"could not be coded ({unexpected(error)}); please report this."
            return PlanRows(fault=f"{source.file}: {why}")

    def _read_and_code(self, source: Source) -> PlanRows:
        document = read_document(source, self.project.raw)
        if self.parsed:
            self.parsed(source, document)
        finds, changed = standing_finds(document, find_all(document), self.project.coding)
        unread = unread_in(document, finds)
        rows = document_rows(document, self.coder, finds, unread)
        for scheme, found in scheme_rows(document, self.project.coding).items():
            rows[f"{SCHEME_TABLE}{scheme}"] = found
        notes = [
            f"note on {source.file}: {note}" for note in (*document.notes, *changed, *_without_topic(rows))
        ]
        lost = {"sentences": unread.looked_at, "unread": unread.lost, "annexes": _annexes_left_out(document)}
        left_out = left_out_of(document)
        report = report_sections(document, left_out, unread, changed)
        return PlanRows(
            document.doc_id, by_column(rows), left_out_rows(document, left_out), report, notes, lost=lost
        )


def by_column(rows: Rows) -> Columns:
    """The rows as Arrow and what is kept want them; a row that lacks a column has None there."""
    return {
        name: {column: [row.get(column) for row in found] for column in arrow_types(name).names}
        for name, found in rows.items()
    }


def _without_topic(rows: Rows) -> list[str]:
    """How many provisions have no topic, since a project's own taxonomy has no model."""
    open_ones = sum(not row["topic"] for row in rows["provisions"])
    if not open_ones:
        return []
    return [
        f"{open_ones} of {len(rows['provisions'])} provisions have no topic and are not counted: no model knows the"
        " codes of vocab/taxonomy.csv; code them (`fazhi coding export`)."
    ]


def _annexes_left_out(document: Document) -> int:
    return sum(bool(part.name) and not part.read for part in document.parts)


def holding(plan: PlanRows) -> PlanRows:
    """The plan, if the tables can hold its rows; else its fault."""
    for name, found in plan.rows.items():
        try:
            arrow_columns(name, found)
        except InputError as error:
            return PlanRows(fault=f"{plan.rows['documents']['file'][0]}: {error}")
    return plan
