"""Whether an answer is right: of whatever type it comes, and rounded as one rounds.

True answers are a count (int), a share or other number (float, right within a tolerance), a truth, a
text, several of them in any order (set) or in order (list), one for each plan (dict), or None: not
stated. A reader may write 0.16, "16%" or "43/266", 十四 or "14条", a Series, a dict or a table of
two columns, a plan's place or its `doc_id`, `None` or "未写明".
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from compare.extract.numerals import HAN, parse_number

_TRUE, _FALSE = {"yes", "true", "是", "对"}, {"no", "false", "否", "不对"}
_NOT_STATED = {"", "none", "nan", "not stated", "未写明", "未说明"}
_BETWEEN = str.maketrans("、;；，和与", ",,,,,,")
_COUNTED = "条个项份对字处"
"""What may follow a count."""


class Unfit(Exception):
    """An answer of the wrong kind; the kind that is asked for is its argument."""


@dataclass(frozen=True)
class Judge:
    """Compares answers: numbers within `within`, and names of plans as their ids (`names`)."""

    names: Mapping[str, str]
    within: float

    def right(self, given: Any, answer: Any) -> bool:
        """Whether what is given is the answer; `Unfit` if it is of another kind."""
        given = _plain(given)
        if isinstance(answer, dict):
            return all(self.each(given, answer).values()) and len(self._by_name(given)) == len(answer)
        if isinstance(answer, set):
            return set(self._several(given)) == {self._text(one) for one in answer}
        if isinstance(answer, list):
            return self._several(given) == [self._text(one) for one in answer]
        return self._one(given, answer)

    def each(self, given: Any, answer: Mapping[str, Any]) -> dict[str, bool]:
        """Of an answer for each plan: which are right."""
        held = self._by_name(_plain(given))
        return {
            key: self._text(key) in held and self._one(held[self._text(key)], true)
            for key, true in answer.items()
        }

    def shared(self, given: Any, answer: set[str]) -> tuple[int, int, int]:
        """Of a set: how many are right, how many there are, and how many were given."""
        named, true = set(self._several(_plain(given))), {self._text(one) for one in answer}
        return len(named & true), len(true), len(named)

    def _one(self, given: Any, answer: Any) -> bool:
        if isinstance(given, (dict, list, set)):
            raise Unfit("one")
        if answer is None or _is_missing(given):
            return answer is None and _is_missing(given)
        if isinstance(answer, bool):
            return _truth(given) is answer
        if isinstance(answer, (int, float)):
            number = as_number(given)
            if isinstance(answer, int) and _is_share(given):
                return False  # 100% is no count of one
            return abs(number - answer) <= (1e-9 if isinstance(answer, int) else self.within + 1e-9)
        return self._text(given) == self._text(answer)

    def _text(self, value: Any) -> str:
        text = folded(value)
        return self.names.get(text, text)

    def _several(self, given: Any) -> list[str]:
        if isinstance(given, str):
            given = self._named_in(given)
        if isinstance(given, dict) or not isinstance(given, Iterable):
            raise Unfit("several")
        return [self._text(one) for one in given]

    def _named_in(self, text: str) -> list[str]:
        """What a text names: between commas, or else between blanks, if it is no name as a whole."""
        named = text.translate(_BETWEEN)
        whole = "," in named or folded(named) in self.names
        return [one for one in named.split("," if whole else None) if one.strip()]

    def _by_name(self, given: Any) -> dict[str, Any]:
        if not isinstance(given, dict):
            raise Unfit("each")
        return {self._text(key): _plain(value) for key, value in given.items()}


def folded(value: Any) -> str:
    """Text without differences that do not matter: width, case, blanks around it, quotation marks.

    >>> folded(" ＣＯＵＮＴＹ ")
    'county'
    """
    return unicodedata.normalize("NFKC", str(value)).strip().strip("\"'“”").casefold()


def as_number(given: Any) -> float:
    """A number, also as text: 0.16, "16%", "1,234", "１６％", "1/8", "14条", "十四", "百分之十六".

    >>> as_number("16%"), as_number("１，２３４"), as_number(7), as_number("1/8"), as_number("十四条")
    (0.16, 1234.0, 7.0, 0.125, 14.0)
    """
    if isinstance(given, bool):
        raise Unfit("number")
    text = folded(given).replace(",", "").replace(" ", "").rstrip(_COUNTED)
    if text.startswith("百分之"):
        text = f"{text.removeprefix('百分之')}%"
    whole, over, parts = text.removesuffix("%").partition("/")
    divisor = _read(parts) if over else 1.0
    if divisor == 0:
        raise Unfit("number")
    return _read(whole) / divisor / (100 if text.endswith("%") else 1)


def _is_share(given: Any) -> bool:
    return bool(re.search("%|百分之", folded(given)))


def _read(text: str) -> float:
    value = parse_number(text) if re.fullmatch(HAN, text) else None
    try:
        return float(text) if value is None else value
    except ValueError:
        raise Unfit("number") from None


def _truth(given: Any) -> bool | None:
    if isinstance(given, bool):
        return given
    text = folded(given)
    if text not in _TRUE | _FALSE:
        raise Unfit("truth")
    return text in _TRUE


def _is_missing(given: Any) -> bool:
    return given is None or bool(pd.isna(given)) or (isinstance(given, str) and folded(given) in _NOT_STATED)


def _plain(given: Any) -> Any:
    """What pandas and NumPy give, as Python has it; of a table of two columns the first names the second."""
    if isinstance(given, pd.DataFrame):
        named = given.set_index(given.columns[0]) if given.shape[1] == 2 else given
        return _plain(named.iloc[:, 0]) if named.shape[1] == 1 else named.to_numpy().tolist()
    if isinstance(given, pd.Series):
        labelled = all(isinstance(key, str) for key in given.index)
        return {key: _plain(value) for key, value in given.items()} if labelled else given.tolist()
    if isinstance(given, (pd.Index, np.ndarray, pd.api.extensions.ExtensionArray, tuple)):
        return list(given)
    if isinstance(given, (frozenset, set)):
        return set(given)
    return given.item() if isinstance(given, np.generic) else given
