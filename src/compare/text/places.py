"""Whose plan it is: the place in its title, letterhead or number, and what holds that place.

Places are known from the table of administrative divisions; zones, towns and places that the
table lacks are told by how their names end. 各区 and 相关区 are no places. A plan of a central
body has none: its level is `national`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from compare.text.frontmatter import is_date_line
from compare.text.lines import Line
from compare.text.romanised import english_place
from compare.text.sources import Source
from compare.text.titles import head_of
from compare.vocab.divisions import (
    Division,
    above,
    by_abbreviation,
    by_name,
    by_short_name,
    within,
)
from compare.vocab.traditional import simplified

_ZONE = "高新技术产业开发区|经济技术开发区|高新技术开发区|高新区|经开区|开发区|示范区|新区|工业园区|产业集聚区|度假区|自贸区"
_ENDINGS = rf"(?:{_ZONE}|自治县|自治旗|自治州|自治区|街道|州(?![省市区县])|[省市县区旗盟镇]|乡(?!镇))"
_PLACE = re.compile(rf"([\u4e00-\u9fff]{{1,9}}?{_ENDINGS})")
_GOES_ON = re.compile("法治|依法|(?:19|20)\\d\\d|“?十[二三四五]五|全面|关于|深化|加快|推进")
_ZONE_AT = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{_ZONE})")
_ZONE_NAME = re.compile(rf"(?!各|相关|全|有关)[\u4e00-\u9fff]{{2,6}}(?:{_ZONE})")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:街道|镇|乡(?!镇))")
_BEFORE = re.compile(r"^.*?(?:关于)?印发[《〈]?|^中共|^[《〈]|^第.{1,3}[篇编][:：]?|^[【（(]")
_ORGAN = re.compile(
    "(?:委|人民政府|政府|管委会|管理委员会|党工委|工委|办事处)"
    "|[\u4e00-\u9fff]{2,14}(?:局|厅|办公室|办公厅|委员会|领导小组|党组)(?:办公室)?$"
)
_HOLDS_OTHERS = re.compile("(?:省|自治区|市|州|盟)$")
_NO_PLACE = re.compile(
    "法治|依法|政府|关于|贯彻|落实|推进|建设|年|工作|方案"
    r"|^(?:各|相关|有关|全|本|我|该|辖|同|县级|地级|省级|市级|区级|[一二三四五六七八九十两几多](?:个|(?:省|市|县|区|镇|乡|街道|州)$))"
    r"|^[委府局厅办]|党?工委|管委|办公[厅室]|印发|人民政府|机构|机关|单位|[城都]市$"
    r"|(?:城|小|集|特色|建制|中心)镇$|(?:社|园|街|片|景|校|辖|城|港|库|灾|牧|林|农|矿|小|军|地|战|老|郊|集聚|保税|试验|功能)区$|..山区$|^山区$|城乡$|^乡"
)
_NATIONAL = re.compile(r"^(?:中共中央|中央|国务院|全国|最高人民|[\u4e00-\u9fff]{2,8}部(?:办公厅)?关于)")
_TO_ALL_PROVINCES = re.compile("^各省、自治区、直辖市")
_FACT = re.compile(r"(?:来\s*源|发布机构|发文机关|发文单位|制发机关|信息来源|公开主体)[\s:：|｜]*([^\s|｜]+)")
_TRAIL = re.compile(r"[>＞»]\s*([^\s>＞»]+)")
_PURPOSE = re.compile(r"结合([\u4e00-\u9fff]{2,16}?)(?:的?(?:工作)?实际|情况)")
_SITE = re.compile(r"政府\s*(?:门户)?\s*(?:网|www\.|https?:)")
_LEVELS = (
    ("province", r"^(?:北京|上海|天津|重庆)市$|(?:省|自治区)$"),
    ("development zone", rf"(?:{_ZONE})$"),
    ("township", r"(?:街道|镇|乡)$"),
    ("county", r"(?:县|旗)$"),
    ("district", r"区$"),
    ("prefecture", r"(?:州|盟)$"),
    ("city", r"市$"),
)
_RANKS = (("province", "prefecture"), ("city", "county"), ("district",))
_OWN = {"省": ("province",), "市": ("prefecture", "city", "province"), "州": ("prefecture",)}
_OWN |= {"县": ("county", "city"), "区": ("district", "province")}
_FOOT = 4
"""Lines at the end among which the signature stands."""

_FEWEST_MENTIONS = 3
"""Times that a text must name a place for it to be taken for the place's own."""


