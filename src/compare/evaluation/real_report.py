"""The part of the reliability report that rests on real documents: the scores to quote."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from compare.evaluation.markdown import markdown_table
from compare.evaluation.measured import Line, code_hash
from compare.files.markdown import as_markdown
from compare.indices.rates import wilson

_INTRODUCTION = """Documents that neither rules nor model were fitted to, as people have them: web pages, notices with a plan inside, copies that lost their line breaks. Their texts are not part of this project; `fazhi evaluate` reads them and their answers from outside and keeps what it measured, with hashes, in `data/evaluation/real_documents.csv` (`docs/answers.md` describes both). Whoever brought the documents chose them, so the scores say how the tool does on such documents, not on all.

`found`: a row lies on an answer; `right`: it says the same too. Precision: of what was found, how much is right; recall: of what is there, how much was found; F1 their harmonic mean. Intervals are 95%, from drawing whole documents with replacement, and missing for fewer than four documents; those of score classes take statements as independent (Wilson 1927), which makes them too narrow rather than too wide."""

_NOTHING = "Nothing was measured on real documents in this project, so no score for them can be quoted. `fazhi evaluate` measures on a folder of answers (`docs/answers.md`)."

_OLDER = "**Older than the code:** what finds and codes has changed since this was measured; `fazhi evaluate` measures anew."

_CODES = ("topic", "domain", "obligation", "sanction", "monitoring", "outside the taxonomy")
_COLUMNS = {
    "table": "table", "level": "level", "documents": "documents", "tp": "right", "fp": "added", "fn": "missed",
    "precision": "precision", "recall": "recall", "f1": "F1", "interval": "95%",
}  # fmt: skip
_SCORE_COLUMNS = {"level": "score", "tp": "right", "of": "of", "precision": "share right", "interval": "95%",
                  "holds": "as the score says"}  # fmt: skip
_SCORES = "Topic scores, and how often they were right; a score holds where the interval meets the scores of its class:"
_DIAGRAM = "As a reliability diagram, from 0 to 1 in steps of 0.05: `=` what the score says, `-` the interval, `#` both, `o` the share right."
_STEPS = 20  # of the diagram
_NUMBERS = ["tp", "fp", "fn", "precision", "recall", "f1", "f1_low", "f1_high"]


def on_real_documents(rows: Sequence[Line]) -> list[str]:
    """A section per set: what is found, what is coded, and whether topic scores mean what they say."""
    lines = ["", "## On real documents: the scores to quote", ""]
    if not rows:
        return [*lines, _NOTHING]
    lines.append(_INTRODUCTION)
    for name, found in pd.DataFrame(list(rows)).groupby("set", sort=False):
        lines += _of_set(str(name), found)
    return lines


def _of_set(name: str, rows: pd.DataFrame) -> list[str]:
    documents = rows["doc_id"].replace("", pd.NA).nunique()
    sums = rows[rows["doc_id"] == ""]
    sums = sums.assign(**{column: pd.to_numeric(sums[column]) for column in _NUMBERS})
    sums = sums.rename(columns={"f1_low": "low", "f1_high": "high"})
    reader, version = sums[["read_by", "version"]].iloc[0]
    lines = ["", f"### {as_markdown(name)}", ""]
    lines.append(f"{documents} documents, read by: {as_markdown(reader)}. Version {as_markdown(version)}.")
    if (rows["code_sha256"] != code_hash()).any():
        lines += ["", _OLDER]
    scores, codes = sums["table"] == "topic score", sums["table"].isin(_CODES)
    for part in (~scores & ~codes, codes):
        if part.any():
            lines += ["", *markdown_table(sums[part], _COLUMNS)]
    if scores.any():
        lines += ["", _SCORES, ""]
        classes = _score_classes(sums[scores])
        lines += [*markdown_table(classes, _SCORE_COLUMNS), "", _DIAGRAM, "", "```text"]
        lines += [
            f"{row['level']:10} |{row['diagram']}|" for row in classes.to_dict("records") if row["diagram"]
        ]
        lines += ["```"]
    return lines


def _score_classes(rows: pd.DataFrame) -> pd.DataFrame:
    """Share of right topics per class of scores, with its interval."""
    number = (rows["tp"] + rows["fp"]).to_numpy()
    share = rows["precision"].fillna(0).to_numpy(dtype=float)
    low, high = wilson(share, np.maximum(number, 1).astype(float))
    stated = number > 0
    classes = rows.assign(of=number, low=np.where(stated, low, np.nan), high=np.where(stated, high, np.nan))
    drawn = [_drawn(row) for row in classes.to_dict("records")]
    return classes.assign(diagram=[diagram for diagram, _ in drawn], holds=[holds for _, holds in drawn])


def _drawn(row: Mapping[Hashable, Any]) -> tuple[str, str]:
    """One line of the diagram, and whether the share right is what the class of scores says.

    >>> _drawn({"level": "0.9 to 1", "precision": 0.75, "low": 0.6, "high": 0.85})
    ('            ---o--===', 'too high')
    """
    if np.isnan(row["low"]):
        return "", ""
    lower, upper = (float(edge) for edge in str(row["level"]).split(" to "))
    marks = [" "] * (_STEPS + 1)
    for low, high, sign in ((lower, upper, "="), (row["low"], row["high"], "-")):
        for place in range(round(low * _STEPS), round(high * _STEPS) + 1):
            marks[place] = "#" if marks[place] == "=" else sign
    marks[round(row["precision"] * _STEPS)] = "o"
    holds = "too high" if row["high"] < lower else "too low" if row["low"] > upper else "yes"
    return "".join(marks), holds
