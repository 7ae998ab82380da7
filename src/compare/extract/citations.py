"""Find the laws and documents that a plan cites: 《法治政府建设实施纲要》（中发〔2015〕36号）.

Who issued a document is read from its title, from its number, and from the words right before
it (中办、国办《…》), in the order that proves least ambiguous: 冀 in a number is Hebei, but 衡 may
be Hengshui or Hengyang and 新 Xinjiang or Xinxiang. Nothing is guessed: where none of these says who,
the level stays empty. The words are rows of `vocab/citation_*.csv`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from compare.vocab.reading import read_vocabulary, values

CITED_KINDS = (
    "law",
    "administrative regulation",
    "local regulation",
    "rule",
    "party or government document",
    "",
)
"""What a cited document is: 法律, 行政法规, 地方性法规, 规章, a document below them; empty if unknown."""
LONGEST_TITLE = 300
_TITLE_MARK = re.compile("[《》]")
_FOLD = str.maketrans(
    "（［【〔﹝[(）］】〕﹞])０１２３４５６７８９，\u3000\xa0",
    "(((((((" + ")))))))" + "0123456789,  ",
)
_NESTED = str.maketrans("〈〉<>＜＞", "《》《》《》")
_MARKUP = re.compile(r"[\s*_#\ufeff\u200b]+")
_GAP = r"[\s*_]{0,4}"
_YEARS = rf"(?:\(\d{{4}}{_GAP}[-—–－~～至]{_GAP}\d{{4}}年?\){_GAP})?"
_NUMBER = re.compile(
    rf"{_GAP}{_YEARS}(?P<open>\()?{_GAP}(?(open)|(?![和及与或]))"
    rf"(?P<number>[一-鿿A-Z]{{0,14}}{_GAP}\({_GAP}\d{{4}}{_GAP}\){_GAP}第?{_GAP}\d{{1,5}}{_GAP}[号號]"
    rf"|[一-鿿]{{0,16}}令{_GAP}(?:\({_GAP}\d{{4}}{_GAP}\){_GAP})?第?{_GAP}[\d一二三四五六七八九十〇零百]{{1,5}}{_GAP}[号號]"
    rf"|第?\d{{1,4}}[号號][一-鿿]{{0,8}}令)"
)
# 〔201536号: the bracket that closes the year is lost.
_TORN_NUMBER = re.compile(
    rf"{_GAP}{_YEARS}\(?{_GAP}(?P<issuer>[一-鿿A-Z]{{1,14}}){_GAP}\({_GAP}(?P<year>(?:19|20)\d\d)(?P<place>\d{{1,4}}){_GAP}[号號]"
)
# A title whose 》 is lost ends with what documents are called, before a mark or a joint.
_TORN_TITLE = re.compile(
    r"《[^《》。；;：:\n]{2,60}?(?:法|条例|纲要|规划|计划|方案|意见|办法|规定|决定|通知|细则|规则|要点|措施)"
    r"(?:[（(][^（）()\n]{0,20}[）)])?(?=[、，,。；;《（(]|和|及|与|要求|精神|$)"
)
_CLOSING = re.compile(rf"{_GAP}\)")
_CONTEXT = 40
# What may stand between the place of an issuer and the title: 重庆市 人民政府 印发的 《.
_OFFICE = r"(?:党委|委员会|委|人民政府|政府|人大|人民代表大会|常委会|常务委员会|办公[厅室]|司法[厅局]|级)"
_ISSUED = (
    rf"{_OFFICE}{{0,3}}(?:联合|共同|近期|最新|现行)?"
    r"(?:印发|制定|出台|下发|发布|颁布|颁发|公布|通过|修订|新修订)?(?:实施)?[的了]?\s*$"
)
_ALIAS = re.compile('简称为?[“"‘]?$|(?:以下|下)称[“"‘]?$')
_BELOW = re.compile(
    r"(?![省市县区]{2})[一-鿿]{1,5}?(?:(?<![社小园片特景地灾各])区|县|旗)(?![划域块级直内间位])"
)
_NAMED_RULES = re.compile(r"(?:规定|办法|规则)$")
_OF_STATE_COUNCIL = re.compile("国务院令|国令")
_NO_RULES = re.compile("关于|中共|党|试行|暂行|考核|考试|考评|干部|工作|方案")


@dataclass(frozen=True)
class Citation:
    """A document cited: text[start:end] is 《…》 with the number that follows it.

    `alias` is the short name that the text gives it for later (以下简称《纲要》).
    """

    start: int
    end: int
    title: str
    document_number: str
    issuer_level: str
    kind: str
    slogan: int
    alias: str = ""


def find_citations(text: str, own_names: tuple[str, ...] = ()) -> list[Citation]:
    """Find what stands in 《》; `own_names` are the names of the plan's own jurisdiction.

    `slogan` is 1 for what is no document at all, such as the name of a programme.

    >>> [found] = find_citations("落实《法治政府建设实施纲要》（中发〔2015〕36号）")
    >>> found.document_number, found.issuer_level, found.kind
    ('中发〔2015〕36号', 'central', 'party or government document')
    """
    citations: list[Citation] = []
    levels: dict[str, str] = {}
    for start, end in _titles(text):
        title = _clean(text[start + 1 : end - (text[end - 1] == "》")])
        before = _MARKUP.sub("", text[max(0, start - _CONTEXT) : start])
        if not title:
            continue
        if _ALIAS.search(before):  # （以下简称《纲要》） names the document before once more
            if citations:
                citations[-1] = replace(citations[-1], alias=title)
                levels[title] = citations[-1].issuer_level
            continue
        number, end = _number_after(text, end)
        level = _level(title, number, before, own_names) or levels.get(title, "")
        if level:
            levels[title] = level
        kind, slogan = _kind(title, number, level)
        citations.append(Citation(start, end, title, number, level, kind, slogan))
    return citations


def agreed(cited: Sequence[list[Citation]]) -> list[list[Citation]]:
    """The citations of one text, each document with one kind and issuer: those of its fullest mention.

    A short name that the text gave (以下简称《纲要》) has those, and the number, of what it stands for.

    >>> number = "《沧州市消防办法》（市政府令第2号）"
    >>> [[one.kind for one in found] for found in agreed([find_citations(number), find_citations(number[:9])])]
    [['rule'], ['rule']]
    """
    fullest: dict[str, Citation] = {}
    cited = list(_by_full_name(cited))
    for one in (one for found in cited for one in found):
        known = fullest.setdefault(_plain(one.title), one)
        if _said(one) > _said(known):
            fullest[_plain(one.title)] = one
    return [
        [
            replace(one, kind=best.kind, issuer_level=best.issuer_level)
            for one in found
            for best in (fullest[_plain(one.title)],)
        ]
        for found in cited
    ]


def _by_full_name(cited: Sequence[list[Citation]]) -> Iterator[list[Citation]]:
    """The citations; those by a short name say whose it is, under the name that is printed."""
    short: dict[str, Citation] = {}
    for found in cited:
        yield [_like(one, short[one.title]) if one.title in short else one for one in found]
        short |= {one.alias: one for one in found if one.alias}


def _like(one: Citation, full: Citation) -> Citation:
    return replace(one, document_number=full.document_number, issuer_level=full.issuer_level, kind=full.kind)


def _said(one: Citation) -> tuple[bool, bool, bool]:
    """How much a mention says of what the document is."""
    return bool(one.document_number), bool(one.issuer_level), bool(one.kind)


def _plain(title: str) -> str:
    return _SIGNS.sub("", _without_note(title))


def same_document(title: str, own: str) -> bool:
    """Whether a title cited is a plan's own, printed with or without its place, years and marks.

    >>> same_document("高新区法治政府建设实施方案（2021-2025年）", "保定高新区法治政府建设实施方案(2021－2025年)")
    True
    >>> same_document("河北省法治政府建设实施方案", "保定高新区法治政府建设实施方案")
    False
    """
    cited, own = _SIGNS.sub("", title), _SIGNS.sub("", own)
    shorter, longer = sorted((cited, own), key=len)
    return len(shorter) > _SHORTEST_TITLE and longer.endswith(shorter)


_SHORTEST_TITLE = 10
_SIGNS = re.compile(r"[\W_]")


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """The outermost pairs of 《》; a mark that is never closed hides nothing after it.

    Its own title ends where its wording does.
    """
    if "《" not in text:
        return
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _TITLE_MARK.finditer(text):
        if mark.group() == "《":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.end() - start <= LONGEST_TITLE:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, mark.end()))
    yield from sorted([*pairs, *_torn_titles(text, opened, pairs)])


def _torn_titles(text: str, opened: list[int], pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Titles that lost their 》, outside the pairs."""
    for start in opened:
        match = _TORN_TITLE.match(text, start)
        place = bisect_left(pairs, (start, 0))
        inside = place and pairs[place - 1][1] > start
        if match and not inside:
            yield match.span()


