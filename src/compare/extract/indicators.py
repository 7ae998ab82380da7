"""Name what a number or a date is about: in the plan's words, and in the shared vocabulary.

Plans say the same thing in many ways (会前学法, 常务会议学法); `vocab/indicators.csv` gives each
thing one id, so that plans can be set side by side. A row's `terms` are alternatives, and ＋
joins terms that must all be there; the row that explains most characters wins.
"""

import re
from collections.abc import Iterator
from functools import cache

from compare.extract.times import Time
from compare.text.folding import fold
from compare.text.numbering import mark_at
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary, values

_CLAUSE_END = re.compile(r"[，；;：:。！!？?\n]|,(?!\d{3})")
_SENTENCE_END = re.compile(r"[；;。！!？?\n]")
_REACH = 120  # characters looked at on each side
_LONGEST_NAME = 30

_RECURRENCE = re.compile(
    r"每(?:隔?[一二两三四五六十\d]{1,2})?个?(?:半年|年度?|季度?|月|周|天)(?:度|适时|定期)?|任期内|年均"
)
_DATE = re.compile(r"^[到至在于自]?(?:\d{4}年(?:年?底前?|\d{1,2}月底?前?)?|年底前?|\d{1,2}月底?前)")
_FIGURES = guarded(
    r"[从由]\d[\d.]{0,6}[%‰]?\D{0,8}$"
    r"|(?:不[得能应]?[低少高多超][于过]|超过|[至最][少多])?"
    r"\d[\d.]*[%‰]?(?:以上|以下|以内)?[、和与及或]*$"
)
# 按执法人员的5%标准配备法制审核人员; 反馈率; 事项100%网上可办.
_STAFFED = re.compile(r"(?:标准|比例)?(?:配备|配齐|选配|设置)([一-鿿]{2,20}员)$")
_SHORT_NAME = re.compile(r"(?:总体|综合|平均)?(?:[一-鿿]{2}率|满意[度率])$")
_WHAT_HOLDS = re.compile(r"(?![的以左及和与或])[一-鿿]{2,12}$")
_FIRST_FIGURE = re.compile(r"不[得能应]?[低少高多超][于过]|(?:超过|[至最][少多])?\d")
# Items of a list in one clause: 法治文化阵地50个、法治示范村200个.
_ITEM_BEFORE = re.compile(r"\d[\d.万亿]{0,9}[^\d、]{1,3}[、和]")
_ITEM_AFTER = re.compile(r"[、和](?=[^\d、，,]{0,16}\d)")
_LISTED = re.compile(
    r"[、和与及]{1,2}(?:\d{1,9}、){0,9}\d{1,9}(?:[^\d、]{1,2}?(?:以上|以下|以内)|[名人次个件])"
)


_SIDES = dict.fromkeys((">=", ">", "at_least", "from"), "least") | dict.fromkeys(
    ("<=", "<", "within", "by"), "most"
)
_TIME_UNITS = {"H": "h", "D": "d", "W": "d", "M": "d", "Y": "y"}


def match_indicator(text: str, start: int, end: int, unit: str, comparator: str = "") -> str:
    """The id of the shared indicator that a target or a time in `text` belongs to, or "".

    `unit` is the unit of a target, or for a time h, d, m, y (hours, days, months, years) or date;
    `comparator` that of a target or the bound of a time: some things are only set from one side.

    >>> text = "依申请公开政府信息的答复率达到100%。"
    >>> match_indicator(text, 14, 18, "%")
    'disclosure_reply_rate'
    >>> review = "合法性审核的时间一般不少于5个工作日，最长不超过15个工作日。"
    >>> match_indicator(review, 10, 17, "d", "at_least"), match_indicator(review, 18, 28, "d", "within")
    ('legality_review_minimum', 'legality_review_time')
    """
    tried, side = set(), _SIDES.get(comparator, "")
    for low, high in _scopes(text, start, end):
        if (low, high) not in tried and (found := _best(text[low:high], unit, side)):
            return found
        tried.add((low, high))
    return ""


def time_indicator(text: str, time: Time) -> str:
    """The shared indicator that a time sets (reply within 5 hours, clean-up every two years)."""
    unit = _TIME_UNITS.get(time.period[-1:], "date") if time.kind in ("duration", "recurrence") else "date"
    if time.kind == "recurrence" and time.date_end:
        unit = "date"
    return match_indicator(text, time.start, time.end, unit, time.bound)


def name_indicator(text: str, start: int, end: int, kind: str) -> str:
    """The thing measured, in the plan's own words.

    What a share (`kind` "share") is of stands before it; what is counted mostly stands behind.

    >>> name_indicator("依申请公开政府信息的答复率达到100%。", 14, 18, "share")
    '依申请公开政府信息的答复率'
    """
    number = mark_at(text)
    if number and number.end <= start:  # of the item: （一）应诉率达到100%
        text, start, end = text[number.end :], start - number.end, end - number.end
    low, high = _clause(text, start, end)
    before = _name_before(text[low:start])
    after = _name_after(text[end:high])
    if kind == "share":
        return _share_name(text, low, before, text[end:high]) or after or _previous(text, low)
    return after or before or _previous(text, low)


