"""Find the bodies that a plan makes responsible: 责任单位：区司法局、各镇街.

`assignments` finds where a plan says who acts, `body_names` knows what a name is; here the
lists are read: each body gets the role of its label or of the verb after it (区司法局牵头).
Bodies that merely occur in a sentence are not assigned anything and are left out.
"""

import re
from typing import NamedTuple

from compare.extract.assignments import (
    END,
    LEAD,
    RESPONSIBLE,
    SEPARATOR,
    Assignment,
    acting_verb,
    find_assignments,
)
from compare.extract.body_names import (
    LONGEST_NAME,
    Piece,
    is_aside,
    is_generic,
    is_name,
    mask_brackets,
    mask_shared,
    may_be_name,
    read_piece,
    split_names,
)
from compare.text.folding import fold_list

LONGEST_DATE = 24  # what follows 完成时限 or 责任人 is a date or a few names
_LEADING = re.compile(r"^(?:并?由|包括|其中|以及|及|[和与](?=[省市区县州旗各有相]))(?=.{3})")
_ROLE_NOTE = re.compile(r"\([^()]{0,12}(?:牵头|主办|配合|协办|第一|首位|下同|汇总|负责)[^()]{0,8}\)$")
_CLASS = re.compile("各|有关|相关")
_FIRST_LEADS = re.compile(
    "(?:第一|首)(?:位|个|名)?[者的]?(?:责任)?(?:部门|单位)?[,，]?(?:即?为|是|系)?(?:该项(?:工作|任务)?的?)?总?(?:牵头|主办|主责|主要责任)"
)
# 责任处室：办公室: the plan of one body names its rooms by words that elsewhere name a class.
_OF_ROOMS, _ROOMS = re.compile("[科处股]室"), ("办公室", "办公厅", "综合科", "综合处")
_HELPERS = re.compile("配合|参[加与]|协[办助同作]|会办|联动")
_NOT_WORDS = re.compile(r"[\W_]|[和与及由]")


class Body(NamedTuple):
    """A body named as responsible: text[start:end] is its name as printed."""

    start: int
    end: int
    name: str
    role: str
    generic: int
    label: str


class _Item(NamedTuple):
    piece: Piece
    role: str
    label: str


def find_bodies(text: str, first_leads: bool = False) -> list[Body]:
    """Find the bodies that a provision or measure names as responsible.

    `first_leads` applies a rule that a document states once for all its lists (`says_first_leads`).

    >>> [(body.name, body.role) for body in find_bodies("（市司法局牵头，各县区负责）")]
    [('市司法局', 'lead'), ('各县区', 'responsible')]
    """
    folded = fold_list(text)
    bodies: list[Body] = []
    for assignment in find_assignments(folded):
        items = _read_list(folded, assignment)
        for item in _with_leader(items, assignment) if first_leads else items:
            if not bodies or item.piece.at[0] >= bodies[-1].end:
                bodies.append(_body(text, item))
    return bodies


def says_first_leads(text: str) -> bool:
    """Whether a text rules that the body named first in a list is its leader.

    >>> says_first_leads("（市司法局、市财政局负责，列在首位的为牵头单位，下同）")
    True
    """
    return bool(_FIRST_LEADS.search(text))


def _with_leader(items: list[_Item], assignment: Assignment) -> list[_Item]:
    """The items with the first as leader, unless one leads already or the list is of helpers."""
    helping = _HELPERS.search(assignment.label)
    if not items or helping or assignment.running or any(item.role == LEAD for item in items):
        return items
    return [items[0]._replace(role=LEAD), *items[1:]]


def is_responsibility_line(text: str) -> bool:
    """Say whether a unit names who is responsible and does nothing else.

    >>> is_responsibility_line("责任单位：区司法局、各镇街")
    True
    >>> is_responsibility_line("建立普法责任制。（责任单位：区司法局）")
    False
    """
    folded = fold_list(text)
    assignments = find_assignments(folded)
    if not any(True for one in assignments for _ in _read_list(folded, one)):
        return False
    rest, position = "", 0
    for one in assignments:
        rest += folded[position : one.start] + _leftover(folded, one)
        position = max(position, one.end)
    return not _NOT_WORDS.sub("", rest + folded[position:])


