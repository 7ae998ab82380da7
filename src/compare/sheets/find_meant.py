"""What a person wrote into a sheet of finds, as what is meant: 对, 不少于60学时, 2025年底前, 牵头.

Every function gives the word or value of our notation, or the cell as it came (in plain letters)
where nothing is understood, so that the check can name it.
"""

import re
from collections.abc import Sequence
from datetime import date

from compare.coding.find_values import LEVELS, find_stated, value_of
from compare.extract.citations import CITED_KINDS, find_citations
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.sheets.returned import plain
from compare.sheets.understood import plain_letters

_RIGHT = {"right", "correct", "true", "yes", "y", "ok", "1", "对", "正确", "是", "√", "✓", "✔"}
_WRONG = {"wrong", "false", "no", "n", "0", "错", "错误", "不对", "否", "×", "✗", "x"}
_CORRECTED = {"corrected", "correct it", "changed", "改", "更正", "已更正", "已改", "修改", "改正"}
_MISSING = {"missing", "missed", "漏", "遗漏", "缺", "缺失", "补", "补充", "补录"}
_COMPLETE = {"complete", "none", "nothing", "nothing missing", "无", "没有", "无遗漏", "没有遗漏", "完整", "全", "齐全", "-", "—"}  # fmt: skip
_KINDS = {
    "target": {"target", "targets", "指标", "量化指标", "目标", "数字"},
    "time": {"time", "times", "时间", "期限", "时限", "日期"},
    "body": {"body", "bodies", "机构", "单位", "部门", "责任单位", "主体"},
    "citation": {"citation", "citations", "引用", "引文", "文件", "引用文件"},
}
_ROLES = {
    "lead": {"lead", "leading", "牵头", "牵头单位", "主办", "主责"},
    "responsible": {"responsible", "责任", "责任单位", "配合", "配合单位", "负责", "协办", "参与"},
}
_SIGNS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "＞": ">", "＜": "<"}
_IN_WORDS = re.compile("以[上下内]|之[内一]|左右")
"""Behind a number: a comparator in a plan's own words, and no part of the unit."""
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")


def verdict_meant(cell: str, of_find: bool) -> str:
    """The verdict in a cell; in a row without a find, 对 and 无 say that nothing is missing.

    >>> verdict_meant(" √", True), verdict_meant("正确", False), verdict_meant("FALSE", True), verdict_meant("?", True)
    ('right', 'complete', 'wrong', '?')
    """
    text = plain(cell).casefold().rstrip("。.!")
    known = (
        {"right": _RIGHT, "wrong": _WRONG, "corrected": _CORRECTED}
        if of_find
        else {"complete": _COMPLETE | _RIGHT | {"no", "n"}, "missing": _MISSING, "corrected": _CORRECTED}
    )
    return next((verdict for verdict, words in known.items() if text in words), text)


def kind_meant(cell: str) -> str:
    """The kind of find in a cell.

    >>> kind_meant("Targets"), kind_meant("责任单位"), kind_meant("thing")
    ('target', 'body', 'thing')
    """
    text = plain(cell).casefold()
    return next((kind for kind, words in _KINDS.items() if text in words), text)


def value_meant(kind: str, cell: str, words: str, before: str) -> str:
    """The value in a cell, in our notation; of an empty cell, what the words themselves say.

    `before` is the value that is corrected; what the cell leaves out of a citation stays as it was.

    >>> value_meant("target", "不少于60学时", "", ""), value_meant("time", "2025/6/30", "", "")
    ('>= 60 学时', 'by 2025-06-30')
    >>> value_meant("target", "", "95%以上", ""), value_meant("target", "3件以下", "", "")
    ('>= 95 %', '<= 3 件')
    >>> value_meant("time", "", "每两年", ""), value_meant("body", "牵头", "县司法局", "")
    ('recurrence every P2Y', 'lead')
    """
    text = plain(cell)
    if kind == "target":
        return _target(text or plain(words))
    if kind == "time":
        return _time(text or plain(words))
    if kind == "body":
        return next((role for role, said in _ROLES.items() if text.casefold() in said), text)
    return _citation(text, words, before)


def _target(text: str) -> str:
    """A target in our notation, or as a plan would put it."""
    for sign, ours in _SIGNS.items():
        text = text.replace(sign, ours)
    signed = re.fullmatch(r"(>=|<=|>|<|=)? ?(\d[\d,]*(?:\.\d+)?) ?(\D*?)( per P\w+)?", text)
    if signed and not _IN_WORDS.search(text):
        sign = "" if signed[1] in (None, "=") else f"{signed[1]} "
        number = float(signed[2].replace(",", ""))
        return value_of(
            find_stated("target", text, (0, 1), f"{sign}{number!r} {signed[3].strip()}{signed[4] or ''}")
        )
    found = find_targets(text if re.search("达到|不|以|每", text) else f"达到{text}")
    return value_of(found[0]) if len(found) == 1 else text


def _time(text: str) -> str:
    """A time in our notation, a day, or as a plan would put it."""
    text = _DATE.sub(_iso, text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"by {text}"
    if re.search("[一-鿿]", text):
        found = find_times(text)
        return value_of(found[0]) if len(found) == 1 else text
    return text


def _iso(match: re.Match[str]) -> str:
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return match[0]


def _citation(text: str, words: str, before: str) -> str:
    """Number, issuer and kind: as written, else as before, else as the words say."""
    own = next(iter(find_citations(words)), None)
    known = before or (value_of(own) if own else "-; -; -")
    parts = [part.strip() for part in known.split(";")]
    written = [part.strip() for part in re.split("[;；]", text)] if text else []
    if len(written) == 1 and (written[0] in CITED_KINDS or written[0] in LEVELS):
        place = 2 if written[0] in CITED_KINDS else 1
        written = [*parts[:place], written[0]]
    return "; ".join([*written, *parts[len(written) :]])


def place_meant(
    words: str, text: str, near: int | None, taken: Sequence[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """Where words stand in a text, whatever a program made of quotes, width and spaces; None if nowhere.

    Of several places the one closest to `near`, else the first that is not `taken`.

    >>> place_meant('"岗位" 培训', "开展“岗位”培训。", None), place_meant("县", "各县、外县", 3), place_meant("省", "县", None)
    ((2, 8), (4, 5), None)
    """
    letters = [(plain_letters(char), place) for place, char in enumerate(text)]
    flat = "".join(part for part, _ in letters)
    index = [place for part, place in letters for _ in part]
    wanted = plain_letters(words)
    starts = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", flat)] if wanted else []
    spans = [(index[start], index[start + len(wanted) - 1] + 1) for start in starts]
    if near is not None:
        return min(spans, key=lambda span: abs(span[0] - near), default=None)
    free = [span for span in spans if not any(span[0] < end and start < span[1] for start, end in taken)]
    return next(iter([*free, *spans]), None)
