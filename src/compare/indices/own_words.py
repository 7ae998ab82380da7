"""What only one plan says: its most singular provisions and its distinctive words.

`singular_provisions` ranks provisions by how little of them any other plan says in one place.
`distinctive_words` weighs words by their log-odds against all other plans with an informative
Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words"): rare words are drawn towards
what all plans say, so that a word used once does not outrank one that a plan lives by.

A word that is new in a plan may be new in its time: the columns say how many plans that follow
the same outline use it, because against older plans every newer one looks original.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.extract.words import cut_words
from compare.indices.selection import counted, doc_order, plan_rows
from compare.reuse.letters import fold_letters
from compare.tables.schema import Tables

Cut = Callable[[str], list[str]]
Places = npt.NDArray[np.int64]

PRIOR = 1000.0
"""Size of the prior in words: as if each plan had begun with so many words of the common stock."""
LEAST = 15
"""Letters a provision needs to be ranked: shorter ones are formulas."""
_ASKED, _COMPARED = 2000, 5000
"""Provisions whose nearest are sought, and that they are compared with, at once; bounds memory, not results."""
MORE = 1.0
"""Uses of a word beyond those that the other plans' rate would give: with fewer, plans that are alike have own words."""
WITHIN = 3
"""Provisions a word must stand in, so that one long sentence makes no word distinctive."""


def content_words(text: str) -> list[str]:
    """The Chinese words of two or more characters in a text.

    >>> content_words("到2020年，落实行政执法公示制度。")
    ['落实', '行政执法公示', '制度']
    """
    return list(_content_words(text))


@lru_cache(maxsize=100_000)  # a figure asks for its words and then for the provisions that hold them
def _content_words(text: str) -> tuple[str, ...]:
    words = (word for word in cut_words(text) if len(word) > 1)
    return tuple(word for word in words if all("\u4e00" <= char <= "\u9fff" for char in word))


