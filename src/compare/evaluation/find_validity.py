"""Precision and recall of extraction on one's own corpus, from the sentences that a person judged.

Every kind of find is a ratio of two totals over the corpus: what is right of what was found
(precision), and what was found of what is there (recall). Both totals are estimated from the
stratified sample by weighting each sentence with the size of its stratum over the number judged
there (Cochran 1977, Sampling Techniques, sect. 6.11, combined ratio estimator), with the linearised variance of
their ratio (Särndal, Swensson and Wretman 1992, sect. 5.6) and the finite population in it: what is
judged as a whole is known. The interval is Wilson's (1927) with the effective number of finds that
this variance gives (Korn and Graubard 1998). Where no error was seen the variance cannot be, and
the number of judged sentences with such finds stands in its place (Kish 1965, sect. 11.7, for their weights).

Judgements are held against what extraction finds now, not when the sheet was written, so the numbers
follow the rules. A sentence counts for precision where everything that is found in it was judged, for
recall where somebody also looked for what is missing. What a sample without a miss cannot exclude is
told apart: in how many of the sentences in which nothing of a kind was found there may be one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t

from compare.coding.find_values import KINDS, Find, value_of
from compare.coding.judged import FOLDER, Judgement, Sentence, judged_sentences, overlap
from compare.coding.register import read_coders
from compare.evaluation.corrected import difference_total
from compare.evaluation.matching import SAME, matched
from compare.extract.finds import Finds, find_all
from compare.indices.rates import Z, wilson
from compare.project import Project
from compare.text.document import Document, read_document
from compare.text.sources import plan_sources

COLUMNS = ("coder", "coder_kind", "sample", "table", "level", "measure", "corpus", "covered", "judged", "hits", "n",
           "share", "low", "high", "effective_n", "silent", "silent_missing", "silent_high")  # fmt: skip
LEVELS = ("found", "right")
"""A find lies on the one that is there (`found`), and says the same too (`right`)."""
MEASURES: Mapping[str, tuple[str, str]] = {"precision": ("found", "judged"), "recall": ("true", "complete")}
"""What a measure is a share of, and which sentences count for it."""


def find_validity(project: Project) -> pd.DataFrame:
    """Precision and recall by coder, sample, table and level; no rows where nobody judged a sample.

    corpus: sentences that the sample was drawn from; covered: of these, in strata of which at least one
    was judged, and for which alone the shares hold; judged: sentences that count; hits of n: as counted
    in them; share: weighted, with its 95% interval low to high; effective_n: the number of finds that
    this rests on. Shares are missing where there is nothing to be a share of. silent: sentences judged
    whole in which no find of the table was found; silent_missing: of these, with one that is missing;
    silent_high: the upper end of the 95% interval of their share in the corpus.
    """
    sources = plan_sources(project.raw)
    rows = []
    for coder in read_coders(project.coding):
        counted: list[dict[str, Any]] = []
        for source in sources:
            path = project.coding / FOLDER / coder.name / f"{source.doc_id}.csv"
            if path.is_file():
                document = read_document(source, project.raw)
                counted += counts(document, judged_sentences(document, path)[0])
        own = {"coder": coder.name, "coder_kind": coder.kind}
        rows += [own | row for row in estimates(counted)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def counts(document: Document, sentences: Iterable[Sentence]) -> Iterator[dict[str, Any]]:
    """For each sentence of a sample, kind and level: finds, true ones, and how many are both."""
    extracted = find_all(document)
    for sentence in sentences:
        if sentence.stratum:
            yield from _counted(sentence, extracted[sentence.provision.provision_id])


def _counted(sentence: Sentence, finds: Finds) -> Iterator[dict[str, Any]]:
    sample = sentence.stratum.rsplit("-", 1)[0]
    design = {"sample": sample, "stratum": sentence.stratum, "size": sentence.size, "corpus": sentence.corpus}
    for kind, table in KINDS.items():
        found: list[Find] = getattr(finds, table)
        rows = [row for row in sentence.rows if row.kind == kind]
        true = [row.stated for row in rows if row.stated]
        rejected = {_key(row.found) for row in rows if row.found and row.verdict == "corrected"}
        judged = sentence.complete or all(_is_judged(find, rows) for find in found)
        for level in LEVELS:
            own = {"table": table, "level": level, "found": len(found), "true": len(true)}
            hits = _hits(table, level, true, found, rejected)
            yield design | own | {"hits": hits, "judged": judged, "complete": sentence.complete}


def _key(find: Find) -> tuple[int, int, str]:
    return find.start, find.end, value_of(find)


def _is_judged(find: Find, rows: Iterable[Judgement]) -> bool:
    """Whether somebody judged a find, or another in its place."""
    return any(row.verdict and one and overlap(find, one) for row in rows for one in (row.found, row.stated))


def _hits(
    table: str, level: str, true: list[Find], found: list[Find], rejected: set[tuple[int, int, str]]
) -> int:
    """How many true finds were found; none by one that a person corrected, whatever was wrong with it."""

    def fits(item: dict[str, Any], row: Mapping[str, Any]) -> bool:
        if item["start"] >= row["end"] or row["start"] >= item["end"]:
            return False
        return level == "found" or (SAME[table](item, row) and row["key"] not in rejected)

    return matched([_cells(one) for one in true], [_cells(one) for one in found], fits)


def says_the_same(table: str, true: Find, found: Find) -> bool:
    """Whether a find of this table says what the true one says, wherever it lies."""
    return SAME[table](_cells(true), _cells(found))


def _cells(find: Find) -> dict[str, Any]:
    """A find as an answer and as a row of its table."""
    cells = dict(find._asdict()) if isinstance(find, tuple) else dict(vars(find))
    return {"text": cells.get("name", "")} | cells | {"key": _key(find)}


def estimates(counted: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Precision and recall for each sample, table and level of the rows that `counts` gives."""
    frame = pd.DataFrame(list(counted))
    if frame.empty:
        return
    for (sample, table, level), part in frame.groupby(["sample", "table", "level"], sort=False):
        for measure, (total, counts_for) in MEASURES.items():
            rows = part[part[counts_for].astype(bool)]
            covered = int(rows.drop_duplicates("stratum")["size"].sum())
            row = {"sample": sample, "table": table, "level": level, "measure": measure}
            row |= {"corpus": int(part["corpus"].iloc[0]), "covered": covered, "judged": len(rows)}
            row |= {"hits": int(rows["hits"].sum()), "n": int(rows[total].sum())}
            yield row | ratio(rows["stratum"], rows["size"], rows["hits"], rows[total]) | _silent(part)


