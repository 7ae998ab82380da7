"""Find provisions: by words that stand in them, or by their likeness to a sentence."""

import numpy as np
import pandas as pd

from compare.errors import InputError
from compare.reuse.letters import fold_letters
from compare.tables.schema import Tables
from compare.text.folding import fold

_SHOWN = ["provision_id", "doc_id", "measure_id", "topic", "obligation", "text"]


def search(tables: Tables, words: str) -> pd.DataFrame:
    """The provisions whose text holds all of `words` (between blanks), in the order of the tables.

    Chinese needs no cutting: a word is found wherever its letters stand. Full-width signs count as
    plain ones, and capitals as small. Columns: provision_id, doc_id, measure_id, topic, obligation,
    text. Headings are searched, too. An `InputError` where no word is given.
    """
    wanted = [fold(word).lower() for word in words.split()]
    if not wanted:
        raise InputError("No word to search for; give one, such as 行政复议.")
    provisions = tables["provisions"]
    texts = provisions["text"].map(lambda text: fold(text).lower())
    found = np.logical_and.reduce([texts.str.contains(word, regex=False) for word in wanted])
    return provisions.loc[found, _SHOWN].reset_index(drop=True)


def find_similar(sentence: str, tables: Tables, top: int = 10) -> pd.DataFrame:
    """The `top` provisions most like a sentence, those of the highest score first.

    The score is the resemblance of Broder (1997): of all distinct pairs of neighbouring letters in
    either text, the share that both have, from 0 (none) to 1 (the same pairs). `contained` is the
    share of the sentence's own pairs that the provision has, which a longer provision may hold
    whole. It compares wording and knows nothing of meaning. Columns: score, contained,
    then those of `search`. Provisions that share no pair are left out.
    """
    from sklearn.feature_extraction.text import CountVectorizer  # loaded here: no figure waits for it

    if len(fold_letters(sentence)) < 2:
        raise InputError("The sentence is too short to compare; give at least two letters.")
    provisions = tables["provisions"]
    pairs = CountVectorizer(analyzer="char", ngram_range=(2, 2), binary=True, lowercase=False)
    letters = pairs.fit_transform([fold_letters(sentence), *provisions["text"].map(fold_letters)])
    sizes = np.asarray(letters.sum(axis=1)).ravel()
    common = (letters[1:] @ letters[0].T).toarray().ravel()
    scores = {"score": common / (sizes[0] + sizes[1:] - common), "contained": common / sizes[0]}
    found = pd.DataFrame(scores, index=provisions.index).join(provisions[_SHOWN])
    found = found[found["score"] > 0].sort_values("score", ascending=False, kind="stable")
    return found.head(top).reset_index(drop=True)
