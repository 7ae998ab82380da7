"""What a person wrote into a cell, as the code that is meant: `E6 执法…`, a label, TRUE, 2.0, ｅ６.

Every function gives the code, or the cell as it came (in plain letters) where nothing is understood,
so that the check of codes can name it.
"""

import re
from functools import cache

from compare.sheets.returned import plain
from compare.vocab.reading import read_vocabulary, values
from compare.vocab.taxonomy import taxonomy, topics

_TRUE = {"true", "yes", "y", "是", "有", "√", "✓", "真"}
_FALSE = {"false", "no", "n", "否", "无", "×", "✗", "假"}
_LEVEL_WORDS = {
    "无": "0", "no duty": "0", "倡导": "1", "试行": "1", "指令": "2", "强制": "3", "禁止": "3", "mandate": "3", "prohibition": "3",
}  # fmt: skip
"""Short for the labels of levels."""
_NOTHING = {"-", "—", "/", "无", "none", "n/a", "na", "空"}
_MARKS = re.compile(r"^[\s:.,;、。/|()\-—]+|[\s…)]+$|\.{2,}$")
_WHOLE = re.compile(r"(\d+)(?:\.0+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3})+")


def topic_meant(cell: str) -> str:
    """The topic that a cell names by its code, its code with a label, or its label.

    >>> topic_meant("e6 执法…"), topic_meant("Ａ1"), topic_meant("权责清单与负面清单"), topic_meant("E6、E7")
    ('E6', 'A1', 'A2', 'E6、E7')
    """
    text = plain(cell)
    labels = _labels()
    if text.casefold() in labels:
        return labels[text.casefold()]
    codes = {code.casefold(): code for code in _topics()}
    for length in range(min(len(text), max(map(len, codes))), 0, -1):
        code = codes.get(text[:length].casefold())
        if code and not re.match(r"[0-9a-z]", text[length:], re.IGNORECASE):
            return code if _agrees(code, text[length:]) else text
    return text


def _agrees(code: str, rest: str) -> bool:
    """Whether what stands behind a code is no other code and no other code's label."""
    behind = _MARKS.sub("", rest).casefold()
    if any(re.search(rf"(?<![a-z0-9]){re.escape(one.casefold())}(?![a-z0-9])", behind) for one in _topics()):
        return behind.startswith(code.casefold())
    return _labels().get(behind, code) == code


def second_topic_meant(cell: str) -> str:
    """As `topic_meant`; a dash or 无 says that there is none."""
    return "" if plain(cell).casefold() in _NOTHING else topic_meant(cell)


def level_meant(cell: str) -> str:
    """The level of obligation in a cell: its number, with or without its name, or its name.

    >>> level_meant("2.0"), level_meant("３ 强制或禁止"), level_meant("指令"), level_meant("hortatory"), level_meant("TRUE")
    ('2', '3', '2', '1', 'TRUE')
    """
    text = plain(cell)
    named = _levels().get(text.casefold())
    found = re.fullmatch(r"(\d)(?:\.0+)?(?:[^\d.].*)?", text, re.DOTALL)
    return named or (found[1] if found else text)


def flag_meant(cell: str) -> str:
    """Sanction or monitoring: 1 or 0, yes or no, ticked or not.

    >>> [flag_meant(cell) for cell in ("TRUE", "1.0", "否", "maybe")]
    ['1', '1', '0', 'maybe']
    """
    text = plain(cell)
    if text.casefold() in _TRUE | _FALSE:
        return str(int(text.casefold() in _TRUE))
    return whole_meant(text)


def whole_meant(cell: str) -> str:
    """A whole number as spreadsheets show it.

    >>> whole_meant("1,234"), whole_meant("27.00"), whole_meant("27.5")
    ('1234', '27', '27.5')
    """
    text = plain(cell)
    if _GROUPED.fullmatch(text):
        return re.sub("[, ]", "", text)
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


_QUOTES = str.maketrans({**dict.fromkeys("“”„‟〝〞＂«»", '"'), **dict.fromkeys("‘’‚‛′＇", "'")})
_DASH = re.compile(r"[—–―‐‑−﹣～〜~]")
_DASHES = re.compile(r"[—–―‐‑−﹣～〜~-]+")


def same_text(first: str, second: str) -> bool:
    """Whether two texts differ only in what programs change on their own: quotes, dashes, width, space.

    >>> same_text("“放管服”改革 ", '"放管服"改革'), same_text("不低于９5%", "不低于95%"), same_text("甲", "乙")
    (True, True, False)
    """
    return first == second or _bare(first) == _bare(second)


def _bare(text: str) -> str:
    flat = _DASHES.sub("-", plain(text.translate(_QUOTES)).translate(_QUOTES))
    return "".join(flat.replace("...", "…").split())


def plain_letters(text: str) -> str:
    """A text without what programs change on their own, sign by sign: `same_text` made a form.

    >>> plain_letters("“放管服” 改革—９5%")
    '"放管服"改革-95%'
    """
    flat = plain(text.translate(_QUOTES)).translate(_QUOTES)
    return "".join(_DASH.sub("-", flat).split())


@cache
def _topics() -> tuple[str, ...]:
    return topics()


@cache
def _labels() -> dict[str, str]:
    """Topics by their labels in both languages; a label that two topics share is left out."""
    found: dict[str, str] = {}
    for topic in _topics():
        for label in {plain(taxonomy()[topic].label(language)).casefold() for language in ("zh", "en")}:
            found[label] = "" if label in found else topic
    return {label: topic for label, topic in found.items() if label and topic}


@cache
def _levels() -> dict[str, str]:
    """Levels of obligation by their labels."""
    rows = [
        row
        for row in read_vocabulary("value_labels")
        if "obligation" in values(row["columns"]) and row["value"] in "0123"
    ]
    labels = {plain(row[name]).casefold(): row["value"] for row in rows for name in ("label_zh", "label_en")}
    return _LEVEL_WORDS | labels
