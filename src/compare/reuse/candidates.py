"""Which texts are worth aligning: pairs that share some run of characters.

Up to a few hundred plans every pair that shares a run of five characters is found, by a
sparse matrix product. For thousands of plans that matrix is too dense; then MinHash
signatures and locality-sensitive hashing (Broder 1997; Indyk & Motwani 1998) find the pairs
that have a good part of their runs in common, and only those.
"""

from collections.abc import Sequence

import numpy as np
from datasketch import MinHash, MinHashLSH
from rapidfuzz.distance import LCSseq
from scipy.sparse import triu
from sklearn.feature_extraction.text import HashingVectorizer

from compare.reuse.alignment import LEAST_SCORE

SEED = 5
"""Length of the run that both texts must hold."""
EXACT_LIMIT = 20_000
"""Number of distinct texts up to which all candidates are found."""
LIKENESS = 0.3
"""Share of runs in common (Jaccard) from which hashing is tuned to find a pair."""
PERMUTATIONS = 64

Pair = tuple[int, int]


def find_pairs(texts: Sequence[str]) -> list[Pair]:
    """Pairs (i, j), i < j, of distinct texts that may share a passage, in order.

    >>> find_pairs(["建立健全行政执法人员岗位培训制度", "全面清理行政审批", "健全行政执法人员岗位培训制度每年举办"])
    [(0, 2)]
    """
    return (shared_runs if len(texts) <= EXACT_LIMIT else hashed_runs)(texts)


def shared_runs(texts: Sequence[str]) -> list[Pair]:
    """All pairs that share a run of `SEED` characters and enough characters in order."""
    if not texts:
        return []
    runs = HashingVectorizer(
        analyzer="char",
        ngram_range=(SEED, SEED),
        lowercase=False,
        norm=None,
        alternate_sign=False,
        dtype=np.int32,
    )
    matrix = runs.transform(texts)
    shared = triu(matrix @ matrix.T, k=1).tocoo()
    return _long_enough(sorted(zip(shared.row.tolist(), shared.col.tolist(), strict=True)), texts)


def hashed_runs(texts: Sequence[str]) -> list[Pair]:
    """Pairs with alike MinHash signatures: nearly all that share most of their text, few others."""
    signatures = [_signature(text) for text in texts]
    index = MinHashLSH(threshold=LIKENESS, num_perm=PERMUTATIONS)
    pairs: list[Pair] = []
    for number, signature in enumerate(signatures):
        if signature is not None:
            pairs += [(other, number) for other in index.query(signature)]
            index.insert(number, signature, check_duplication=False)
    return _long_enough(sorted(pairs), texts)


def _signature(text: str) -> MinHash | None:
    """The MinHash of a text's runs; none for a text too short to hold a passage."""
    if len(text) < LEAST_SCORE:
        return None
    runs = {text[start : start + SEED] for start in range(len(text) - SEED + 1)}
    signature = MinHash(num_perm=PERMUTATIONS, seed=1)
    signature.update_batch([run.encode() for run in sorted(runs)])
    return signature


def _long_enough(pairs: list[Pair], texts: Sequence[str]) -> list[Pair]:
    """Only pairs with as many characters in common, in order, as a passage needs."""
    return [
        (i, j)
        for i, j in pairs
        if LCSseq.similarity(texts[i], texts[j], score_cutoff=LEAST_SCORE) >= LEAST_SCORE
    ]
