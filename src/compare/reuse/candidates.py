"""Which texts are worth aligning: pairs that share some run of characters.

Every such pair is found, by a sparse matrix product. Their number grows with the square of the
texts: right for some dozens of plans; for thousands, `nearest` picks a few for each text.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import LCSseq
from scipy.sparse import triu

from compare.reuse.alignment import LEAST_SCORE, Block, align
from compare.reuse.runs import SEED

_BLOCK = 2000  # texts compared with all others at once: bounds the matrix

Pair = tuple[int, int]


def find_pairs(texts: Sequence[str]) -> Iterator[Pair]:
    """Pairs (i, j), i < j, of distinct texts that may share a passage, in order.

    They share a run of `SEED` characters, and enough characters in order.

    >>> list(find_pairs(["建立健全行政执法人员岗位培训制度", "全面清理行政审批", "健全行政执法人员岗位培训制度每年举办"]))
    [(0, 2)]
    """
    return ((i, j) for i, j in _sharing_runs(texts) if _enough(texts[i], texts[j]))


def _sharing_runs(texts: Sequence[str]) -> Iterator[Pair]:
    from sklearn.feature_extraction.text import HashingVectorizer  # a second to load

    if not texts:
        return
    runs = HashingVectorizer(
        analyzer="char",
        ngram_range=(SEED, SEED),
        lowercase=False,
        norm=None,
        alternate_sign=False,
        dtype=np.int32,
    )
    matrix = runs.transform(texts)
    for start in range(0, len(texts), _BLOCK):
        shared = triu(matrix[start : start + _BLOCK] @ matrix.T, k=start + 1).tocoo()
        yield from sorted(zip((shared.row + start).tolist(), shared.col.tolist(), strict=True))


def _enough(a: str, b: str) -> bool:
    """Whether two texts have as many characters in common, in order, as a passage needs."""
    return bool(LCSseq.similarity(a, b, score_cutoff=LEAST_SCORE) >= LEAST_SCORE)


def align_if_enough(a: str, b: str) -> list[Block]:
    """The passages two texts share (see `align`), told at once where they have too little in common."""
    return align(a, b) if _enough(a, b) else []
