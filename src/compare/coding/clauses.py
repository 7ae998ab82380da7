"""Cut a provision into clauses and find what each of them orders.

A marker counts only where it governs a main clause. So titles, quotations and brackets are
blanked out first; clauses end at ， and ；; and the head of a clause (its subject, its
adverbs, an adverbial such as 按照…要求) is told from the verb that comes first. A lexicon of
verbs does this, because tagging every word would cost more than the rest of the coding.

The words are in `vocab/markers.csv`, each row one marker or a family of them as a pattern
over folded text. In it … stands for up to 20 characters of the same clause, …… for up to 80
of the same sentence, and ＃ for the marker whose surroundings are tested.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from compare.text.folding import fold
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary
from compare.vocab.traditional import simplified

MARK = "＃"
BLANK = "□"
_GAPS = {"……": f"[^;。!?{BLANK}]{{0,160}}?", "…": "[^,;:。!?]{0,20}?"}
_CLAUSE = re.compile(r"[^,;:。!?]+")
_PAGE_MARK = guarded(r"(?<!\d)- ?\d{1,4} ?-(?!\d)")
_TITLE = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,60})?》")
_QUOTE = re.compile(r"“[^“”]{0,80}”|‘[^‘’]{0,80}’|「[^「」]{0,80}」|『[^『』]{0,80}』|\"[^\"]{1,40}\"")
_BRACKET = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|【[^【】]{0,120}】")
_MENTION = re.compile(r"[“‘「『\"(\[【]")  # most sentences have neither quotes nor brackets
_NUMBER = re.compile(r"(?:\(?[\d一二三四五六七八九十]{1,3}[).、])+")
# Where an adverbial ends: 在…中, 按照…要求, 通过…形式, 以…为重点; not at 中 of 中心.
_ADVERBIAL_END = (
    "过程|基础|前提|要求|原则|统一|部署|安排|规定|形式|方式|方法|等|实际|需要|情况|目标|重点|抓手|契机|"
    "导向|思路|精神|手段|途径|渠道|中(?![心央国小介])|上(?![级述报])|下(?![级列属])|前(?![置期])|后(?![续评])|"
    "时(?![限间效])|内(?![容部控设])"
)
_SUBJECT = re.compile(
    ".*(?:部门|机关|政府|单位|机构|镇街|街道|乡镇|组织|干部|人员|负责人|局|委|小组|会议|企业|中心|协会|法院|"
    "地方|地区|学校|高校)"
)


class Clause(NamedTuple):
    """One clause of a provision, as a span of its folded text."""

    start: int
    end: int
    text: str


@cache
def pattern(kind: str, code: str, scope: str = "") -> re.Pattern[str]:
    """All markers of a kind, code and scope as one pattern.

    >>> pattern("obligation", "3").search("行政执法决定须经审核")[0]
    '须'
    """
    rows = read_vocabulary("markers")
    held = (row for row in rows if (row["kind"], row["code"], row["scope"]) == (kind, code, scope))
    return any_of(_with_gaps(row["marker"]) for row in held)


def _with_gaps(marker: str) -> str:
    for sign, gap in _GAPS.items():
        marker = marker.replace(sign, gap)
    return marker


def folded(text: str) -> str:
    """The text in plain signs, without white space and page marks.

    >>> folded("规范— 9 —性文件， 应当公布；")
    '规范性文件,应当公布;'
    """
    plain = fold(simplified(text))
    plain = _PAGE_MARK.sub("", plain) if "-" in plain else plain
    return "".join(plain.split()).replace("，", ",")


def without_names(text: str, kind: str) -> str:
    """Blank out the words that look like a marker of this kind and are none, length kept.

    >>> without_names("完善应急预案", "obligation")
    '完善□□预案'
    """
    return pattern(kind, "0", "name").sub(_blanked, text)


def without_titles(text: str) -> str:
    """Blank out the titles of instruments, length kept.

    >>> without_titles("落实《考核办法》")
    '落实□□□□□□'
    """
    return _TITLE.sub(_blanked, text) if "《" in text else text


def own_words(text: str) -> str:
    """Blank out titles, quotations and brackets, length kept.

    >>> own_words("做到“应出庭尽出庭”(试行)")
    '做到□□□□□□□□□□□□'
    """
    text = without_titles(text)
    for mentioned in (_QUOTE, _BRACKET) if _MENTION.search(text) else ():
        text = mentioned.sub(_blanked, text)
    return text


def _blanked(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def split_clauses(text: str) -> list[Clause]:
    """The clauses of a folded text, in order.

    >>> [clause.text for clause in split_clauses("应当审核,未经审核的,不得作出;")]
    ['应当审核', '未经审核的', '不得作出']
    """
    return [Clause(match.start(), match.end(), match[0]) for match in _CLAUSE.finditer(text)]


def softener_of(clause: str) -> str:
    """The softener that governs the clause (探索建立…); empty if none does.

    A verb before it or beside it keeps the clause a directive.

    >>> [softener_of(text) for text in ("探索建立容错机制", "支持和发展社会组织", "加强引导")]
    ['探索', '', '']
    """
    body = _without_adverbial(clause)
    match = pattern("obligation", "1").search(body)
    if not match or _has_verb(body[: match.start()]) or _joined_verb().match(body, match.end()):
        return ""
    return match[0]


def is_open(clause: str, softener: str) -> bool:
    """Whether the softener of a clause waits for its verb: an adverbial or whom it is said to follows.

    >>> is_open("各地可以在国家标准基础上", "可以"), is_open("可以委托专业机构", "可以")
    (True, False)
    """
    rest = clause[clause.rindex(softener) + len(softener) :]
    addressed = _SUBJECT.fullmatch(rest) and not pattern("obligation", "2").search(rest)
    return bool(addressed or _long_adverbial().fullmatch(rest))


def is_alternative(clause: str) -> bool:
    """Whether a clause only offers another choice than the one before it.

    >>> is_alternative("或者要求补充材料"), is_alternative("要求补充材料")
    (True, False)
    """
    return clause.startswith("或")


def directive_of(clause: str) -> str:
    """The verb that makes an unsoftened clause a directive; empty if it has none.

    An adverbial that does not close (围绕完善…) holds no main verb.

    >>> directive_of("各部门建立台账"), directive_of("围绕完善制度"), directive_of("不断提高效率")
    ('建立', '', '不断')
    """
    body = _without_adverbial(clause)
    if pattern("obligation", "opener").match(body):
        return ""
    verb = pattern("obligation", "2").search(body)
    match = verb or pattern("obligation", "adverb").match(body) or _effect(body)
    return match[0] if match else ""


def is_effect(clause: str) -> bool:
    """Whether a clause only tells what the one before it is to bring about.

    >>> is_effect("提高审查质量"), is_effect("不断提高审查质量")
    (True, False)
    """
    return _effect(_without_adverbial(clause)) is not None


def _effect(body: str) -> re.Match[str] | None:
    return pattern("obligation", "result").match(body)


@lru_cache(maxsize=64)  # a clause is asked for its softener, then for its verb
def _without_adverbial(clause: str) -> str:
    """The clause after its printed number and the adverbial at its head, if it has them."""
    numbered = _NUMBER.match(clause)
    start = numbered.end() if numbered else 0
    adverbial = _adverbial().match(clause, start)
    return clause[adverbial.end() if adverbial else start :]


def _has_verb(head: str) -> bool:
    """Whether a verb opens the words before a softener, or follows their subject."""
    subject, verb = _SUBJECT.match(head), pattern("obligation", "2")
    opens = verb.match(head) and not _named_by_task().match(head)
    return bool(opens or verb.search(head, subject.end() if subject else 0))


@cache
def _adverbial() -> re.Pattern[str]:
    opener = pattern("obligation", "opener").pattern
    return re.compile(f"(?:{opener})[^,]{{0,40}}?(?:{_ADVERBIAL_END}){{1,3}}的?")


@cache
def _long_adverbial() -> re.Pattern[str]:
    """An adverbial that may hold a list, since nothing but its end is asked for."""
    opener = pattern("obligation", "opener").pattern
    return re.compile(f"(?:{opener})[^,]{{0,80}}?(?:{_ADVERBIAL_END}){{1,3}}的?")


@cache
def _named_by_task() -> re.Pattern[str]:
    """A body whose name begins with a verb: 审核机构, 监督机关."""
    return re.compile(f"(?:{pattern('obligation', '2').pattern})(?:机构|机关|单位|部门|小组|组织|人员|中心)")


@cache
def _joined_verb() -> re.Pattern[str]:
    return re.compile(f"(?:和|与|并|、|及)(?:{pattern('obligation', '2').pattern})")