def singular_provisions(tables: Tables, top: int = 10, doc_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """The provisions of each plan that are least like any provision of the other plans.

    Likeness is the largest share of a provision's distinct pairs of neighbouring letters that
    one provision of another plan also has (containment, Broder 1997): 0 nothing, 1 all of it.
    Columns: doc_id, rank (from 1), provision_id, topic, likeness, nearest_id (the provision
    that comes closest), text, nearest_text. Only counted provisions are ranked, of the plans
    `doc_ids` if some are named; all are compared.
    """
    provisions = tables["provisions"].reset_index(drop=True)
    rows = counted(provisions)
    if doc_ids is not None:
        rows = rows[rows["doc_id"].isin(doc_ids)]
    rows = rows[rows["text"].map(fold_letters).str.len() >= LEAST]
    if provisions["doc_id"].nunique() < 2:
        rows = rows.iloc[:0]
    nearest, likeness = _nearest(provisions, rows.index.to_list())
    rows = rows.assign(likeness=likeness)
    for column, source in (("nearest_id", "provision_id"), ("nearest_text", "text")):
        rows[column] = provisions[source].to_numpy()[nearest]
    rows = rows.sort_values("likeness", kind="stable")
    rows["rank"] = rows.groupby("doc_id").cumcount() + 1
    columns = ["doc_id", "rank", "provision_id", "topic", "likeness", "nearest_id", "text", "nearest_text"]
    return _in_order(rows.loc[rows["rank"] <= top, columns], tables)


def _in_order(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Rows in the order of the plans, then by rank."""
    order = {doc_id: place for place, doc_id in enumerate(doc_order(tables))}
    rows = rows.assign(order=rows["doc_id"].map(order)).sort_values(["order", "rank"], ignore_index=True)
    return rows.drop(columns="order")


def _nearest(provisions: pd.DataFrame, rows: Sequence[int]) -> tuple[Places, npt.NDArray[np.float64]]:
    """For each row the place of the provision of another plan that contains most of it, and how much."""
    places, most = np.zeros(len(rows), dtype=int), np.full(len(rows), -1)
    sizes = np.ones(len(rows), dtype=int)
    for start in range(0, len(rows), _ASKED):
        part = slice(start, start + _ASKED)
        places[part], most[part], sizes[part] = _nearest_of(provisions, rows[part])
    return places, most / sizes


def _nearest_of(provisions: pd.DataFrame, rows: Sequence[int]) -> tuple[Places, Places, Places]:
    """The same of some rows: places, pairs of letters in common, and pairs of letters of the rows."""
    from sklearn.feature_extraction.text import CountVectorizer  # loaded here: no figure waits for it

    pairs = CountVectorizer(analyzer="char", ngram_range=(2, 2), binary=True, lowercase=False, dtype=np.int32)
    asked = pairs.fit_transform(provisions["text"].iloc[rows].map(fold_letters))
    plans = pd.factorize(provisions["doc_id"])[0]
    places, most = np.zeros(len(rows), dtype=int), np.full(len(rows), -1)
    for start in range(0, len(provisions), _COMPARED):  # all at once would fill memory
        block = slice(start, start + _COMPARED)
        letters = pairs.transform(provisions["text"].iloc[block].map(fold_letters))
        common = (asked @ letters.T).toarray()
        common[plans[rows][:, np.newaxis] == plans[block]] = -1
        better = common.max(axis=1) > most
        places[better], most[better] = start + common.argmax(axis=1)[better], common.max(axis=1)[better]
    return places, most, np.asarray(asked.sum(axis=1)).ravel()


def distinctive_words(
    tables: Tables,
    outlines: Mapping[str, Hashable],
    top: int = 10,
    cut: Cut = content_words,
    prior: float = PRIOR,
) -> pd.DataFrame:
    """The words that set each plan apart from all others together, by weighted log-odds.

    Columns: doc_id, rank (from 1), word, count (in this plan), others (count in all other
    plans), provisions (of this plan that hold it), log_odds, z (log_odds over its standard
    deviation: it orders the words and is no test), same_outline and other_outline (how
    many other plans of either kind use the word at all; plans whose outline is not known count as
    alike). Place names are left out, words used less than `MORE` times more, and words
    in fewer than `WITHIN` provisions.
    """
    counts = word_counts(tables, cut)
    counts = counts[~counts["word"].isin(_place_names(tables["documents"], counts["word"].unique()))]
    counts = _with_users(counts, outlines)
    odds = log_odds(counts, prior)
    odds = odds[(odds["z"] > 0) & (odds["count"] - odds["expected"] >= MORE) & (odds["provisions"] >= WITHIN)]
    odds = odds.sort_values(["z", "word"], ascending=[False, True], kind="stable")
    odds["rank"] = odds.groupby("doc_id").cumcount() + 1
    columns = ["doc_id", "rank", "word", "count", "others", "provisions", "log_odds", "z"]
    kept = odds.loc[odds["rank"] <= top, [*columns, "same_outline", "other_outline"]]
    return _in_order(kept, tables)


def word_counts(tables: Tables, cut: Cut = content_words) -> pd.DataFrame:
    """The words of each plan's counted provisions: doc_id, word, count, and provisions that hold it."""
    rows = counted(tables["provisions"], ["doc_id", "text"])
    parts = [pd.DataFrame({"doc_id": [], "word": [], "count": [], "provisions": []}).astype(_COUNT_TYPES)]
    for doc_id, plan in plan_rows(rows, doc_order(tables)):
        found = [cut(text) for text in plan["text"].tolist()]
        counts = Counter(word for words in found for word in words)
        holders = Counter(word for words in found for word in set(words))
        numbers = {"count": list(counts.values()), "provisions": [holders[word] for word in counts]}
        parts.append(pd.DataFrame({"doc_id": doc_id, "word": pd.Series(list(counts), dtype=str), **numbers}))
    return pd.concat(parts, ignore_index=True)


_COUNT_TYPES = {"doc_id": str, "word": str, "count": int, "provisions": int}


def _with_users(counts: pd.DataFrame, outlines: Mapping[str, Hashable]) -> pd.DataFrame:
    """The counts, and how many other plans with the same outline (or another) use each word."""
    age = counts["doc_id"].map(outlines)
    users = counts["count"].groupby([counts["word"], age]).transform("size")
    return counts.assign(
        same_outline=users - 1,
        other_outline=counts["count"].groupby(counts["word"]).transform("size") - users,
    )


def log_odds(counts: pd.DataFrame, prior: float = PRIOR) -> pd.DataFrame:
    """Weighted log-odds of every word in every plan against the other plans together.

    `counts` has a row for each plan and word that it uses: doc_id, word, count. With y the count of
    a word, n that of all words, and a the prior's count of the word (`prior` words, shared out as
    the words of all plans are), the log-odds is log((y+a)/(n+prior-y-a)) for the plan, less the
    same for the others; its variance is 1/(y+a) of both added up. Adds others (the count in all
    other plans), expected (uses at the rate of the others), log_odds and z.
    """
    own, total = counts["count"], counts["count"].groupby(counts["word"]).transform("sum")
    length, everything = own.groupby(counts["doc_id"]).transform("sum"), max(int(own.sum()), 1)
    share, others = prior * total / everything, total - own
    odds = _log_odds(own, length, share, prior) - _log_odds(others, everything - length, share, prior)
    z = odds / np.sqrt(1 / (own + share) + 1 / (others + share))
    expected = others * length / (everything - length).clip(lower=1)
    return counts.assign(others=others, expected=expected, log_odds=odds, z=z)


def _log_odds(count: pd.Series, length: pd.Series, share: pd.Series, prior: float) -> pd.Series:
    return pd.Series(np.log((count + share) / (length + prior - count - share)), index=count.index)


def _place_names(documents: pd.DataFrame, words: Sequence[str]) -> set[str]:
    """The words that are part of a place's name, or hold one without its 区, 县 or 市."""
    names = {
        name
        for column in ("jurisdiction_zh", "parent_zh", "province_zh")
        for name in documents[column]
        if name
    }
    stems = {re.sub("(?:自治)?[省市区县旗州盟]$", "", name) for name in names}
    return {
        word
        for word in words
        if any(word in name for name in names) or any(stem in word for stem in stems if stem)
    }