def _leftover(folded: str, assignment: Assignment) -> str:
    """What stands in a list beside names, verbs, dates and notes."""
    if assignment.role == END:
        return folded[assignment.list_start + LONGEST_DATE : assignment.end]
    pieces = _cut_pieces(folded, assignment)
    names = [_take_verb(piece)[0] for piece in pieces]
    flat = [name for piece in names for name in split_names(piece)]
    return "".join(
        name.chars
        for name in flat
        if not (may_be_name(_bare_name(name).chars) or is_aside(name.chars) or len(name.chars) < 3)
    )


def _body(text: str, item: _Item) -> Body:
    start, end = item.piece.at[0], item.piece.at[-1] + 1
    name = "".join(text[position] for position in item.piece.at)
    return Body(start, end, name, item.role, int(is_generic(name)), item.label)


def _read_list(folded: str, assignment: Assignment) -> list[_Item]:
    """Read the bodies of one list, with the role that its label or a verb after them gives."""
    if assignment.role == END:
        return []
    items: list[_Item] = []
    waiting: list[_Item] = []
    for piece in _cut_pieces(folded, assignment):
        piece, verb, role = _take_verb(piece)
        for name in split_names(piece):
            item = _item(name, assignment)
            if item:
                waiting.append(item)
            elif assignment.strict and not is_aside(name.chars):
                return []
            elif assignment.in_line and (waiting or items) and len(name.chars) > 2:
                return items + waiting
        if verb:
            items += [_assign(item, verb, role, assignment) for item in waiting]
            waiting = []
    items += waiting
    certain = not assignment.strict or any(is_name(item.piece.chars) for item in items)
    return items if certain else []


def _cut_pieces(folded: str, assignment: Assignment) -> list[Piece]:
    whole = read_piece(folded, assignment.list_start, assignment.end)
    masked = mask_shared(mask_brackets(whole.chars))
    pieces, start = [], 0
    for separator in SEPARATOR.finditer(masked):
        pieces.append(whole.part(start, separator.start()))
        start = separator.end()
    return [*pieces, whole.part(start)]


def _take_verb(piece: Piece) -> tuple[Piece, str, str]:
    """Take the verb off the end of a piece: 区司法局牵头 is 区司法局 and a leading role."""
    piece = _strip(piece)
    chars = piece.chars.replace(" ", "")
    match = acting_verb().search(chars, max(0, len(chars) - 2 * LONGEST_NAME))
    if not match:
        return piece, "", ""
    taken = len(match.group())
    keep = len(piece.chars)
    while taken:
        keep -= 1
        taken -= piece.chars[keep] != " "
    return _strip(piece.part(0, keep)), match.group(), str(match.lastgroup)


def _strip(piece: Piece) -> Piece:
    start = len(piece.chars) - len(piece.chars.lstrip(" -—·"))
    return piece.part(start, max(start, len(piece.chars.rstrip(" .。等"))))


def _bare_name(name: Piece) -> Piece:
    """A name without 由 before it or （牵头） after it."""
    leading = _LEADING.match(name.chars)
    name = name.part(leading.end() if leading else 0)
    note = _ROLE_NOTE.search(name.chars)
    return name.part(0, note.start()) if note else name


def _item(name: Piece, assignment: Assignment) -> _Item | None:
    bare = _bare_name(_strip(name))
    if not _accepts(bare.chars, assignment):
        return None
    note = _ROLE_NOTE.search(name.chars)
    item = _Item(bare, assignment.role, assignment.label)
    return item._replace(role=LEAD) if note and re.search("牵头|主办", note.group()) else item


def _accepts(name: str, assignment: Assignment) -> bool:
    """The less a text says that a list of bodies stands here, the more a name must look it."""
    if _OF_ROOMS.search(assignment.label) and name in _ROOMS:
        return True
    if assignment.running:
        return is_name(name) and (not is_generic(name) or bool(_CLASS.search(name)))
    return is_name(name, listed=True) if assignment.strict else may_be_name(name)


def _assign(item: _Item, verb: str, kind: str, assignment: Assignment) -> _Item:
    role = {"lead": LEAD, "responsible": RESPONSIBLE}.get(kind, item.role)
    return item._replace(role=role, label=assignment.label or verb)