class Place(NamedTuple):
    """A place as named, with the divisions that it may be; none for zones and towns."""

    name: str
    divisions: tuple[Division, ...] = ()


Chain = list[Place]
"""Places that follow on one another in a text, the smallest last."""


def with_place(source: Source, lines: list[Line]) -> Source:
    """The source with jurisdiction, what holds it, and its level filled in where they are empty."""
    if source.jurisdiction_zh and source.jurisdiction_en and source.level and source.province_zh:
        return source
    if not source.jurisdiction_zh:
        chain = _found(replace(source, title=simplified(source.title)), lines)
    else:
        chain = _named(source)
    if not chain:
        national = not source.jurisdiction_zh and _is_national(source, lines)
        return replace(source, level=source.level or ("national" if national else ""))
    place = chain[-1]
    division = _only(chain, [line.text for line in lines])
    holders = [one.name for one in above(division)] if division else [one.name for one in chain[:-1]]
    if not division and len(chain) > 1 and len(chain[-2].divisions) == 1:
        holders = [*(one.name for one in above(chain[-2].divisions[0])), chain[-2].name]
    province = next((name for name in [*holders, place.name] if level_of(name) == "province"), "")
    return replace(
        source,
        jurisdiction_zh=source.jurisdiction_zh or place.name,
        jurisdiction_en=source.jurisdiction_en or english_place(source.jurisdiction_zh or place.name),
        parent_zh=source.parent_zh or (holders[-1] if holders else ""),
        province_zh=source.province_zh or province,
        province_en=source.province_en or _english(source.province_zh or province),
        level=source.level or (division.level if division else level_of(place.name)),
    )


def place_of(source: Source) -> tuple[str, str]:
    """An id of the plan's place and its six-digit code; the code is empty for zones and towns.

    The id is the code that the place has in the table's year, so that a county and the district
    which it became are one place; a place without a code is named below what holds it.
    """
    chain = _named(source)
    division = _only(chain, [])
    if division:
        return division.place_id, division.code
    holder = _only(chain[:-1], [])
    name = source.jurisdiction_zh
    return (f"{holder.place_id}-{name}" if holder and name else name), ""


def places_in(title: str) -> list[str]:
    """The places at the head of a title, or else the first one in it, the smallest last.

    >>> places_in("北京市东城区法治政府建设实施方案"), places_in("法治政府建设实施纲要")
    (['北京市', '东城区'], [])
    """
    return [place.name for place in _in_title(title)]


def level_of(place: str) -> str:
    """The level in sources.csv's words as the name tells it; empty where it does not.

    >>> level_of("遂平县"), level_of("保定高新区"), level_of("重庆市")
    ('county', 'development zone', 'province')
    """
    return next((level for level, ending in _LEVELS if re.search(ending, place)), "")


def _named(source: Source) -> Chain:
    """The places that a row of sources.csv names."""
    names = dict.fromkeys((source.province_zh, source.parent_zh, source.jurisdiction_zh))
    chain: Chain = []
    for name in filter(None, names):
        known = by_name().get(name, ())
        holders = [one for place in chain for one in place.divisions]
        nested = tuple(one for one in known if any(within(one, holder) for holder in holders))
        chain.append(Place(name, nested or (known if not holders else ())))
    return chain if source.jurisdiction_zh else []


def _found(source: Source, lines: list[Line]) -> Chain:
    """The place of a plan, by what tells it best."""
    if _is_national(source, lines):
        return []
    titled, issuer = _in_title(source.title), _issuer(lines)
    if _is_fuller(issuer, titled):  # 高新区 in the title, 保定高新区 in the letterhead
        return issuer
    said = titled or issuer or _in_facts(lines) or _in_number(source.document_number)
    return said or _in_purpose(lines) or _in_site(lines) or _in_text(lines)


