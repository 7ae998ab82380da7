"""The findings in words: `reports/findings.md`, its Chinese twin, `reports/tables/findings.csv`, and the page.

What is found is computed (`compare.indices.findings`); here the templates of `vocab/findings.csv` are
filled. No plan is named in the package.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from compare.figures.coders import who_coded, with_lexicon
from compare.figures.words import listed
from compare.files.markdown import as_markdown
from compare.indices.findings import Finding, findings, unanswered
from compare.indices.plans import of_one_place, plan_labels
from compare.indices.selection import counted
from compare.report.site import EXPLORER, LANGUAGES, Both, both, word
from compare.tables.csv_rows import frame_text
from compare.tables.schema import Tables
from compare.vocab.filling import fill
from compare.vocab.reading import read_vocabulary

PARTS = ("interval", "survives", "caution")
"""What is said of a finding beside its sentence."""
COLUMNS = ["finding", "figure", "number", "low", "high"]
_MOST_NAMES = 3
_MOST_IDS = 400
"""More provisions than this are not named one by one in an address."""


@dataclass(frozen=True)
class Said:
    """A finding in both languages, as the front page shows it.

    `question` is the page of its figure, whose width and height (pixels) reserve its place.
    """

    key: str
    text: Both
    details: Sequence[tuple[Both, Both]]
    figure: str
    provision_ids: Sequence[str]
    question: str = ""
    width: int = 0
    height: int = 0

    @property
    def count(self) -> int:
        """How many provisions are behind it."""
        return len(self.provision_ids)

    @property
    def address(self) -> str:
        """Where the explorer opens the provisions behind it; empty where they are too many to name."""
        if not 0 < self.count <= _MOST_IDS:
            return ""
        return f"{EXPLORER}#/search?ids={','.join(self.provision_ids)}"


@cache
def _words() -> Mapping[tuple[str, str], Mapping[str, str]]:
    rows = read_vocabulary("findings")
    return {(row["finding"], row["part"]): {name: row[name] for name in LANGUAGES} for row in rows}


def said(tables: Tables) -> list[Said]:
    """All findings in both languages."""
    labels = {language: plan_labels(tables["documents"], language) for language in LANGUAGES}
    return [_said(finding, labels, tables) for finding in findings(tables)]


def _said(finding: Finding, labels: Mapping[str, Mapping[str, str]], tables: Tables) -> Said:
    one_plan, one_place = len(tables["documents"]) == 1, _of_one_place(finding, tables)
    known = (
        ("one", one_plan),
        ("series", one_place),
        *((f"tied_{form}", bool(finding.tied)) for form in finding.forms),
        ("tied", bool(finding.tied)),
        *((form, True) for form in finding.forms),
        ("none", finding.number == 0),
    )
    kinds = [kind for kind, holds in known if holds]

    def filled(part: str) -> Both:
        forms = (_words().get((finding.key, f"{part}_{kind}")) for kind in kinds)
        words = next(filter(None, forms), None) or _words()[finding.key, part]
        return {
            language: fill(
                text,
                **finding.values,
                **with_lexicon(text, tables, language),
                **{name: labels[language][doc_id] for name, doc_id in finding.plans.items()},
                tied=_tied([labels[language][doc_id] for doc_id in finding.tied], language),
            )
            for language, text in words.items()
        }

    details = [(_words()["", f"part_{part}"], filled(part)) for part in PARTS]
    return Said(finding.key, filled("text"), details, finding.figure, finding.provision_ids)


def _tied(names: Sequence[str], language: str) -> str:
    """Plans that stand alike, by name; so many plans where they are many."""
    if len(names) > _MOST_NAMES:
        return fill(_words()["", "tied_many"][language], n=len(names))
    return listed(names, language)


def _of_one_place(finding: Finding, tables: Tables) -> bool:
    """Whether a finding holds plans of one place against each other."""
    documents = tables["documents"]
    named = documents[documents["doc_id"].isin(list(finding.plans.values()))]
    return len(named) > 1 and of_one_place(named["place_id"])


def missing(tables: Tables) -> list[Both]:
    """What the tables do not tell, and what would be needed."""
    return [_words()[key, "missing"] for key in unanswered(tables)]


def findings_table(tables: Tables) -> pd.DataFrame:
    """One row for each finding, with its words in both languages and the provisions behind it.

    Columns: finding, figure, number, low, high (the interval; missing where it has none), text_zh to
    caution_en, n_provisions, provision_ids (separated by spaces).
    """
    rows = []
    for finding, words in zip(findings(tables), said(tables), strict=True):
        row: dict[str, object] = {name: getattr(finding, name) for name in COLUMNS[1:]}
        texts = zip(("text", *PARTS), (words.text, *(text for _, text in words.details)), strict=True)
        row |= {f"{part}_{language}": text[language] for part, text in texts for language in LANGUAGES}
        rows.append(
            {"finding": finding.key}
            | row
            | {"n_provisions": words.count, "provision_ids": " ".join(words.provision_ids)}
        )
    named = [f"{part}_{language}" for part in ("text", *PARTS) for language in LANGUAGES]
    return pd.DataFrame(rows, columns=[*COLUMNS, *named, "n_provisions", "provision_ids"])


def findings_text(tables: Tables, language: str) -> str:
    """The findings as Markdown in `zh` or `en`."""

    def say(part: str, **values: object) -> str:
        text = _words()["", part][language]
        return fill(text, **values) if values else text

    lead = say(
        "lead", plans=len(tables["documents"]), provisions=len(counted(tables["provisions"], ["provision_id"])),
        coder=who_coded(tables["provisions"], language) or "–",
    )  # fmt: skip
    parts, colon = [f"# {say('title')}", as_markdown(lead)], word("colon")[language]
    for place, one in enumerate(said(tables), 1):
        details = [*one.details, *_sources(one)]
        parts += [f"{place}. **{as_markdown(one.text[language])}**"]
        parts += [
            "\n".join(f"   - {name[language]}{colon}{as_markdown(text[language])}" for name, text in details)
        ]
    parts += [say("none")] if len(parts) == 2 else []
    lacking = missing(tables)
    parts += (
        [f"## {say('part_missing')}", "\n".join(f"- {text[language]}" for text in lacking)] if lacking else []
    )
    return "\n\n".join(parts) + "\n"


def _sources(one: Said) -> list[tuple[Both, Both]]:
    provisions = {language: fill(text, n=one.count) for language, text in _words()["", "provisions"].items()}
    return [
        (_words()["", "part_figure"], both(one.figure, one.figure)),
        (_words()["", "part_provisions"], provisions),
    ]


def write_findings(tables: Tables, folder: Path) -> None:
    """Write findings.md and findings.zh.md into a report's folder."""
    for language, name in (("en", "findings.md"), ("zh", "findings.zh.md")):
        (folder / name).write_text(findings_text(tables, language), encoding="utf-8", newline="\n")


def write_findings_table(tables: Tables, folder: Path) -> None:
    """Write findings.csv into the folder of tables."""
    table = findings_table(tables)
    (folder / "findings.csv").write_text(frame_text(table, ".6f"), encoding="utf-8", newline="")
