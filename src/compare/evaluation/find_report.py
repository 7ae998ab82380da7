"""The part of the reliability report that rests on finds which somebody judged in this project's own plans."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from compare.evaluation.markdown import markdown_table
from compare.files.markdown import as_markdown

_METHOD = """Somebody judged what was found in a stratified sample of sentences, and looked for what was missing (`fazhi coding export --finds`). Precision: of what was found, how much is right; recall: of what is there, how much was found; `found`: at this place, `right`: with this value too. What extraction finds now is held against these judgements. Shares are weighted to all sentences of the plans by the sizes of the strata (combined ratio estimator, Cochran 1977, sect. 6.11); intervals are 95%, Wilson's (1927) with the effective number of finds that the sampling variance gives (Särndal, Swensson and Wretman 1992, sect. 5.6; Korn and Graubard 1998). They hold for these plans and no others, and as far as whoever judged is right."""
_NOTHING = "Nobody has judged what was found in the plans of this project. `fazhi coding export --finds` draws a sample of sentences for that."
_COLUMNS = {
    "table": "table", "level": "level", "measure": "measure", "share": "share (weighted)", "interval": "95%",
    "hits": "right", "n": "of", "judged": "sentences judged",
}  # fmt: skip


def on_own_plans(table: pd.DataFrame) -> list[str]:
    """A section with a table for each sample that a coder judged; `table` is that of `find_validity`."""
    lines = ["", "## Extraction on the plans of this project", ""]
    if table.empty:
        return [*lines, _NOTHING]
    lines.append(_METHOD)
    for (coder, kind, sample), part in table.groupby(["coder", "coder_kind", "sample"], sort=False):
        lines += [
            "",
            f"### Judged by {as_markdown(str(coder))} (a {kind}), sample {as_markdown(str(sample))}",
            "",
        ]
        lines += [_coverage(part), "", *markdown_table(part, _COLUMNS)]
        lines += [
            "",
            "What the sample cannot exclude:",
            "",
            *map(_unseen, part.drop_duplicates("table").to_dict("records")),
        ]
    return lines


def _unseen(row: Mapping[Hashable, Any]) -> str:
    """How many of the sentences without a find may hold one."""
    if not row["silent"]:
        return f"- {row['table']}: no sentence without one was judged whole, so nothing is known of those."
    return (
        f"- {row['table']}: of {row['silent']} sentences without one that were judged whole, {row['silent_missing']}"
        f" held one; of all such sentences up to {100 * row['silent_high']:.1f}% may."
    )


def _coverage(part: pd.DataFrame) -> str:
    """For how many sentences of the plans the numbers hold."""
    corpus = int(part["corpus"].iloc[0])
    covered = {name: int(rows["covered"].iloc[0]) for name, rows in part.groupby("measure")}
    if (part["judged"] == corpus).all():
        return f"All {corpus} sentences were judged: what is known of them needs no interval."
    if set(covered.values()) == {corpus}:
        return f"The sample was drawn from {corpus} sentences."
    return (
        f"The sample was drawn from {corpus} sentences; precision holds for {covered['precision']} of them and recall"
        f" for {covered['recall']}, in strata of which some were judged."
    )
