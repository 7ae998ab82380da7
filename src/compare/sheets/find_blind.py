"""What a person found in a sentence without seeing what the rules found, held against what they found.

Whoever judges a find that is shown tends to agree with it. On a blind sheet a person writes all that
stands in a sentence; here that becomes the same judgements as on an open one: right, corrected,
wrong (found by the rules alone) and missing (by the person alone). Both say the same where place and
value agree (`compare.evaluation.matching.SAME`), as in every score.
"""

from collections.abc import Sequence

from compare.coding.find_values import KINDS, Find, find_stated, value_of
from compare.coding.judged import overlap
from compare.evaluation.find_validity import says_the_same
from compare.extract.finds import Finds
from compare.sheets.sheet import Row
from compare.text.document import Provision

HIDDEN = "not shown"
"""What stands in the place of a find's kind on a blind sheet."""
_NOTHING = dict.fromkeys(("kind", "at", "words", "value", "found_at", "found_words", "found_value"), "")


def judged_blind(stated: Sequence[Row], provision: Provision, finds: Finds) -> list[Row]:
    """The judgements of a sentence that a person read; none where nothing was written.

    `stated` has a row for each find of the person, and for the word that there is none.
    """
    if not stated:
        return []
    own = [row for row in stated if row["kind"]]
    rows = [_held(kind, find, own, provision.text) for kind, find in _all(finds)]
    missing = [row | {"verdict": "missing"} for row in own]
    note = "" if own else stated[-1]["note"]
    whole = [] if missing else [_NOTHING | {"verdict": "complete", "note": note}]
    return [*rows, *missing, *whole]


def _all(finds: Finds) -> list[tuple[str, Find]]:
    return [(kind, find) for kind, table in KINDS.items() for find in getattr(finds, table)]


def _held(kind: str, find: Find, own: list[Row], text: str) -> Row:
    """The judgement of one find; the statement that it is held against is taken out of `own`."""
    words, value = text[find.start : find.end], value_of(find)
    found: Row = {"kind": kind, "found_at": find.start, "found_words": words, "found_value": value}
    near = [(_stated(row, text), row) for row in own if row["kind"] == kind]
    near = [(one, row) for one, row in near if overlap(one, find)]
    near.sort(key=lambda pair: not says_the_same(KINDS[kind], pair[0], find))
    if not near:
        return _NOTHING | found | {"verdict": "wrong", "note": ""}
    one, row = near[0]
    own.remove(row)
    if says_the_same(KINDS[kind], one, find):
        return row | found | {"at": find.start, "words": words, "value": value, "verdict": "right"}
    return row | found | {"verdict": "corrected"}


def _stated(row: Row, text: str) -> Find:
    start = int(row["at"])
    return find_stated(row["kind"], text, (start, start + len(row["words"])), row["value"])
