"""The part of the reliability report that rests on real documents, and which of its scores can be quoted."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from compare.evaluation.markdown import Words
from compare.evaluation.measured import Line, code_hash
from compare.files.markdown import as_markdown
from compare.indices.rates import wilson

_CODES = ("topic", "domain", "obligation", "sanction", "monitoring", "outside the taxonomy")
_COLUMNS = "table level:kind documents tp fp fn precision recall f1 interval"
_SCORE_COLUMNS = "level:score tp of:n precision:share_right interval holds"
_SEEN = {"": "real_seen_unstated", "no": "real_seen_no", "yes": "real_seen_yes"}
_STEPS = 20  # of the diagram
_NUMBERS = ["tp", "fp", "fn", "precision", "recall", "f1", "f1_low", "f1_high"]


def on_real_documents(rows: Sequence[Line], language: str = "en") -> list[str]:
    """A section per set: what is found, what is coded, and whether topic scores mean what they say."""
    words = Words(language)
    lines = ["", f"## {words.say('real')}", ""]
    if not rows:
        return [*lines, words.say("real_nothing")]
    lines += [words.say("real_documents"), "", words.say("real_measures")]
    if all(row["seen"] != "no" for row in rows):
        lines += ["", words.say("real_none_unseen")]
    for name, found in pd.DataFrame(list(rows)).groupby("set", sort=False):
        lines += _of_set(str(name), found, words)
    return lines


def _of_set(name: str, rows: pd.DataFrame, words: Words) -> list[str]:
    documents = rows["doc_id"].replace("", pd.NA).nunique()
    sums = rows[rows["doc_id"] == ""]
    sums = sums.assign(**{column: pd.to_numeric(sums[column]) for column in _NUMBERS})
    sums = sums.rename(columns={"f1_low": "low", "f1_high": "high"})
    reader, version = (as_markdown(words.value(text)) for text in sums[["read_by", "version"]].iloc[0])
    lines = ["", f"### {as_markdown(name)}", ""]
    lines.append(words.say("real_set", documents=documents, reader=reader, version=version))
    lines += ["", words.say(_SEEN[rows["seen"].iloc[0]])]
    if (rows["code_sha256"] != code_hash()).any():
        lines += ["", words.say("real_older")]
    scores, codes = sums["table"] == "topic score", sums["table"].isin(_CODES)
    for part in (~scores & ~codes, codes):
        if part.any():
            lines += ["", *words.table(sums[part], _COLUMNS)]
    if scores.any():
        classes = _score_classes(sums[scores])
        lines += ["", words.say("real_scores"), "", *words.table(classes, _SCORE_COLUMNS)]
        lines += ["", words.say("real_diagram"), "", "```text"]
        lines += [
            f"{words.value(row['level']):10} |{row['diagram']}|"
            for row in classes.to_dict("records")
            if row["diagram"]
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
