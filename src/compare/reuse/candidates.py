"""Which texts are worth aligning: pairs that share some run of characters, and a passage.

Every pair with a run in common is found, by a sparse matrix product. Their number grows with the square of the
texts: right for some dozens of plans; for thousands, `nearest` picks a few for each text.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from rapidfuzz.distance import LCSseq
from scipy.sparse import csr_matrix, triu

from compare.reuse.alignment import LEAST_SCORE
from compare.reuse.runs import all_runs
from compare.reuse.scoring import best_scores

_BLOCK = 2000  # texts compared with all others at once: bounds the matrix
_BATCH = 10_000  # pairs scored together: bounds the list of them

Pair = tuple[int, int]


def find_pairs(texts: Sequence[str]) -> Iterator[Pair]:
    """Pairs (i, j), i < j, of distinct texts that share a passage, in order.

    They share a run of `SEED` characters, and some stretch that scores enough.

    >>> list(find_pairs(["建立健全行政执法人员岗位培训制度", "全面清理行政审批", "健全行政执法人员岗位培训制度每年举办"]))
    [(0, 2)]
    """
    for some in _batches(_sharing_runs(texts)):
        pairs = [(i, j) for i, j in some if _enough(texts[i], texts[j])]
        scores = best_scores([(texts[i], texts[j]) for i, j in pairs])
        yield from (pair for pair, score in zip(pairs, scores, strict=True) if score >= LEAST_SCORE)


def _batches(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while some := list(islice(pairs, _BATCH)):
        yield some


def _sharing_runs(texts: Sequence[str]) -> Iterator[Pair]:
    matrix = _texts_by_runs(texts)
    for start in range(0, len(texts), _BLOCK):
        shared = triu(matrix[start : start + _BLOCK] @ matrix.T, k=start + 1).tocoo()
        yield from sorted(zip((shared.row + start).tolist(), shared.col.tolist(), strict=True))


def _texts_by_runs(texts: Sequence[str]) -> csr_matrix:
    """1 where a text (row) holds a run (column)."""
    runs = [all_runs(text) for text in texts]
    ends = np.cumsum([0, *map(len, runs)])
    known, column = np.unique(np.concatenate([*runs, all_runs("")]), return_inverse=True)
    held = np.ones(len(column), dtype=np.int32)
    return csr_matrix((held, column, ends), shape=(len(texts), len(known)))


def _enough(a: str, b: str) -> bool:
    """Whether two texts have as many characters in common, in order, as a passage needs."""
    return bool(LCSseq.similarity(a, b, score_cutoff=LEAST_SCORE) >= LEAST_SCORE)
