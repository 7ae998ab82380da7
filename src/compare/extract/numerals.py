"""Read numbers as Chinese documents print them: 60, ６０, 1.2万, 二十, 百分之八十, 三分之一, 八成.

A figure is a number with its unit. Values are what the reader would count: 20万人次 is
200000, and every fraction (三分之一, 八成, 半数) is a percentage, so that plans which print
the same share in different ways can be compared.
"""

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

_HAN_NUMERAL = "零一二两三四五六七八九十百千万亿"
ARABIC = r"\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,6})?百?千?万?亿?"
HAN = rf"[{_HAN_NUMERAL}]{{1,12}}(?:点[零一二三四五六七八九]{{1,4}})?"
NUMBER = f"(?:{ARABIC}|{HAN})"
_ARABIC_PART = re.compile(r"\d[\d,.]*")
_WELL_FORMED = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
# 统一, 第一, 万一 and the like end in a numeral without being one; 十四五 is no 四五.
NUMBER_START = rf"(?<![\d.+×/A-Za-z·第统同唯单逐任之其某另初{_HAN_NUMERAL}])(?!万|亿|零)"
TO = "(?:--?|至|到)"


def parse_number(printed: str) -> float | None:
    """The value of a folded Arabic or Chinese number; None where it is no well-formed one.

    >>> parse_number("1.2万"), parse_number("二十四"), parse_number("十四五"), parse_number("1.1.5万")
    (12000.0, 24.0, None, None)
    """
    arabic = _ARABIC_PART.match(printed)
    if arabic:
        if not _WELL_FORMED.fullmatch(arabic[0]):
            return None
        return round(float(arabic[0].replace(",", "")) * _scale(printed[arabic.end() :]), 4)
    whole, _, decimals = printed.partition("点")
    value = _parse_han(whole)
    if value is None or not decimals:
        return value
    return value + float("0." + "".join(str(_DIGITS[char]) for char in decimals))


def _scale(suffix: str) -> int:
    """What the signs after an Arabic number multiply it by: 2百万 is two million."""
    scale = 1
    for char in suffix:
        scale *= (_PLACES | _MYRIADS)[char]
    return scale


def _parse_han(numeral: str) -> float | None:
    """A Chinese whole number, built from its myriads (万, 亿)."""
    total, section = 0, ""
    for char in numeral:
        if char in _MYRIADS:
            value = _parse_section(section)
            if value is None:
                return None
            total, section = (total + value) * _MYRIADS[char], ""
        else:
            section += char
    value = _parse_section(section) if section else 0
    return None if value is None else float(total + value)


def _parse_section(section: str) -> int | None:
    """Below ten thousand; None for runs such as 三五 (three to five) and 十四五 (a plan's name)."""
    if not section or section[0] in "百千":
        return None
    total, digit, last_place = 0, None, 10_000
    for char in section:
        if char in _PLACES:
            if _PLACES[char] >= last_place:
                return None
            last_place = _PLACES[char]
            total += (1 if digit is None else digit) * last_place
            digit = None
        elif digit:
            return None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


# Shares printed without the sign %. 成 also means "become", so what follows it is looked at.
SHARE = (
    rf"(?P<all>百分之?百)|百分之(?P<percent>{NUMBER})(?:{TO}(?:百分之)?(?P<percent_to>{NUMBER}))?"
    rf"|(?P<whole>{HAN}|百|千|万)分之(?P<part>{HAN})"
    r"|(?P<over>\d{1,2})/(?P<under>\d{1,3})(?![\d/年月])"
    r"|(?P<tenths>[一二两三四五六七八九1-9])成(?P<twentieth>[一二三四五六七八九半])?"
    r"(?![立为员果效长功本熟交就品型份都套语不因活])"
    r"|(?P<half>半数|一半)"
)


def parse_share(match: re.Match[str]) -> list[float]:
    """Lower and upper percentage (one value if they are the same) of a match of `SHARE`.

    >>> parse_share(re.match(SHARE, "三分之一"))
    [33.3333]
    """
    found = match.groupdict()
    if found["percent"]:
        ends = [parse_number(found[name]) for name in ("percent", "percent_to") if found[name]]
        return [value for value in ends if value is not None]
    if found["tenths"]:
        half = {"半": 5, "": 0}.get(found["twentieth"] or "", 0)
        tenths = parse_number(found["tenths"]) or 0
        return [float(tenths * 10 + (half or _DIGITS.get(found["twentieth"], 0)))]
    if found["half"] or found["all"]:
        return [50.0 if found["half"] else 100.0]
    return _parse_fraction(found["part"] or found["over"], found["whole"] or found["under"])


def _parse_fraction(part: str, whole: str) -> list[float]:
    """三分之一 as a percentage, to four decimals."""
    below = {"百": 100.0, "千": 1000.0, "万": 10_000.0}.get(whole) or parse_number(whole)
    above = parse_number(part)
    return [round(100 * above / below, 4)] if above is not None and below else []
