"""What stands around a provision says of its topic: titles, neighbours, the whole measure.

Topics run in series: a measure mostly stays with the topic of its title, a section with one
domain. Every feature is the log probability of a topic as seen from one place, so that one
weight per place is all there is to learn, and a handful of coded plans is enough for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from compare.coding.taxonomy import topics
from compare.coding.wording import Array
from compare.documents import Document, Provision

Judge = Callable[[Sequence[str]], Array]
"""Gives texts their topic probabilities by wording."""

PLACES = ("own", "title", "above", "before", "after", "measure", "section")
"""Where evidence comes from: the provision, its measure's title, the heading above that, the
provisions before and after it, the others of its measure, the other measures under the heading."""
DOMAIN_PLACES = ("title", "above", "measure", "section")
"""Places that also say something of the domain (A-L) where they miss the topic."""
FEATURES = (*PLACES, *(f"domain of {place}" for place in DOMAIN_PLACES))

_FLOOR = 0.003  # no place rules a topic out


@dataclass(frozen=True)
class _Place:
    """A provision with the wording of its title and of the heading above."""

    provision: Provision
    title: str
    above: str


def open_provisions(document: Document) -> list[Provision]:
    """The provisions whose topic the layout leaves open, in order."""
    return [provision for provision in document.provisions if not provision.structure]


def context_features(document: Document, judge: Judge) -> Array:
    """Log probabilities: open provisions × topics × FEATURES."""
    places = _places(document)
    if not places:
        return np.zeros((0, len(topics()), len(FEATURES)))
    judged = {name: _judged([getattr(place, name) for place in places], judge) for name in ("title", "above")}
    own = judge([place.provision.text for place in places])
    evidence = judged | _of_neighbours(places, own)
    domains = _same_domain()
    columns = [evidence[place] for place in PLACES] + [evidence[place] @ domains for place in DOMAIN_PLACES]
    return np.log(np.stack(columns, axis=-1) + _FLOOR)


def _places(document: Document) -> list[_Place]:
    """Open provisions with the heading over their measure; a measure may itself be a section."""
    measures = {measure.measure_id: measure for measure in document.measures}
    divided = {measure.chapter for measure in document.measures if measure.section}
    places = []
    for provision in open_provisions(document):
        measure = measures.get(provision.measure_id)
        if measure is None:
            places.append(_Place(provision, "", ""))
            continue
        over = measure.heading if measure.chapter in divided else measure.chapter
        places.append(_Place(provision, measure.heading, measure.section or over))
    return places


def _judged(texts: list[str], judge: Judge) -> Array:
    """Probabilities of texts that repeat or are missing; a missing text says nothing."""
    distinct = sorted(set(texts) - {""})
    rows = dict(zip(distinct, judge(distinct), strict=True)) | {"": _nothing()}
    return np.array([rows[text] for text in texts])


def _of_neighbours(places: list[_Place], own: Array) -> dict[str, Array]:
    """Evidence from the wording of the provisions around; titles count at their own place only."""
    body = [row for row, place in enumerate(places) if not place.provision.is_heading]
    measures = [_measure_key(place) for place in places]
    before, after = _next_door(own, body, measures)
    measure_sums = _sums(own, body, measures)
    section_sums = _sums(own, body, [place.above for place in places])
    in_measure, in_section = [], []
    for row, place in enumerate(places):
        total, count = measure_sums.get(measures[row], (np.zeros(own.shape[1]), 0))
        over, over_count = section_sums.get(place.above, (total, count))
        in_section.append(_mean(over - total, over_count - count))
        mine = not place.provision.is_heading
        in_measure.append(_mean(total - mine * own[row], count - mine))
    return {
        "own": own,
        "before": before,
        "after": after,
        "measure": np.array(in_measure),
        "section": np.array(in_section),
    }


def _next_door(own: Array, body: list[int], measures: list[str]) -> tuple[Array, Array]:
    """The provisions before and after within the same measure, or nothing."""
    before, after = (np.tile(_nothing(), (len(own), 1)) for _ in range(2))
    for row, following in pairwise(body):
        if measures[row] == measures[following]:
            after[row] = own[following]
            before[following] = own[row]
    return before, after


def _sums(own: Array, body: list[int], keys: list[str]) -> dict[str, tuple[Array, int]]:
    """Sum and number of the body rows of each key."""
    sums: dict[str, tuple[Array, int]] = {}
    for row in body:
        total, count = sums.get(keys[row], (np.zeros(own.shape[1]), 0))
        sums[keys[row]] = (total + own[row], count + 1)
    return sums


def _measure_key(place: _Place) -> str:
    """Provisions outside measures stand alone."""
    return place.provision.measure_id or place.provision.provision_id


def _mean(total: Array, count: int) -> Array:
    return np.asarray(total / count) if count else _nothing()


def _nothing() -> Array:
    """Every topic alike: the probabilities where a place is empty."""
    return np.full(len(topics()), 1 / len(topics()))


def _same_domain() -> Array:
    """1 where two topics are of one domain; a product with it sums over the domain."""
    domains = np.array([topic[0] for topic in topics()])
    return np.asarray(domains[:, None] == domains[None, :], dtype=np.float64)
