"""Cut Chinese text into words, with the terms of the genre kept whole.

jieba knows everyday Chinese; without the project's lexicon it cuts 重大执法决定法制审核 into
five words. The tokenizer is the project's own, so that no other user of jieba in the same
process sees its words.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from compare.text.folding import fold
from compare.vocab.reading import read_vocabulary

if TYPE_CHECKING:
    from jieba import Tokenizer


@cache
def tokenizer() -> "Tokenizer":
    """jieba's dictionary and `vocab/lexicon.csv`, loaded once per process, and when first asked for."""
    import jieba

    own = jieba.Tokenizer()
    with _silence():
        own.initialize()
    for row in read_vocabulary("lexicon"):
        hint = row["freq_hint"]  # empty: as often as it takes to keep the word whole
        own.add_word(fold(row["word"]), int(hint) if hint else None)
    return own


@contextmanager
def _silence() -> Iterator[None]:
    """Without jieba's progress messages on stderr."""
    logger = logging.getLogger("jieba")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


def cut_words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text with plain signs.

    >>> cut_words("落实行政执法公示制度")
    ['落实', '行政执法公示', '制度']
    """
    return list(tokenizer().cut(fold(text)))