def _silent(part: pd.DataFrame) -> dict[str, Any]:
    """The sentences judged whole in which nothing was found, and how many of them hold something."""
    rows = part[part["complete"].astype(bool)]
    nothing = rows["found"] == 0
    missed = nothing & (rows["true"] > 0)
    high = ratio(rows["stratum"], rows["size"], missed, nothing)["high"]
    return {"silent": int(nothing.sum()), "silent_missing": int(missed.sum()), "silent_high": high}


def ratio(strata: pd.Series, sizes: pd.Series, hits: pd.Series, number: pd.Series) -> dict[str, float]:
    """The share of the corpus's `hits` in its `number`, from a stratified sample, with its interval.

    All four have one value for each sentence judged. Missing where `number` is 0 throughout.

    >>> sample = pd.DataFrame({"stratum": ["a", "a", "b"], "size": [10, 10, 1], "hits": [1, 0, 1], "n": [1, 1, 1]})
    >>> found = ratio(sample["stratum"], sample["size"], sample["hits"], sample["n"])
    >>> [round(found[name], 2) for name in ("share", "low", "high")]
    [0.55, 0.06, 0.95]
    """
    hits, number = hits.astype(float), number.astype(float)
    total = difference_total(strata, sizes, number)[0]
    if not total:
        return dict.fromkeys(("share", "low", "high", "effective_n"), np.nan)
    share = min(1.0, difference_total(strata, sizes, hits)[0] / total)
    unseen = 1 - number.sum() / total  # the part of the corpus's finds that nobody judged
    if unseen < 1e-9:
        return {"share": share, "low": share, "high": share, "effective_n": float(number.sum())}
    error = difference_total(strata, sizes, hits - share * number)[1] / total
    effective = share * (1 - share) / error**2 if error > 0 else _kish(strata, sizes, number) / unseen
    effective = float(np.clip(effective * _few(strata, number), 1, number.sum() / unseen))
    low, high = (float(side[0]) for side in wilson(np.array([share]), np.array([effective])))
    return {"share": share, "low": low, "high": high, "effective_n": effective}


def _kish(strata: pd.Series, sizes: pd.Series, number: pd.Series) -> float:
    """How many sentences with finds, of equal weight, these are worth."""
    weights = (sizes / strata.groupby(strata).transform("size"))[number > 0]
    return float(weights.sum() ** 2 / (weights**2).sum())


def _few(strata: pd.Series, number: pd.Series) -> float:
    """What few sentences leave unsure of the variance (Korn and Graubard 1998); 1 for very many."""
    held = strata[number > 0]
    return float((Z / t.ppf(0.975, max(1, len(held) - held.nunique()))) ** 2)
