"""The part of the reliability report that rests on finds which somebody judged in this project's own plans."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from compare.evaluation.markdown import Words
from compare.files.markdown import as_markdown

_COLUMNS = "table level:kind measure share:weighted interval hits n judged"


def on_own_plans(table: pd.DataFrame, language: str = "en") -> list[str]:
    """A section with a table for each sample that a coder judged; `table` is that of `find_validity`."""
    words = Words(language)
    lines = ["", f"## {words.say('finds')}", ""]
    if table.empty:
        return [*lines, words.say("finds_nothing")]
    lines.append(words.say("finds_method"))
    for (coder, kind, sample), part in table.groupby(["coder", "coder_kind", "sample"], sort=False):
        named = {
            "coder": as_markdown(str(coder)),
            "kind": words.value(kind),
            "sample": as_markdown(str(sample)),
        }
        lines += ["", f"### {words.say('finds_judged', **named)}", "", _coverage(part, words), ""]
        lines += [*words.table(part, _COLUMNS), "", words.say("finds_silent"), ""]
        lines += [_unseen(row, words) for row in part.drop_duplicates("table").to_dict("records")]
    return lines


def _unseen(row: Mapping[Hashable, Any], words: Words) -> str:
    """How many of the sentences without a find may hold one."""
    table = words.value(row["table"])
    if not row["silent"]:
        return f"- {words.say('finds_unknown', table=table)}"
    counts = {"silent": row["silent"], "missing": row["silent_missing"], "most": 100 * row["silent_high"]}
    return f"- {words.say('finds_unseen', table=table, **counts)}"


def _coverage(part: pd.DataFrame, words: Words) -> str:
    """For how many sentences of the plans the numbers hold."""
    corpus = int(part["corpus"].iloc[0])
    covered = {name: int(rows["covered"].iloc[0]) for name, rows in part.groupby("measure")}
    if (part["judged"] == corpus).all():
        return words.say("finds_every", corpus=corpus)
    if set(covered.values()) == {corpus}:
        return words.say("finds_all", corpus=corpus)
    return words.say("finds_part", corpus=corpus, precision=covered["precision"], recall=covered["recall"])