def _is_fuller(issuer: Chain, titled: Chain) -> bool:
    """Whether the issuer is the zone or town of the title with the place that holds it."""
    if not (issuer and titled) or titled[-1].divisions or len(issuer) <= len(titled):
        return False
    both_zones = re.fullmatch(_ZONE, titled[-1].name) and level_of(issuer[-1].name) == "development zone"
    return bool(both_zones) or issuer[-1].name.endswith(titled[-1].name)


def _is_national(source: Source, lines: list[Line]) -> bool:
    head = [line.text for line in head_of(lines)[:40]]
    return bool(_NATIONAL.match(source.title)) or any(
        _TO_ALL_PROVINCES.match(text) or (len(text) < 30 and re.match("(?:中共中央|国务院)", text))
        for text in head
    )


def _in_title(title: str) -> Chain:
    text = _BEFORE.sub("", title.strip(), count=1).removeprefix("中共")
    chain, _ = _chain_at(text, 0)
    return chain or next(_known_places(text), [])


def _known_places(text: str) -> Iterator[Chain]:
    """The chains of places in a text that begin with one of the table, by its full name."""
    position = 0
    while position < len(text):
        known = _known_at(text, position)
        if known and len(known.name) > 2:
            chain, position = _chain_at(text, position)
            yield chain
        else:
            position += 1


def _chain_at(text: str, position: int) -> tuple[Chain, int]:
    """Places that follow on one another at `position`, and where they end."""
    chain: Chain = []
    if short := _short_at(text, position):
        chain, position = short
    while found := _next_place(text, position, chain):
        chain = [*chain, found[0]]
        position = found[1]
    return chain, position


def _next_place(text: str, position: int, chain: Chain) -> tuple[Place, int] | None:
    known = _known_at(text, position)
    nested = _nested(known, chain[-1]) if known and chain else known
    if nested:
        return nested, position + len(nested.name)
    inner = bool(chain) and not _HOLDS_OTHERS.search(chain[-1].name)
    match = (_TOWN if inner else _PLACE).match(text, position)
    if not match or known:
        return None
    if _NO_PLACE.search(match[0]) and not _ZONE_NAME.fullmatch(match[0]):
        return None
    return Place(match[0]), match.end()


def _known_at(text: str, position: int) -> Place | None:
    """The longest name of a division at `position`."""
    for length in range(min(16, len(text) - position), 1, -1):
        name = text[position : position + length]
        if name in by_name():
            return Place(name, by_name()[name])
    return None


def _nested(place: Place, holder: Place) -> Place | None:
    inside = tuple(
        one for one in place.divisions if any(within(one, above_it) for above_it in holder.divisions)
    )
    return place._replace(divisions=inside) if inside else None


def _short_at(text: str, position: int) -> tuple[Chain, int] | None:
    """A place by its short name, in front of one of its own (濮阳华龙区, 保定高新区) or of the subject."""
    if _known_at(text, position):
        return None
    for length in range(min(6, len(text) - position), 1, -1):
        after = position + length
        same = by_short_name().get(text[position:after], ())
        known = _known_at(text, after)
        for holder in (Place(division.name, (division,)) for division in same):
            if known and (inner := _nested(known, holder)):
                return [holder, inner], after + len(known.name)
        highest = _highest(same)
        if same and (zone := _ZONE_AT.match(text, after)):
            own = Place(text[position : zone.end()])
            return [*_holder(highest, own.name), own], zone.end()
        if highest and _GOES_ON.match(text, after):
            return [Place(highest.name, (highest,))], after
    return None


def _highest(same: Sequence[Division]) -> Division | None:
    """Who goes by a short name that several have: 西安 is the city and no district 西安区; none of two districts."""
    for levels in _RANKS:
        if found := [one for one in same if one.level in levels]:
            return found[0] if len(found) == 1 else None
    return None


def _holder(division: Division | None, zone: str) -> Chain:
    """What holds a zone that is called after it; 河西新区 (west of the river) need not be in a 河西区."""
    if not division or (zone.endswith("新区") and division.level == "district"):
        return []
    return [Place(division.name, (division,))]


