"""What only one plan says: its most singular provisions and its distinctive words.

`singular_provisions` ranks provisions by how little of them any other plan says in one place.
`distinctive_words` weighs words by their log-odds against all other plans with an informative
Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words"): rare words are drawn towards
what all plans say, so that a word used once does not outrank one that a plan lives by.

A word that is new in a plan may be new in its time: the columns say how many plans of the same
generation use it, because against older plans every newer one looks original.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from compare.coding.words import cut_words
from compare.indices.selection import counted, doc_order
from compare.reuse.letters import fold_letters
from compare.tables import Tables

Cut = Callable[[str], list[str]]

PRIOR = 1000.0
"""Size of the prior in words: as if each plan had begun with so many words of the common stock."""
LEAST = 15
"""Letters a provision needs to be ranked: shorter ones are formulas."""
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


def _nearest(provisions: pd.DataFrame, rows: Sequence[int]) -> tuple[list[int], list[float]]:
    """For each row the place of the provision of another plan that contains most of it, and how much."""
    if not rows:
        return [], []
    pairs = CountVectorizer(analyzer="char", ngram_range=(2, 2), binary=True, lowercase=False)
    letters = pairs.fit_transform(provisions["text"].map(fold_letters))
    plans = provisions["doc_id"].to_numpy()
    places, likeness = [], []
    for row in rows:
        common = (letters @ letters[row].T).toarray().ravel()
        common[plans == plans[row]] = -1
        places.append(int(common.argmax()))
        likeness.append(float(common.max() / letters[row].sum()))
    return places, likeness


def distinctive_words(
    tables: Tables,
    generations: Mapping[str, int],
    top: int = 10,
    cut: Cut = content_words,
    prior: float = PRIOR,
) -> pd.DataFrame:
    """The words that set each plan apart from all others together, by weighted log-odds.

    Columns: doc_id, rank (from 1), word, count (in this plan), others (count in all other
    plans), provisions (of this plan that hold it), log_odds, z (log_odds over its standard
    deviation: it orders the words and is no test), same_generation and other_generation (how
    many other plans of either kind use the word at all). Place names are left out, and words
    in fewer than `WITHIN` provisions.
    """
    rows = counted(tables["provisions"])
    words = rows["text"].map(cut).explode().dropna().rename("word")
    held = pd.DataFrame({"word": words, "doc_id": rows["doc_id"].reindex(words.index), "row": words.index})
    held = held[~held["word"].isin(_place_names(tables["documents"], held["word"].unique()))]
    counts = held.groupby(["word", "doc_id"]).size().unstack(fill_value=0)
    spread = held.drop_duplicates().groupby(["doc_id", "word"]).size().rename("provisions").reset_index()
    odds = log_odds(counts, prior, spread[spread["provisions"] >= WITHIN])
    odds = odds[odds["z"] > 0].sort_values(["z", "word"], ascending=[False, True], kind="stable")
    odds["rank"] = odds.groupby("doc_id").cumcount() + 1
    odds = odds[odds["rank"] <= top]
    for column, same in (("same_generation", True), ("other_generation", False)):
        odds[column] = [
            _users(counts.loc[word], doc_id, generations, same)
            for doc_id, word in odds[["doc_id", "word"]].to_numpy()
        ]
    columns = ["doc_id", "rank", "word", "count", "others", "provisions", "log_odds", "z"]
    return _in_order(odds[[*columns, "same_generation", "other_generation"]], tables)


def log_odds(counts: pd.DataFrame, prior: float = PRIOR, kept: pd.DataFrame | None = None) -> pd.DataFrame:
    """Weighted log-odds of every word (row) in every plan (column) against the other plans together.

    With y the count of a word, n that of all words, and a the prior's count of the word
    (`prior` words, shared out as the words of all plans are), the log-odds is
    log((y+a)/(n+prior-y-a)) for the plan, less the same for the others; its variance is
    1/(y+a) of both added up. Columns: doc_id, word, count, others, log_odds, z. `kept` gives the
    rows wanted by doc_id and word (its other columns are added): all words in all plans may be
    more than memory holds.
    """
    total = counts.sum(axis=1)
    share = prior * total / max(int(total.sum()), 1)
    parts = (_against_others(counts[doc_id], total - counts[doc_id], share) for doc_id in counts)
    if kept is not None:
        wanted = dict(list(kept.groupby("doc_id")))
        parts = (
            part.merge(wanted[doc_id], on=["doc_id", "word"])
            for doc_id, part in zip(counts, parts, strict=True)
            if doc_id in wanted
        )
    found = list(parts)
    columns = ["doc_id", "word", "count", "others", "log_odds", "z"]
    more = [] if kept is None else [name for name in kept if name not in columns]
    return (
        pd.concat(found, ignore_index=True)[columns + more] if found else pd.DataFrame(columns=columns + more)
    )


def _against_others(own: pd.Series, others: pd.Series, share: pd.Series) -> pd.DataFrame:
    odds = _log_odds(own, share) - _log_odds(others, share)
    z = odds / np.sqrt(1 / (own + share) + 1 / (others + share))
    frame = pd.DataFrame({"count": own, "others": others, "log_odds": odds, "z": z})
    return frame.rename_axis("word").reset_index().assign(doc_id=own.name)


def _log_odds(count: pd.Series, share: pd.Series) -> pd.Series:
    return pd.Series(np.log((count + share) / (count.sum() + share.sum() - count - share)), index=count.index)


def _users(counts: pd.Series, doc_id: str, generations: Mapping[str, int], same: bool) -> int:
    """How many other plans of the same (or another) generation use a word."""
    return sum(
        bool(count) and other != doc_id and (generations[other] == generations[doc_id]) == same
        for other, count in counts.items()
    )


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