def _clean(title: str) -> str:
    return _MARKUP.sub("", title)


def _number_after(text: str, end: int) -> tuple[str, int]:
    """The document number after a title, and where the citation ends with it."""
    folded = text[end : end + 120].translate(_FOLD)
    match = _NUMBER.match(folded)
    if not match:
        torn = _TORN_NUMBER.match(folded)
        return (
            (f"{_clean(torn['issuer'])}〔{torn['year']}〕{torn['place']}号", end + torn.end())
            if torn
            else ("", end)
        )
    closing = _CLOSING.match(folded, match.end()) if match["open"] else None
    number = _clean(text[end + match.start("number") : end + match.end("number")])
    return number, end + (closing or match).end()


# --- who issued it ----------------------------------------------------------------------


@cache
def _issuers(kind: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """For each row: how it opens a title, how it ends the words before one, its level."""
    return tuple(
        (
            re.compile(rf"(?:{row['pattern']})"),
            re.compile(rf"(?:{row['pattern']}){_ISSUED}"),
            row["level"],
        )
        for row in read_vocabulary("citation_issuers")
        if row["kind"] == kind
    )


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Well-known national documents that name no issuer in their title."""
    return {row["title"]: (row["kind"], row["level"]) for row in read_vocabulary("citation_known")}


def _level(title: str, number: str, before: str, own_names: tuple[str, ...]) -> str:
    """The issuer's level, from the surest sign to the least sure."""
    place, by_number = _level_of_place(title), _level_of_number(number)
    if "central" in (place, by_number) or _is_national_law(title):
        return "central"
    head = re.split("关于|印发", title)[0]
    if any(name and name in head for name in own_names):
        return "own"
    if place is not None:
        return place
    return _level_before(before, own_names) or by_number or _known_level(title)


def _is_national_law(title: str) -> bool:
    return title.startswith("中华人民共和国") or _kinds_of_title(title)[0] == ("law",)


def _level_of_place(title: str) -> str | None:
    """The level of the place that a title opens with; None if it opens with no place."""
    opening = re.sub("^[〈<《]?(?:中共|关于印发|关于转发|关于贯彻落实|转发)?", "", title)
    for pattern, _, level in _issuers("place"):
        match = pattern.match(opening)
        if match:
            return "" if _BELOW.match(opening, match.end()) else level
    return "" if _BELOW.match(opening) and "关于" not in opening[:6] else None


def _level_of_number(number: str) -> str:
    folded = number.replace("（", "(")
    return next((level for pattern, _, level in _issuers("number") if pattern.search(folded)), "")


def _level_before(before: str, own_names: tuple[str, ...]) -> str:
    """The level of the issuer right before the title: 市委、市政府印发的《…》."""
    if any(name and re.search(re.escape(name) + _ISSUED, before) for name in own_names):
        return "own"
    return next((level for _, pattern, level in _issuers("place") if pattern.search(before)), "")


def _known_level(title: str) -> str:
    return _known().get(_without_note(title), ("", ""))[1]


def _without_note(title: str) -> str:
    """The title without the years or 试行 after it."""
    return re.sub(r"[（(][^（）()]*[）)]$", "", title)


# --- what it is -------------------------------------------------------------------------


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], tuple[str, ...], int], ...]:
    """For each row: what ends a title, the kinds (of the centre, of a place), and 1 for no document."""
    rows = read_vocabulary("citation_kinds")
    return tuple(
        (re.compile(row["pattern"]), tuple(values(row["kind"])) or ("",), int(row["slogan"])) for row in rows
    )


def _kinds_of_title(title: str) -> tuple[tuple[str, ...], int]:
    """The kinds that the last words of a title tell, and 1 if no document ends so."""
    plain = _without_note(title.translate(_NESTED))
    return next(((kinds, no) for pattern, kinds, no in _kinds() if pattern.search(plain)), ((), 1))


def _kind(title: str, number: str, level: str) -> tuple[str, int]:
    """The kind of a document, and 1 if it is none."""
    plain = _without_note(title)
    if plain in _known():
        return _known()[plain][0], 0
    kinds, slogan = _kinds_of_title(title)
    if _NAMED_RULES.search(plain) and ("令" in number or _is_local_rule(plain, level)):
        return ("administrative regulation" if _OF_STATE_COUNCIL.search(number) else "rule"), 0
    if not kinds or slogan:
        return "", int(not title.startswith("关于") or bool(kinds))
    kind = kinds[-1] if level in ("province", "city", "own") else kinds[0]
    return kind or ("party or government document" if number else ""), 0


def _is_local_rule(title: str, level: str) -> bool:
    """A provincial government names its rules after the province; its other papers say 关于."""
    return level == "province" and bool(_level_of_place(title)) and not _NO_RULES.search(title)
