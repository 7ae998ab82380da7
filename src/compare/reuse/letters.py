"""What two plans are compared by: letters and digits, without punctuation and layout.

Plans copy a sentence and change 、 to ，, ２ to 2, or 二 to 2. Such changes are no edits of the
wording, so they are folded away first; every letter keeps its offset in the raw file.
"""

import re

import numpy as np

from compare.text.cleaning import Passage
from compare.text.folding import fold, one_for_one
from compare.vocab.traditional import simplified

_NO_LETTERS = re.compile(r"[\W_]+")
_fold_digits = one_for_one(dict(zip("零一二三四五六七八九十两", "012345678902", strict=True)))


def letters(passage: Passage) -> Passage:
    """The letters and digits of a passage, folded, each with its raw offset.

    >>> from compare.text.cleaning import clean
    >>> letters(clean("（一）每年举办二至３期，")[0]).text
    '1每年举办2至3期'
    """
    folded = _folded(passage.text)
    keep = np.fromiter(map(str.isalnum, folded), dtype=bool, count=len(folded))
    return Passage(_NO_LETTERS.sub("", folded), passage.index[keep])


def fold_letters(text: str) -> str:
    """The same for a plain string.

    >>> fold_letters("“双随机、一公开”监管。")
    '双随机1公开监管'
    """
    return _NO_LETTERS.sub("", _folded(text))


def _folded(text: str) -> str:
    """The text with each character folded, none more and none less."""
    plain = fold(simplified(text))
    lower = plain.lower()
    return _fold_digits(plain if len(lower) != len(text) else lower)  # a few foreign letters grow
