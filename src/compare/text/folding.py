"""Give signs that are printed in several ways one form, so that patterns need to know only that.

One character for one character: offsets never move.
"""

import re
from collections.abc import Callable
from functools import partial


def _folding(forms: dict[str, str]) -> Callable[[str], str]:
    """Replace each sign by its form. Unlike `str.translate` this looks up no other character."""
    signs = re.compile(f"[{re.escape(''.join(forms))}]")
    return partial(signs.sub, lambda match: forms[match[0]])


_fold = _folding(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
    | dict.fromkeys("—–―‐−﹣～〜~", "-")
    | {"﹪": "%", "〇": "零", "○": "零", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤"}
)
_fold_list = _folding(
    dict.fromkeys("（﹙", "(")
    | dict.fromkeys("）﹚", ")")
    | dict.fromkeys("［【〔〖", "[")
    | dict.fromkeys("］】〕〗", "]")
    | dict.fromkeys("：﹕︰∶", ":")
    | {"，": ",", "﹐": ",", "；": ";", "﹔": ";", "．": ".", "｡": "。", "\u3000": " ", "\xa0": " "}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)


def fold(text: str) -> str:
    """Full-width signs, dashes and zeros in their plain form.

    The comma between clauses stays as it is: 1,000 is a number and 一，二 is a list.

    >>> fold("不低于９５％，３—５次")
    '不低于95%，3-5次'
    """
    return _fold(text)


def fold_list(text: str) -> str:
    """Brackets, the marks of a list, spaces and digits in one form each; the rest is names.

    >>> fold_list("【牵头单位：市司法局】")
    '[牵头单位:市司法局]'
    """
    return _fold_list(text)
