"""Whose plan it is: the place in its title or letterhead, and the level of that place.

Only what is printed is proposed. A 市 may be a prefecture or a county-level city; the name does
not tell, so its level is `city` unless it is one of the four that are provinces.
"""

import re
from dataclasses import replace

from compare.text.document import Document
from compare.text.sources import Source

_ENDINGS = (
    "(?:高新技术产业开发区|经济技术开发区|高新技术开发区|高新区|经开区|开发区|示范区|新区|自治县|自治旗"
    "|自治州|自治区|街道|[省市县区旗州盟镇乡])"
)
_PLACE = re.compile(rf"([\u4e00-\u9fff]{{1,9}}?{_ENDINGS})")
_BEFORE = re.compile(r"^.*?(?:关于)?印发[《〈]?|^中共|^[《〈]|^第.{1,3}[篇编][:：]?")
_ORGAN = re.compile("(?:委|人民政府|政府|管委会|管理委员会|党工委|工委|办事处)")
_HOLDS_OTHERS = re.compile("(?:省|自治区|市|州|盟)$")
_NO_PLACE = re.compile("法治|依法|政府|关于|贯彻|落实|推进|建设|年")
_LEVELS = (
    ("province", r"^(?:北京|上海|天津|重庆)市$|(?:省|自治区)$"),
    ("development zone", r"(?:开发区|高新区|经开区|示范区|新区)$"),
    ("township", r"(?:街道|镇|乡)$"),
    ("county", r"(?:县|旗)$"),
    ("district", r"区$"),
    ("prefecture", r"(?:州|盟)$"),
    ("city", r"市$"),
)


def propose_jurisdiction(document: Document) -> Source:
    """The document's source with place, the place above it, province and level filled in."""
    source = document.source
    places = places_in(source.title) or _issuer(document)
    name = source.jurisdiction_zh or (places[-1] if places else "")
    above = places[:-1] if places and places[-1] == name else []
    province = next((place for place in places if level_of(place) == "province"), "")
    return replace(
        source,
        jurisdiction_zh=name,
        parent_zh=source.parent_zh or (above[-1] if above else ""),
        province_zh=source.province_zh or province,
        level=source.level or level_of(name),
    )


def places_in(title: str) -> list[str]:
    """The places at the head of a title, the smallest last.

    >>> places_in("北京市门头沟区法治政府建设实施方案"), places_in("法治政府建设实施纲要")
    (['北京市', '门头沟区'], [])
    """
    text = _BEFORE.sub("", title.strip(), count=1).removeprefix("中共")
    return _leading_places(text)[0]


def _leading_places(text: str) -> tuple[list[str], int]:
    """Places that follow on one another at the start of a text, and where they end."""
    places: list[str] = []
    position = 0
    while match := _PLACE.match(text, position):
        inner = places and not _HOLDS_OTHERS.search(places[-1])
        if inner or _NO_PLACE.search(match[1]):
            break
        places.append(match[1])
        position = match.end()
    return places, position


def level_of(place: str) -> str:
    """The level in sources.csv's words; empty where the name does not tell.

    >>> level_of("泌阳县"), level_of("承德高新区"), level_of("重庆市")
    ('county', 'development zone', 'province')
    """
    return next((level for level, ending in _LEVELS if re.search(ending, place)), "")


def _issuer(document: Document) -> list[str]:
    """The place of the body that issued the plan, from its letterhead or signature."""
    texts = [provision.text for provision in document.provisions]
    for text in (*texts[:10], *texts[-4:]):
        places, end = _leading_places(text.removeprefix("中共"))
        if places and len(text) <= 40 and _ORGAN.match(text.removeprefix("中共"), end):
            return places
    return []
