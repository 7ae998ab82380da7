"""The tables that the report step writes to `reports/`: declared here, read beside the project's own.

How far the codes can be relied on is computed from them; they are there once a report was made.
"""

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from compare.errors import InputError
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
    f"{field}_{side}": pa.Column(
        "Int64" if field in ("obligation", "sanction", "monitoring") else str, coerce=True, nullable=True
    )
    for field in ("topic", "domain", "obligation", "sanction", "monitoring")
    for side in "ab"
}
_PREDICTED = {
    "doc_id": pa.Column(str, description="document"),
    "provision_id": pa.Column(str, description="provision"),
    "true": pa.Column(str, description="topic in the reference codes"),
    "predicted": pa.Column(str, description="topic by a model that had not seen the plan"),
    "score": pa.Column(
        float, coerce=True, nullable=True, description="the model's score of its topic, 0 to 1"
    ),
}


def _count(description: str) -> pa.Column:
    return pa.Column("Int64", coerce=True, description=description)


def _measured(description: str) -> pa.Column:
    return pa.Column(float, coerce=True, nullable=True, description=description)


RESULTS: dict[str, pa.DataFrameSchema] = {
    PAIRS: pa.DataFrameSchema(
        {
            "coder_a": pa.Column(str, description="one coder"),
            "coder_b": pa.Column(str, description="another coder of the same provisions"),
            "doc_id": pa.Column(str, description="document"),
            "provision_id": pa.Column(str, description="provision"),
            "unit": pa.Column(str, description="measure that is resampled"),
            **_CODES,
        },
        description="codes of two coders beside each other, one row per provision that both coded",
    ),
    TOPICS: pa.DataFrameSchema(
        _PREDICTED, description="topics of the coded plans, predicted by a model fitted to the other plans"
    ),
    HELDOUT: pa.DataFrameSchema(
        _PREDICTED,
        description="topics of the held-out plans, predicted by the model fitted to all coded plans",
    ),
    CURVE: pa.DataFrameSchema(
        {
            "plans": pa.Column("Int64", coerce=True, description="plans that the model was fitted to"),
            "written": pa.Column("Int64", coerce=True, description="1 if written sentences were used, too"),
            "fold": pa.Column(str, description="plan that was predicted"),
            "provisions": pa.Column("Int64", coerce=True, description="provisions predicted"),
            "topic_accuracy": pa.Column(float, coerce=True, description="share of right topics"),
            "domain_accuracy": pa.Column(float, coerce=True, description="share of right domains"),
        },
        description="the model's score by number of training plans",
    ),
    FINDS: pa.DataFrameSchema(
        {
            "coder": pa.Column(str, description="who judged a sample of sentences"),
            "coder_kind": pa.Column(str, description="what the coder is"),
            "sample": pa.Column(str, description="the sample, as in its strata"),
            "table": pa.Column(str, description="table of finds"),
            "level": pa.Column(str, description="found: at this place; right: with this value too"),
            "measure": pa.Column(str, description="precision or recall"),
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
        description="precision and recall of extraction on this project's own plans, by whoever judged a sample",
    ),
    CORRECTED: pa.DataFrameSchema(
        {
            "coder": pa.Column(str, description="who coded a sample of provisions a second time"),
            "coder_kind": pa.Column(str, description="what the coder is"),
            "doc_id": pa.Column(str, description="document"),
            "rate": pa.Column(str, description="a rate of strictness"),
            "n": _count("provisions counted"),
            "plain": _measured("the rate as tabulated"),
            "sampled": _count("provisions that the coder coded too"),
            "wrong": _count("of these, coded otherwise"),
            "corrected": _measured("the rate corrected for coding error (difference estimator)"),
            "low": _measured("lower end of its 95% interval"),
            "high": _measured("upper end of its 95% interval"),
        },
        description="rates of strictness corrected for coding error by a sample that was coded a second time",
    ),
}
"""The tables by name."""


def read_results(folder: Path) -> Tables:
    """Those of the tables that are in `folder` (a project's reports), checked."""
    return {
        name: _read(name, folder / f"{name}.csv") for name in RESULTS if (folder / f"{name}.csv").is_file()
    }


def _read(name: str, path: Path) -> pd.DataFrame:
    schema = RESULTS[name]
    texts = {
        column: str for column, kind in schema.columns.items() if str(kind.dtype) not in ("Int64", "float64")
    }
    numbers = {column: "" for column in schema.columns if column not in texts}
    frame = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=numbers)
    try:
        return schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        column = errors.failure_cases["column"].dropna().astype(str).head(1).squeeze() or "?"
        raise InputError(
            f"reports/{path.name}: column {column!r} is not as declared; run `fazhi report` again."
        ) from None