def _issuer(lines: list[Line]) -> Chain:
    """The place of the body that issued the plan, from its letterhead or signature."""
    head = [line for line in head_of(lines)[:60] if not re.search("[，、：:。]", line.text)]
    signed = [line for line, below in pairwise(lines) if is_date_line(below.text)]
    for line in (*head, *lines[-_FOOT:], *signed):
        if _SITE.search(line.text):
            continue
        text = "".join(line.text.split()).removeprefix("中共")
        chain, end = _chain_at(text, 0) if len(text) <= 40 else ([], 0)
        if chain and _ORGAN.match(text, end):
            return chain
    return []


def _in_facts(lines: list[Line]) -> Chain:
    """The place in a page's facts: 来源：濮阳华龙区, 发布机构：上海市科学技术委员会, 首页 > 某县司法局."""
    for line in head_of(lines):
        for fact in (*_FACT.finditer(line.text), *_TRAIL.finditer(line.text)):
            chain, _ = _chain_at(fact[1], 0)
            if chain and chain[-1].divisions:
                return chain
    return []


def _in_purpose(lines: list[Line]) -> Chain:
    """The place whose circumstances a plan is made for: 结合某县实际，制定本方案."""
    for line in lines[: len(head_of(lines)) + 1]:
        for purpose in _PURPOSE.finditer(line.text):
            chain, end = _chain_at(purpose[1], 0)
            if chain and chain[-1].divisions and end == len(purpose[1]):
                return chain
    return []


def _in_site(lines: list[Line]) -> Chain:
    """The government whose site a page stands on, if the text speaks of its level: 某县政府 www.…."""
    own = _own_level(lines)
    for line in head_of(lines):
        if _SITE.search(line.text):
            chain = next(_known_places(line.text), [])
            if chain and own and any(one.level in _OWN[own] for one in chain[-1].divisions):
                return chain
    return []


def _own_level(lines: list[Line]) -> str:
    """What a text calls its own place most often: 全市, 我县, 本区; empty where it never does."""
    said = Counter[str](word for line in lines for word in re.findall("[全我本]([省市州县区])", line.text))
    return said.most_common(1)[0][0] if said else ""


def _in_number(number: str) -> Chain:
    """The place that the beginning of a document number stands for: 华龙政办, 皖政办秘, 穗府."""
    for length in (4, 3, 2):
        same = by_short_name().get(number[:length], ())
        if len(same) == 1:
            return [Place(same[0].name, same)]
    province = by_abbreviation().get(number[:1])
    return (
        [Place(province.name, (province,))] if province and re.match(".(?:[政府委党办]|人民)", number) else []
    )


def _in_text(lines: list[Line]) -> Chain:
    """The one place that a text names again and again, if it is of the level that the text says 全市 of."""
    text = "\n".join(line.text for line in lines)
    own = _own_level(lines)
    if not own or "国务院" in text[:400]:
        return []
    levels = _OWN[own]
    counts = Counter(
        division
        for names in by_short_name().values()
        for division in names
        if division.level in levels and len(names) == 1 and division.short in text
        for _ in range(_mentions(division, text))
    )
    if not counts:
        return []
    (first, most), *others = counts.most_common(2)
    clear = most >= _FEWEST_MENTIONS and all(most >= 2 * count for _, count in others)
    return [Place(first.name, (first,))] if clear else []


def _mentions(division: Division, text: str) -> int:
    """How often a place is named, if its full name is among them: 长治 alone may be 长治久安."""
    return text.count(division.short) if division.name in text else 0


def _only(chain: Sequence[Place], texts: Iterable[str]) -> Division | None:
    """The one division that a chain ends in; of several of a name the one whose holder the text names."""
    if not chain or not chain[-1].divisions:
        return None
    same = chain[-1].divisions
    in_force = [one for one in same if not one.until] or list(same)
    if len(in_force) == 1:
        return in_force[0]
    text = "\n".join(texts)
    named = [one for one in in_force if any(holder.short in text for holder in above(one)[-1:])]
    return named[0] if len(named) == 1 else None


def _english(province: str) -> str:
    known = by_name().get(province, ())
    return known[0].name_en if known else ""