def _share_name(text: str, low: int, before: str, rest: str) -> str:
    """The whole name of a share: what stands before it, with what the clause or the one before adds.

    Parts that do not follow each other are joined by …: of 按执法人员的5%配备审核人员 both are needed,
    and 反馈率 alone does not say of what.
    """
    staffed = _STAFFED.search(rest)
    if before and staffed:
        return f"{before}…{staffed[1]}"
    if _SHORT_NAME.match(before):
        earlier = _previous(text, low)
        if len(earlier) == _LONGEST_NAME:  # cut in the middle: what it is about stands behind 对
            earlier = earlier.partition("对")[2] or earlier
        return "…".join(part for part in (earlier, before) if part)
    if before and _WHAT_HOLDS.match(rest) and not _end(_edge("lead"), rest):
        return before + rest
    return before


def _name_before(phrase: str) -> str:
    """区政府每年安排常务会会前学法 names 常务会会前学法."""
    printed = _FIGURES.search(fold(phrase))
    phrase = phrase[: printed.start()] if printed else phrase
    return _trimmed(_ITEM_BEFORE.split(phrase)[-1])


def _name_after(phrase: str) -> str:
    """的业务知识和法律法规培训 names 业务知识和法律法规培训."""
    phrase = phrase[_end(_LISTED, phrase) :]
    if phrase.startswith(("/", "、")):
        return ""
    phrase = _ITEM_AFTER.split(phrase, maxsplit=1)[0]
    phrase = phrase[_end(_edge("lead"), phrase) :]
    return _trimmed(_stop().split(phrase, maxsplit=1)[0])


def _trimmed(phrase: str) -> str:
    """The phrase without leading time, verbs and modal words, and without a trailing verb."""
    phrase = phrase.strip()[-3 * _LONGEST_NAME :]
    phrase = phrase[_end(_DATE, fold(phrase)) :]
    phrase = _without_recurrence(phrase)
    phrase = _edge("tail").sub("", phrase[_end(_edge("lead"), phrase) :])
    return _balanced(phrase[-_LONGEST_NAME:])


def _without_recurrence(phrase: str) -> str:
    """行政执法人员每年培训 loses 每年; 区政府每年安排会前学法 loses the actor and verb, too."""
    recurrence = _RECURRENCE.search(fold(phrase))
    if not recurrence:
        return phrase
    actor, rest = phrase[: recurrence.start()], phrase[recurrence.end() :]
    return rest if 0 < _end(_edge("lead"), rest) < len(rest) else actor + rest


def _balanced(name: str) -> str:
    """The name without half a pair of quotation marks or brackets at its ends."""
    name = name.strip(" 、\u3000")
    for opening, closing in ("“”", "（）", "()", "《》"):
        if name.count(opening) != name.count(closing):
            name = name.strip(opening + closing)
    return name


def _end(pattern: re.Pattern[str], phrase: str) -> int:
    """Where a pattern that matches at the beginning ends."""
    match = pattern.match(phrase)
    return match.end() if match else 0


@cache
def _edge(kind: str) -> re.Pattern[str]:
    """Words to be taken off the front (`lead`) or the back (`tail`) of a name."""
    terms = "|".join(sorted(_terms(kind), key=len, reverse=True))
    return guarded(f"(?:{terms}|[（(、\\s])+" + ("$" if kind == "tail" else ""))


@cache
def _stop() -> re.Pattern[str]:
    return any_of(_terms("stop"))


def _terms(kind: str) -> list[str]:
    rows = read_vocabulary("indicator_names")
    return [term for row in rows if row["kind"] == kind for term in values(row["terms"])]


def _previous(text: str, low: int) -> str:
    """The clause before: 常务会议会前学法，每年不少于4次."""
    if low < 2:
        return ""
    start, _ = _clause(text, low - 1, low - 1)
    phrase = text[start : low - 1]
    figure = _FIRST_FIGURE.search(fold(phrase))
    return _name_before(phrase[: figure.start()] if figure and figure.start() else phrase)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span, cut to what is near."""
    before = [match.end() for match in _CLAUSE_END.finditer(text, max(0, start - _REACH), start)]
    after = _CLAUSE_END.search(text, end, end + _REACH)
    low = before[-1] if before else max(0, start - _REACH)
    return low, after.start() if after else min(len(text), end + _REACH)


def _scopes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The item of a list, the clause, with the one before, with the one after, the sentence."""
    low, high = _clause(text, start, end)
    items = list(_ITEM_BEFORE.finditer(text, low, start))
    following = _ITEM_AFTER.search(text, end, high)
    yield items[-1].end() if items else low, following.start() if following else high
    yield low, high
    ends = list(_SENTENCE_END.finditer(text, max(0, start - _REACH), start))
    sentence = ends[-1].end() if ends else max(0, start - _REACH)
    earlier = _clause(text, low - 1, low - 1)[0] if low else low
    yield max(earlier, sentence), high
    later = _clause(text, high + 1, high + 1)[1] if high < len(text) else high
    yield low, later
    yield sentence, later


def _best(words: str, unit: str, side: str) -> str:
    """The row for this unit and side that explains most characters of `words`; the first of equals."""
    for terms, identifier in _groups(unit, side):
        if terms[0] in words and all(term in words for term in terms):
            return identifier
    return ""


@cache
def _groups(unit: str, side: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Groups of terms for a unit, each with its indicator; those that explain most first.

    A row that is set from one side only (`bound`) does not fit a number that binds on the other.
    """
    groups = [
        (tuple(group.split("＋")), row["indicator_id"])
        for row in read_vocabulary("indicators")
        if unit in values(row["units"]) and row["bound"] in ("", side or row["bound"])
        for group in values(row["terms"])
    ]
    return tuple(sorted(groups, key=lambda group: -sum(map(len, group[0]))))
