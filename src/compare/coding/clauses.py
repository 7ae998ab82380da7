"""Cut a provision into clauses and find what each of them orders.

A marker counts only where it governs a main clause. So titles, quotations and brackets are
blanked out first; clauses end at ， and ；; and the head of a clause (its subject, its
adverbs, an adverbial such as 按照…要求) is told from the verb that comes first. A lexicon of
verbs in `vocab/markers.csv` does this, because tagging every word would cost more than the
rest of the coding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from compare.coding.markers import blanked, pattern
from compare.coding.numerals import fold

_BREAK = re.compile(r"[,;:。!?\n]+")
_PAGE_MARK = re.compile(r"[-－] ?\d{1,4} ?[-－]")
_SPACE = re.compile(r"\s+")
_TITLE = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,60})?》")
_QUOTE = re.compile(r"“[^“”]{0,80}”|‘[^‘’]{0,80}’|「[^「」]{0,80}」|『[^『』]{0,80}』|\"[^\"]{1,40}\"")
_BRACKET = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|【[^【】]{0,120}】")
# Where an adverbial ends: 在…中, 按照…要求, 通过…形式, 以…为重点.
_ADVERBIAL_END = (
    "中|下|上|时|前|后|内|里|过程|基础|前提|要求|原则|部署|安排|规定|形式|方式|方法|等|实际|需要|情况|"
    "目标|重点|抓手|契机|导向|思路|精神|统一|依法"
)
_SUBJECT_END = "部门|机关|政府|单位|机构|镇街|街道|乡镇|组织|干部|人员|负责人|办|局|委|院|者|方"


@dataclass(frozen=True)
class Clause:
    """One clause of a provision, as a span of its folded text."""

    start: int
    end: int
    text: str


def folded(text: str) -> str:
    """The text in plain signs, without white space and page marks.

    >>> folded("规范— 9 —性文件， 应当公布；")
    '规范性文件,应当公布;'
    """
    return _SPACE.sub("", _PAGE_MARK.sub("", fold(text))).replace("，", ",")


def without_titles(text: str) -> str:
    """Blank out the titles of instruments, length kept.

    >>> without_titles("落实《考核办法》")
    '落实□□□□□□'
    """
    return _TITLE.sub(blanked, text)


def own_words(text: str) -> str:
    """Blank out titles, quotations and brackets, length kept.

    >>> own_words("做到“应出庭尽出庭”(试行)")
    '做到□□□□□□□□□□□□'
    """
    for mentioned in (_QUOTE, _BRACKET):
        text = mentioned.sub(blanked, without_titles(text))
    return text


def split_clauses(text: str) -> list[Clause]:
    """The clauses of a folded text, in order.

    >>> [clause.text for clause in split_clauses("应当审核,未经审核的,不得作出;")]
    ['应当审核', '未经审核的', '不得作出']
    """
    return [Clause(start, end, text[start:end]) for start, end in _between_breaks(text)]


def _between_breaks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def softener_of(clause: str) -> str:
    """The softener that governs the clause (探索建立…); empty if none does.

    A verb before it or beside it keeps the clause a directive.

    >>> softener_of("探索建立容错机制"), softener_of("支持和发展社会组织"), softener_of("建立健全机制")
    ('探索', '', '')
    """
    body = _without_adverbial(clause)
    match = pattern("obligation", "1").search(body)
    if not match or _opens_with_verb(body[: match.start()]) or _joined_verb().match(body, match.end()):
        return ""
    return match[0]


def directive_of(clause: str) -> str:
    """The verb that makes an unsoftened clause a directive; empty if it has none.

    An adverbial (围绕完善…) has none, and neither has what only tells the effect (提高效率).

    >>> directive_of("各部门建立台账"), directive_of("提高执法水平"), directive_of("围绕完善制度")
    ('建立', '', '')
    """
    body = _without_adverbial(clause)
    if pattern("obligation", "result").match(body) or pattern("obligation", "opener").match(body):
        return ""
    match = pattern("obligation", "2").search(body)
    return match[0] if match else ""


def _without_adverbial(clause: str) -> str:
    """The clause after the adverbial at its head, if it has one that closes."""
    match = _adverbial().match(clause)
    return clause[match.end() :] if match else clause


def _opens_with_verb(head: str) -> bool:
    """Whether a directive verb opens the clause or follows its subject."""
    return bool(_main_verb().search(head))


@cache
def _adverbial() -> re.Pattern[str]:
    opener = pattern("obligation", "opener").pattern
    return re.compile(f"(?:{opener})[^,]{{0,40}}(?:{_ADVERBIAL_END})(?:的)?(?!.{{0,30}}(?:原则|要求)$)")


@cache
def _main_verb() -> re.Pattern[str]:
    adverb, verb = pattern("obligation", "adverb").pattern, pattern("obligation", "2").pattern
    return re.compile(f"(?:^|{_SUBJECT_END})(?:{adverb}){{0,4}}(?:{verb})")


@cache
def _joined_verb() -> re.Pattern[str]:
    return re.compile(f"(?:和|与|并|、|及)(?:{pattern('obligation', '2').pattern})")
