"""What looks lost: sentences that state a number, a date or bodies, and gave no row.

None of it is proof of a fault; a number in a name says nothing that a table holds. It is a list
to look through, and its share tells how well a plan of an unusual kind was read.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from compare.extract.finds import Finds
from compare.text.document import Document, Provision
from compare.text.terms import is_letterhead, is_title, opens_annex, opens_box
from compare.vocab.notes import Note
from compare.vocab.patterns import guarded

_NUMBER = guarded(
    r"(?<![A-Za-z\d.])\d+(?![A-Za-z\d])|百分之|每(?:[年季月周]|半年)"
    r"|[一二三四五六七八九十两]{1,3}(?:年|个月|个?工作日|日|天|小时)[内前]|[一二三四五六七八九]成"
)
_FIGURE = re.compile(r"[\d百每一二三四五六七八九十两]")  # what any number holds; most sentences have none
_NAMES = guarded(
    r"《[^》]{0,300}》|“[^”\"]{0,300}[”\"]|[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s*第?\d+[号號]|https?:\S+"
    r"|[（(][\d.]+\s*分[)）]|[（(](?:19|20)\d\d\s*年?\s*[-—－–~～至]+\s*(?:19|20)?\d\d\s*年?[)）]"
)
_ITEM_NUMBER = re.compile(r"^\s*(?:[（(]?\d{1,3}[)）.．、﹒]|[（(]\d{1,3}[)）])")
_BRACKET = re.compile(
    r"(?:^|(?<=[。；;\u4e00-\u9fff”\"]))[（(〔【][^（）()〔〕【】]{2,200}[)）〕】][。；;]?$"
)
_CLOSED, _CLOSING = re.compile(r"[)）〕】][。；;]?$"), 3  # its last characters, a line end among them
_NO_BODIES = re.compile(r"以下简称|简称|下同|\d分[)）]|^[（(](?:此件|含|不含|见|详见|即)")
_SHOWN = 5


@dataclass(frozen=True)
class Unread:
    """Sentences of a plan with something to read: how many, and those that gave no row.

    `numbers` hold a number or a date and gave neither target nor time; `brackets` end in a bracket
    and gave no body.
    """

    looked_at: int
    numbers: tuple[Provision, ...]
    brackets: tuple[Provision, ...]

    @property
    def lost(self) -> int:
        """Sentences that gave no row."""
        return len({provision.provision_id for provision in (*self.numbers, *self.brackets)})

    @property
    def share(self) -> float | None:
        """Their share of all with something to read; None where there is none."""
        return round(self.lost / self.looked_at, 4) if self.looked_at else None

    @property
    def told(self) -> list[Note]:
        """A short list for a person: how many of each kind, and the first few of them."""
        return [
            Note.of(kind, n=len(found), sentences=tuple(map(_shown, found[:_SHOWN])))
            for kind, found in (("numbers", self.numbers), ("brackets", self.brackets))
            if found
        ]

    @property
    def counted(self) -> Note:
        """How many of all with something to read gave no row."""
        return Note.of("counted", lost=self.lost, all=self.looked_at)


def find_unread(document: Document, dated: Collection[str], assigned: Collection[str]) -> Unread:
    """The sentences of a plan that look unread.

    `dated` are the ids of provisions that gave a target or a time, `assigned` of those with a body.
    """
    read = [p for p in document.provisions if not _is_frame(p)]
    numbered = [p for p in read if _FIGURE.search(p.plain) and _NUMBER.search(_without_names(p.plain))]
    bracketed = [p for p in read if _ends_in_bracket(p.plain)]
    return Unread(
        len({p.provision_id for p in (*numbered, *bracketed)}),
        tuple(p for p in numbered if p.provision_id not in dated and p.provision_id not in assigned),
        tuple(p for p in bracketed if p.provision_id not in assigned and p.provision_id not in dated),
    )


def unread_in(document: Document, finds: dict[str, Finds]) -> Unread:
    """The same, from what was found in every provision."""
    dated = {key for key, found in finds.items() if found.targets or found.times}
    return find_unread(document, dated, {key for key, found in finds.items() if found.bodies})


def _is_frame(provision: Provision) -> bool:
    """Titles, preamble, letterhead and signatures: nothing is read in them."""
    if provision.is_heading or provision.structure == "N0":
        return True
    line = provision.plain
    return is_letterhead(line) or is_title(line) or opens_annex(line) or opens_box(line)


def _without_names(text: str) -> str:
    return _ITEM_NUMBER.sub("", _NAMES.sub("", text))


def _ends_in_bracket(text: str) -> bool:
    bracket = _BRACKET.search(text) if _CLOSED.search(text[-_CLOSING:]) else None
    return bool(bracket) and not _NO_BODIES.search(bracket[0] if bracket else "")


def _shown(provision: Provision) -> Note:
    return Note.of("sentence", words=provision.text[-40:], provision_id=provision.provision_id)
