"""How a duty outside the taxonomy is told best: N3 as the likeliest topic, or a threshold on a score.

Tenfold cross-validation of the wording model on the written sentences, which a language model made:
it decides between ways of telling, and is no evidence of how well any of them does on real plans.

    python benchmarks/outside_taxonomy.py
"""

import numpy as np
import numpy.typing as npt

from compare.coding.topic_model.wording import WordingFit, written_examples
from compare.vocab.taxonomy import is_substantive, topics

OUTSIDE = "N3"
FOLDS = 10
THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5)


def scores(true: npt.NDArray[np.bool_], told: npt.NDArray[np.bool_]) -> str:
    """Precision, recall and F1 of what is told to be outside."""
    hits = int((true & told).sum())
    f1 = 2 * hits / max(1, int(true.sum() + told.sum()))
    return f"{hits} right, {told.sum() - hits} wrong, {true.sum() - hits} missed, F1 {f1:.2f}"


def main() -> None:
    """Print the scores of each way."""
    texts, codes = written_examples()
    folds = np.random.default_rng(1).permutation(len(texts)) % FOLDS
    fit = WordingFit(texts, codes, folds.tolist())
    probabilities = np.zeros((len(texts), len(topics())))
    for fold in range(FOLDS):
        rows = np.flatnonzero(folds == fold)
        probabilities[rows] = fit.model(without=fold).probabilities([texts[row] for row in rows])
    counted = np.array([is_substantive(code) or code == OUTSIDE for code in codes])
    true = np.array(codes)[counted] == OUTSIDE
    column = topics().index(OUTSIDE)
    outside, others = probabilities[counted, column], np.delete(probabilities[counted], column, axis=1)
    print(f"{true.sum()} of {len(true)} sentences are outside")
    print(f"N3 is likeliest:           {scores(true, outside > others.max(axis=1))}")
    for limit in THRESHOLDS:
        print(f"probability of N3 >= {limit:<4}: {scores(true, outside >= limit)}")
    for limit in THRESHOLDS:
        print(f"best topic below {limit:<4}:     {scores(true, others.max(axis=1) < limit)}")


if __name__ == "__main__":
    main()
