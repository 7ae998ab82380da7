"""Chinese names in Latin letters: what a place is called in English, and ids that can be read.

By sound (Hanyu Pinyin without tones, GB/T 16159; an apostrophe before a, e and o inside a name, as in
Xi'an). The sounds are those of pypinyin's words; names with sounds of their own may come out wrong, so
they are only proposed: sources.csv says otherwise where it is filled in.
"""

import re
from functools import cache

from compare.vocab.reading import read_vocabulary

_HAN = re.compile("[\u4e00-\u9fff]+")
_GENERIC = re.compile(
    "全面|加快|深入|推进|贯彻|落实|关于|印发|的通知|通知|法治政府|依法行政|建设|实施|工作|方案|规划|纲要|要点|意见|计划|年度|年"
)
_UNNAMED = re.compile("^[某该本我]")


def english_place(name: str) -> str:
    """A place in English; empty where it is not known what kind of place it is, or which.

    >>> english_place("正定县"), english_place("西安市"), english_place("某县")
    ('Zhengding County', "Xi'an City", '')
    """
    for ending, english in _kinds().items():
        own = name.removesuffix(ending)
        if own and own != name and _HAN.fullmatch(own) and not _UNNAMED.match(own):
            return f"{_joined(_sounds(own), apostrophes=True).capitalize()} {english}"
    return ""


def latin_id(text: str) -> str:
    """Words for an id: Latin letters and digits kept, Chinese by its sound, what all plans are called left out.

    >>> latin_id("临江县法治政府建设实施方案（2021-2025年）"), latin_id("Linjiang 2021"), latin_id("方案")
    ('linjiangxian-2021-2025', 'linjiang-2021', '')
    """
    spelled = _HAN.sub(lambda match: f" {_joined(_sounds(match[0]))} ", _GENERIC.sub(" ", text))
    return re.sub(r"[^A-Za-z0-9]+", "-", spelled).strip("-").lower()


def latin_place(name: str) -> str:
    """A place as an id, without what kind of place it is.

    >>> latin_place("海淀区"), latin_place("某县")
    ('haidian', '')
    """
    english = english_place(name)
    kinds = sorted(set(_kinds().values()), key=len, reverse=True)
    own = next((english.removesuffix(f" {kind}") for kind in kinds if english.endswith(f" {kind}")), "")
    return re.sub("[^a-z]", "", own.lower())


@cache
def _kinds() -> dict[str, str]:
    rows = read_vocabulary("place_kinds")
    return {row["ending"]: row["english"] for row in sorted(rows, key=lambda row: -len(row["ending"]))}


def _sounds(han: str) -> list[str]:
    from pypinyin import lazy_pinyin  # takes a moment to load, and few commands need it

    return [sound for sound in lazy_pinyin(han, v_to_u=False, errors="ignore") if sound.isascii()]


def _joined(sounds: list[str], apostrophes: bool = False) -> str:
    """
    >>> _joined(["xi", "an"], apostrophes=True), _joined(["xi", "an"])
    ("xi'an", 'xian')
    """
    parts = [f"'{sound}" if apostrophes and sound[0] in "aeo" else sound for sound in sounds]
    return "".join(parts).removeprefix("'")
