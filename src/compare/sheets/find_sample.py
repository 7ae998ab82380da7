"""Draw the sentences in which a person judges what was found: stratified by what was found in them.

A sentence belongs to the first stratum that fits: it has a target, a citation, a time, a body; it has
a number, a date or a closing bracket and gave no row; it has nothing of that kind. Every stratum
gives about as many, since a plan of a thousand sentences may have forty targets; and since every
one has a known size, what is counted in the sample can be carried to the corpus (Cochran 1977,
Sampling Techniques, ch. 5). Headings are left out, unless something was found in them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from compare.coding.find_values import KINDS
from compare.errors import InputError
from compare.extract.finds import Finds, find_all
from compare.extract.unread import unread_in
from compare.files.reading import sha256
from compare.text.document import Document, Provision

STRATA = ("target", "citation", "time", "body", "unread", "rest")
"""The strata, in the order in which a sentence is asked for them."""
SIZE = 120
"""How many sentences are drawn, unless another number is asked for."""


@dataclass(frozen=True)
class Drawn:
    """A sentence of a sample, with what was found in it; `size` and `corpus` are numbers of sentences."""

    document: Document
    provision: Provision
    finds: Finds
    stratum: str
    size: int
    corpus: int


def draw_sentences(documents: Sequence[Document], size: int, seed: int) -> list[Drawn]:
    """Sentences of all `documents` in their order; the same documents, size and seed give the same.

    What was found is what extraction finds, whatever people have corrected before: it is what is judged.
    """
    listed = [place for document in documents for place in _placed(document)]
    if not listed:
        raise InputError("No sentences to draw from; name other plans, or add some.")
    by_stratum = {name: [n for n, place in enumerate(listed) if place[3] == name] for name in STRATA}
    counts = _evenly([len(by_stratum[name]) for name in STRATA], size)
    generator = np.random.default_rng(seed)
    chosen = {
        int(n)
        for name, count in zip(STRATA, counts, strict=True)
        for n in generator.permutation(by_stratum[name])[:count]
    }
    prefix = _name(listed, size, seed)
    return [
        Drawn(*listed[n][:3], f"{prefix}-{listed[n][3]}", len(by_stratum[listed[n][3]]), len(listed))
        for n in sorted(chosen)
    ]


_Place = tuple[Document, Provision, Finds, str]


def _placed(document: Document) -> Iterator[_Place]:
    """The sentences of a plan that can be drawn, each with its stratum."""
    finds = find_all(document)
    unread = unread_in(document, finds)
    lost = {one.provision_id for one in (*unread.numbers, *unread.brackets)}
    for provision in document.provisions:
        found = finds[provision.provision_id]
        kinds = [kind for kind in STRATA[:4] if getattr(found, KINDS[kind])]
        if kinds or not provision.is_heading:
            rest = "unread" if provision.provision_id in lost else "rest"
            yield document, provision, found, kinds[0] if kinds else rest


def _name(listed: Sequence[_Place], size: int, seed: int) -> str:
    """What tells a sample from others."""
    return sha256(repr((size, seed, [(place[1].provision_id, place[3]) for place in listed])).encode())[:6]


def _evenly(sizes: Sequence[int], room: int) -> list[int]:
    """How many to draw from strata of these sizes: as many from each, all of those that have fewer.

    >>> _evenly([45, 0, 3, 900], 12), _evenly([2, 2], 10)
    ([5, 0, 3, 4], [2, 2])
    """
    counts = [0] * len(sizes)
    while sum(counts) < min(room, sum(sizes)):
        open_ones = [n for n, size in enumerate(sizes) if counts[n] < size]
        counts[min(open_ones, key=lambda n: counts[n])] += 1
    return counts
