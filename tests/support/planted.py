"""Documents made for tests of shared wording: from plain sentences, and with edits planted."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from compare.text.cleaning import Passage
from compare.text.document import Document, Provision
from compare.text.sources import Source


def make_document(doc_id: str, texts: Sequence[str]) -> Document:
    """A document with one provision for each text, a line each."""
    raw = "\n".join(texts)
    provisions, start = [], 0
    for seq, text in enumerate(texts, 1):
        passage = Passage(text, np.arange(start, start + len(text), dtype=np.int32))
        end = start + len(text)
        provisions.append(Provision(f"{doc_id}-p{seq:04}", "", doc_id, seq, start, end, False, "", passage))
        start = end + 1
    source = Source(doc_id, f"{doc_id}.txt")
    return Document(source, raw, "", 0, len(raw), len(raw), (), (), tuple(provisions), ())


@dataclass(frozen=True)
class Planted:
    """A document in which edited copies stand; `copies` names the original of each."""

    document: Document
    copies: dict[str, tuple[int, str]]


def plant(originals: Sequence[str], background: Sequence[str], seed: int) -> Planted:
    """Edited copies of `originals`, shuffled among sentences of another plan.

    Every kind of edit is used in turn; `copies` gives, for each provision that is a copy, the
    place of its original and the kind of edit.
    """
    chance = random.Random(seed)
    kinds = list(EDITS)
    lines: list[tuple[str, tuple[int, str] | None]] = [(text, None) for text in background]
    for place, text in enumerate(originals):
        kind = kinds[place % len(kinds)]
        lines += [(part, (place, kind)) for part in EDITS[kind](text, chance)]
    chance.shuffle(lines)
    document = make_document("copy", [text for text, _ in lines])
    origins = zip(document.provisions, (origin for _, origin in lines), strict=True)
    return Planted(document, {p.provision_id: origin for p, origin in origins if origin})


Edit = Callable[[str, random.Random], list[str]]

WORDS = {
    "建立": "完善",
    "健全": "优化",
    "加强": "强化",
    "推进": "推动",
    "制度": "机制",
    "及时": "依法",
    "落实": "执行",
}


def verbatim(text: str, chance: random.Random) -> list[str]:
    return [text]


def punctuation(text: str, chance: random.Random) -> list[str]:
    return [text.translate(str.maketrans("，、；。", ",，。;"))]


def numbers(text: str, chance: random.Random) -> list[str]:
    """Every figure changed; a sentence without one is given a time."""
    changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + chance.randint(1, 9)) % 10), text)
    return [changed if changed != text else "2023年底前，" + text]


def insertion(text: str, chance: random.Random) -> list[str]:
    """A phrase of five letters put in somewhere."""
    place = chance.randint(len(text) // 4, 3 * len(text) // 4)
    return [text[:place] + "按照有关要求" + text[place:]]


def deletion(text: str, chance: random.Random) -> list[str]:
    """Four letters left out somewhere."""
    place = chance.randint(len(text) // 4, 3 * len(text) // 4)
    return [text[:place] + text[place + 4 :]]


def replacement(text: str, chance: random.Random) -> list[str]:
    """Every common verb and noun of the genre exchanged for another."""
    for old, new in WORDS.items():
        text = text.replace(old, new)
    return [text]


def swap(text: str, chance: random.Random) -> list[str]:
    """The second half of the clauses put before the first."""
    clauses = [clause for clause in re.split("[，；。]", text) if clause]
    middle = (len(clauses) + 1) // 2
    return ["，".join([*clauses[middle:], *clauses[:middle]]) + "。"]


def split(text: str, chance: random.Random) -> list[str]:
    """Two sentences made of one, which then stand far apart."""
    place = text.find("，", len(text) // 3)
    return [text] if place < 0 else [text[:place] + "。", text[place + 1 :]]


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (verbatim, punctuation, numbers, insertion, deletion, replacement, swap, split)
}
