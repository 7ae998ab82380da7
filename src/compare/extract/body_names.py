"""What the name of a public body looks like, and how a list of names comes apart.

Names of bodies contain the very words that join names in a list (自然资源和规划局), so a list
is cut at 和, 及, a space or a line break only where both sides are names by themselves. The
endings of names and the words that no name has are rows of `vocab/body_names.csv`; names of
classes (各镇街, 有关部门) are in `vocab/body_generic.csv`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from compare.text.folding import fold_list
from compare.vocab.patterns import any_of
from compare.vocab.reading import read_vocabulary

LONGEST_NAME = 45
LONGEST_UNKNOWN = 8  # 公安, 团县委机关: a name in a list may lack a known ending if it is short

MARKUP = " \t\r\n*_#\ufeff\u200b"
"""What may stand inside a name in the raw text and is no part of it: white space and signs of Markdown."""
_MARKUP = frozenset(MARKUP)
_JOINT = re.compile(r"以及|[和及与]|(?<![高中初平同])等")
_LEVEL = re.compile(r"[国省市区县州盟旗镇乡各]|有关|相关|中共|自治")
# 区政府 and 办公室 on two lines are one name, 区政府 and 区委 are two.
_STEM = re.compile(r"(?:[省市区县州盟旗镇乡]委|政府|党委|工委|管委会)$")
# In 各县、区人民政府 the class words share one ending.
_SHARED_ENDING = re.compile(
    r"[省市区县州盟旗镇乡]、(?=[省市区县州盟旗镇乡](?:\([^()]{1,8}\))?(?:、|人民政府|政府|党委))"
)
_PARTY_AND_STATE = re.compile("(?<=党委)、(?=(?:人民)?政府)|(?<=党工委)、(?=(?:管委会|办事处)(?:[、,;]|$))")
_PROVINCES = re.compile("(?<=省)、(?=自治区、直辖市)|(?<=自治区)、(?=直辖市)")
_JOINED_CLASS = re.compile(r"(?<=[门位构])[和与及](?=(?:单位|部门|机构)(?:[和与及等、,;]|$))")
# 县司法局等部门及各乡镇: what 等 leaves open is no name of its own
_CLASSES_AND = re.compile(r"(?:部门|单位|部门单位)(?:以及|[和及与])(?=.{2})")
_CLASS_WORD = re.compile(r"(?<=[门位构])、(?=(?:单位|部门|机构)(?:[、,;]|$))")


class Piece(NamedTuple):
    """Part of a text without markup; `at` holds the offset of each character."""

    chars: str
    at: tuple[int, ...]

    def part(self, start: int, end: int | None = None) -> "Piece":
        """The piece from one character to another, as in a slice."""
        return Piece(self.chars[start:end], self.at[start:end])


def read_piece(folded: str, start: int, end: int) -> Piece:
    """Take the markup out of a stretch of text, leaving one space for each gap."""
    if _MARKUP.isdisjoint(folded[start:end]):
        return Piece(folded[start:end], tuple(range(start, end)))
    chars: list[str] = []
    at: list[int] = []
    for position in range(start, end):
        char = " " if folded[position] in MARKUP else folded[position]
        if char != " " or (chars and chars[-1] != " "):
            chars.append(char)
            at.append(position)
    return Piece("".join(chars), tuple(at))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    rows = read_vocabulary("body_names")
    return any_of(row["pattern"] for row in rows if row["kind"] == kind)


@cache
def _ending(listed: bool) -> re.Pattern[str]:
    kinds = ("ending", "listed") if listed else ("ending",)
    terms = "|".join(_pattern(kind).pattern for kind in kinds)
    return re.compile(rf"[^:,;。、()?!][^:,;。?!]*(?:{terms})(?:\([^()]*\))*")


@cache
def _generic() -> re.Pattern[str]:
    return any_of(row["pattern"] for row in read_vocabulary("body_generic"))


def is_name(chars: str, listed: bool = False) -> bool:
    """Say whether a string reads as the name of a public body.

    `listed` allows the endings that are safe only in a list opened by a label.

    >>> is_name("区司法局"), is_name("自然资源"), is_name("永定镇"), is_name("永定镇", listed=True)
    (True, False, False, True)
    """
    if not 2 <= len(chars) <= LONGEST_NAME or _pattern("not_name").search(chars):
        return False
    return not _pattern("bare").search(chars) and bool(_ending(listed).fullmatch(chars))


def may_be_name(chars: str) -> bool:
    """Say whether an item of a labelled list passes as a name: 公安 does, 长期坚持 does not."""
    if is_name(chars, listed=True):
        return True
    short = 2 <= len(chars) <= LONGEST_UNKNOWN and not re.search(r"[^一-鿿]", chars)
    return short and not any(_pattern(kind).search(chars) for kind in ("not_name", "bare", "aside"))


def is_aside(chars: str) -> bool:
    """Say whether an item of a list is a date or a note: 2023年底前完成, 长期坚持, 下同."""
    return not chars or bool(_pattern("aside").search(chars))


def is_generic(name: str) -> bool:
    """Say whether a name stands for a class of bodies.

    >>> is_generic("各镇街"), is_generic("区司法局")
    (True, False)
    """
    return bool(_generic().search(fold_list(name)))


def mask_brackets(chars: str) -> str:
    """Blank out what stands in brackets, so that a list is not cut inside 各县（市、区）."""
    if "(" not in chars and "[" not in chars:
        return chars
    masked = []
    depth = 0
    for char in chars:
        depth = max(0, depth - (char in ")]"))
        masked.append("口" if depth else char)
        depth += char in "(["
    return "".join(masked)


def mask_shared(chars: str) -> str:
    """Blank out the marks inside one name: 各县、区人民政府, 各部门、单位."""
    for pattern in (_SHARED_ENDING, _CLASS_WORD, _PARTY_AND_STATE, _PROVINCES) if "、" in chars else ():
        chars = pattern.sub(lambda match: "口" * len(match.group()), chars)
    return chars


def split_names(piece: Piece) -> Iterator[Piece]:
    """Cut a piece between two commas into its names.

    >>> piece = read_piece("区司法局和自然资源和规划局", 0, 13)
    >>> [name.chars for name in split_names(piece)]
    ['区司法局', '自然资源和规划局']
    """
    for part in _split_gaps(piece):
        yield from _split_joints(part)


def _split_gaps(piece: Piece) -> Iterator[Piece]:
    """Cut at spaces that part two names; close up those inside a name."""
    if " " not in piece.chars:
        yield from [piece] if piece.chars else []
        return
    current = Piece("", ())
    for word in re.finditer(r"[^ ]+", piece.chars):
        part = piece.part(*word.span())
        if current.chars and _are_two(current.chars, part.chars):
            yield current
            current = part
        else:
            current = Piece(current.chars + part.chars, current.at + part.at)
    if current.chars:
        yield current


def _are_two(left: str, right: str) -> bool:
    if not (is_name(left, listed=True) and may_be_name(right)):
        return False
    return not _STEM.search(left) or bool(_LEVEL.match(right))


def _split_joints(piece: Piece) -> Iterator[Piece]:
    start = 0
    for joint in _JOINT.finditer(_JOINED_CLASS.sub("口", mask_brackets(piece.chars))):
        left, right = piece.part(start, joint.start()), piece.part(joint.end())
        if joint.group() == "等":
            parted = may_be_name(left.chars)
        else:
            parted = is_name(left.chars) and _opens_name(right.chars)
        if parted:
            yield left
            start = joint.end()
            if joint.group() == "等" and (classes := _CLASSES_AND.match(piece.chars, start)):
                start = classes.end()
    yield piece.part(start)


def _opens_name(chars: str) -> bool:
    """Say whether a name begins here, up to the next joint or the end."""
    joints = [joint.start() for joint in _JOINT.finditer(mask_brackets(chars))]
    return any(is_name(chars[:end]) for end in [*joints, len(chars)])
