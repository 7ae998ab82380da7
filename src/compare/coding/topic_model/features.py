"""What stands around a provision says of its topic: titles, neighbours, the whole measure.

Topics run in series: a measure mostly stays with the topic of its title, a section with one
domain. Every feature is the log probability of a topic as seen from one place, so that one
weight per place is all there is to learn, and a handful of coded plans is enough for it.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from compare.coding.topic_model.wording import Array
from compare.text.document import Document, Provision
from compare.vocab.taxonomy import domain_of, topics
from compare.vocab.traditional import simplified

Judge = Callable[[Sequence[str]], Array]
"""Gives texts their topic probabilities by wording."""

PLACES = ("own", "title", "above", "before", "after", "measure", "section")
"""Where evidence comes from: the provision, its measure's title, the heading above that, the
provisions before and after it, the others of its measure, the other measures under the heading."""
DOMAIN_PLACES = ("title", "above", "measure", "section")
"""Places that also say something of the domain (A-L) where they miss the topic."""
FEATURES = (*PLACES, *(f"domain of {place}" for place in DOMAIN_PLACES))

Numbers = npt.NDArray[np.int64]

_FLOOR = 0.003  # no place rules a topic out


class _Place(NamedTuple):
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
    own, title, above = _judged(places, judge)
    evidence = {"own": own, "title": title, "above": above} | _of_neighbours(places, own)
    domains = _same_domain()
    columns = [evidence[place] for place in PLACES] + [evidence[place] @ domains for place in DOMAIN_PLACES]
    features = np.stack(columns, axis=-1)
    features += _FLOOR
    return np.asarray(np.log(features, out=features))


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


def _judged(places: list[_Place], judge: Judge) -> tuple[Array, Array, Array]:
    """Probabilities by the wording of provisions, titles and headings above.

    Titles repeat from row to row and are judged once; a missing one says nothing.
    """
    titles = sorted({text for place in places for text in (place.title, place.above)} - {""})
    judged = judge([*(place.provision.plain for place in places), *map(simplified, titles)])
    row = {title: number for number, title in enumerate(titles, len(places))} | {"": -1}
    judged = np.vstack([judged, _nothing()])
    by_title, by_above = ([row[getattr(place, name)] for place in places] for name in ("title", "above"))
    return judged[: len(places)], judged[by_title], judged[by_above]


def _of_neighbours(places: list[_Place], own: Array) -> dict[str, Array]:
    """Evidence from the wording of the provisions around; titles count at their own place only."""
    counts = np.array([not place.provision.is_heading for place in places])
    measures = _numbered([_measure_key(place) for place in places])
    before, after = _next_door(own, np.flatnonzero(counts), measures)
    body = np.column_stack([own, np.ones(len(own))]) * counts[:, None]  # the last column counts rows
    sections = _numbered([place.above for place in places])
    in_measure, in_section = _sums(body, measures), _sums(body, sections)
    return {
        "own": own,
        "before": before,
        "after": after,
        "measure": _mean(in_measure - body),
        "section": _mean(in_section - in_measure),
    }


def _next_door(own: Array, body: Numbers, measures: Numbers) -> tuple[Array, Array]:
    """The provisions before and after within the same measure, or nothing."""
    before, after = (np.tile(_nothing(), (len(own), 1)) for _ in range(2))
    together = measures[body[:-1]] == measures[body[1:]]
    row, following = body[:-1][together], body[1:][together]
    after[row], before[following] = own[following], own[row]
    return before, after


def _numbered(keys: Sequence[str]) -> Numbers:
    """The number of each key, the same for the same key, from 0 by first appearance."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys])


def _sums(body: Array, groups: Numbers) -> Array:
    """For every row the sum of the rows of its group."""
    width = body.shape[1]
    cells = groups[:, None] * width + np.arange(width)
    sums = np.bincount(cells.ravel(), body.ravel()).reshape(-1, width)
    return np.asarray(sums[groups], dtype=np.float64)


def _measure_key(place: _Place) -> str:
    """Provisions outside measures stand alone."""
    return place.provision.measure_id or place.provision.provision_id


def _mean(sums: Array) -> Array:
    """Sums by their last column, which counts; nothing where the count is 0."""
    counts = sums[:, -1:]
    return np.where(counts > 0, sums[:, :-1] / np.maximum(counts, 1), _nothing())


@cache
def _nothing() -> Array:
    """Every topic alike: the probabilities where a place is empty."""
    return np.full(len(topics()), 1 / len(topics()))


@cache
def _same_domain() -> Array:
    """1 where two topics are of one domain; a product with it sums over the domain."""
    domains = np.array([domain_of(topic) for topic in topics()])
    return np.asarray(domains[:, None] == domains[None, :], dtype=np.float64)
