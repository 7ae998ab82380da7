"""The tables that the report step writes to `reports/`: declared here, read beside the project's own.

How far the codes can be relied on is computed from them; they are there once a report was made.
"""

from pathlib import Path

import pandas as pd

from compare.errors import InputError
from compare.tables.checking import typed_if_right
from compare.tables.columns import NUMBER, TEXT, WHOLE, Column, Table, text
from compare.tables.schema import Tables

PAIRS, TOPICS, HELDOUT, CURVE, FINDS, CORRECTED = (
    "reliability_pairs",
    "reliability_topics",
    "reliability_heldout",
    "reliability_curve",
    "reliability_finds",
    "reliability_corrected",
)
_CODES = {
    f"{field}_{side}": Column(
        WHOLE if field in ("obligation", "sanction", "monitoring") else TEXT, "", nullable=True
    )
    for field in ("topic", "domain", "obligation", "sanction", "monitoring")
    for side in "ab"
}
_PREDICTED = {
    "doc_id": text("document"),
    "provision_id": text("provision"),
    "true": text("topic in the reference codes"),
    "predicted": text("topic by a model that had not seen the plan"),
    "score": Column(NUMBER, "the model's score of its topic, 0 to 1", nullable=True),
}


def _count(description: str) -> Column:
    return Column(WHOLE, description)


def _measured(description: str) -> Column:
    return Column(NUMBER, description, nullable=True)


def _result(name: str, description: str, columns: dict[str, Column]) -> Table:
    return Table(name, description, columns, strict=False)


RESULTS: dict[str, Table] = {
    table.name: table
    for table in (
        _result(
            PAIRS,
            "codes of two coders beside each other, one row per provision that both coded",
            {
                "coder_a": text("one coder"),
                "coder_b": text("another coder of the same provisions"),
                "doc_id": text("document"),
                "provision_id": text("provision"),
                "unit": text("measure that is resampled"),
                **_CODES,
            },
        ),
        _result(
            TOPICS,
            "topics of the coded plans, predicted by a model fitted to the other plans",
            _PREDICTED,
        ),
        _result(
            HELDOUT,
            "topics of the held-out plans, predicted by the model fitted to all coded plans",
            _PREDICTED,
        ),
        _result(
            CURVE,
            "the model's score by number of training plans",
            {
                "plans": _count("plans that the model was fitted to"),
                "written": _count("1 if written sentences were used, too"),
                "fold": text("plan that was predicted"),
                "provisions": _count("provisions predicted"),
                "topic_accuracy": Column(NUMBER, "share of right topics"),
                "domain_accuracy": Column(NUMBER, "share of right domains"),
            },
        ),
        _result(
            FINDS,
            "precision and recall of extraction on this project's own plans, by whoever judged a sample",
            {
                "coder": text("who judged a sample of sentences"),
                "coder_kind": text("what the coder is"),
                "sample": text("the sample, as in its strata"),
                "table": text("table of finds"),
                "level": text("found: at this place; right: with this value too"),
                "measure": text("precision or recall"),
                "corpus": _count("sentences that the sample was drawn from"),
                "covered": _count("sentences in strata of which at least one was judged"),
                "judged": _count("sentences that count for the measure"),
                "hits": _count("finds that are right, in these sentences"),
                "n": _count("finds (of recall: those that are there), in these sentences"),
                "share": _measured("hits of n, each sentence weighted by its stratum"),
                "low": _measured("lower end of the 95% interval"),
                "high": _measured("upper end of the 95% interval"),
                "effective_n": _measured("number of finds that the interval rests on"),
                "silent": _count("sentences judged whole in which nothing of this table was found"),
                "silent_missing": _count("of these, with something that is missing"),
                "silent_high": _measured("upper end of the 95% interval of their share in the corpus"),
            },
        ),
        _result(
            CORRECTED,
            "rates of strictness corrected for coding error by a sample that was coded a second time",
            {
                "coder": text("who coded a sample of provisions a second time"),
                "coder_kind": text("what the coder is"),
                "doc_id": text("document"),
                "rate": text("a rate of strictness"),
                "n": _count("provisions counted"),
                "plain": _measured("the rate as tabulated"),
                "sampled": _count("provisions that the coder coded too"),
                "wrong": _count("of these, coded otherwise"),
                "corrected": _measured("the rate corrected for coding error (difference estimator)"),
                "low": _measured("lower end of its 95% interval"),
                "high": _measured("upper end of its 95% interval"),
            },
        ),
    )
}
"""The tables by name."""


def read_results(folder: Path) -> Tables:
    """Those of the tables that are in `folder` (a project's reports), checked."""
    return {
        name: _read(name, folder / f"{name}.csv") for name in RESULTS if (folder / f"{name}.csv").is_file()
    }


def _read(name: str, path: Path) -> pd.DataFrame:
    columns = RESULTS[name].columns
    texts = {name: str for name, column in columns.items() if column.dtype == TEXT}
    numbers = {name: "" for name in columns if name not in texts}
    frame = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=numbers)
    typed = typed_if_right(RESULTS[name], frame)
    return _in_full(name, frame, path) if typed is None else typed


def _in_full(name: str, frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The frame checked by the whole declaration, which knows the first bad column."""
    from pandera.errors import SchemaErrors  # takes long to load

    try:
        return RESULTS[name].validate(frame, lazy=True)
    except SchemaErrors as errors:
        column = errors.failure_cases["column"].dropna().astype(str).head(1).squeeze() or "?"
        raise InputError(
            f"reports/{path.name}: column {column!r} is not as declared; run `fazhi report` again."
        ) from None
