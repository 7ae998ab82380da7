"""Give signs that are printed in several ways one form, so that patterns need to know only that.

One character for one character: offsets never move.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from compare.vocab.patterns import guarded


def one_for_one(forms: dict[str, str]) -> Callable[[str], str]:
    """A function that replaces each sign by its form. Unlike `str.translate` it looks up no other character.

    >>> one_for_one({"二": "2"})("第二次")
    '第2次'
    """
    signs = re.compile(f"[{re.escape(''.join(forms))}]")
    return partial(signs.sub, lambda match: forms[match[0]])


_fold = one_for_one(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
    | dict.fromkeys("—–―‐−﹣～〜~", "-")
    | {"﹪": "%", "〇": "零", "○": "零", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤"}
)
_fold_list = one_for_one(
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


# A letter typed for a figure: 2O23年, 3O日, 1OO%, 二O二三年, 20l9年; but not O2O, CO2 or 5G.
_ZEROS = "OoΟοОо◯"
_HAN_FIGURE = "零一二三四五六七八九"
_SLIPS = guarded(
    rf"(?<=\d)[{_ZEROS}]+(?=[\d年月日号天个名%次项家人分户元万亿])|(?<=\d)[lI|](?=\d)"
    rf"|(?<=[{_HAN_FIGURE}])[{_ZEROS}0]+(?=[{_HAN_FIGURE}年])|(?<=月[二三])[{_ZEROS}0零](?=[日号])"
)


@lru_cache(maxsize=64)  # times and targets ask for the same sentence
def fold_figures(text: str) -> str:
    """Signs folded, and letters that were typed for figures read as these; the length stays.

    >>> fold_figures("2O23年6月3O日"), fold_figures("二O二三年"), fold_figures("O2O平台")
    ('2023年6月30日', '二零二三年', 'O2O平台')
    """
    return _SLIPS.sub(_figures_meant, _fold(text))


def _figures_meant(match: re.Match[str]) -> str:
    if match[0] in "lI|":
        return "1"
    if match.string[match.end() : match.end() + 1] in "日号" and match.string[match.start() - 1] in "二三":
        return "十"
    return ("零" if match.string[match.start() - 1] in _HAN_FIGURE else "0") * len(match[0])


def fold_list(text: str) -> str:
    """Brackets, the marks of a list, spaces and digits in one form each; the rest is names.

    >>> fold_list("【牵头单位：市司法局】")
    '[牵头单位:市司法局]'
    """
    return _fold_list(text)
