"""The letters of plans kept from one build to the next: the search for shared wording need not parse them anew.

An entry is named by the plan, its file, its row of `sources.csv` and the code that parses; it holds arrays
and nothing else, with a digest of its content.
"""

import re
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as arrow

from compare.build.judging import judging_hash
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.project import Project
from compare.reuse.segments import PlanLetters, letters_of
from compare.text.document import Document, read_document
from compare.text.sources import Source

_ENTRY = re.compile(r"[A-Za-z0-9_-]+\.[0-9a-f]{32}\.letters\.(zst|npz)")
"""How entries are named: a plan, and the hash of what its letters depend on; those of earlier releases end in npz."""
_NUMBER = np.dtype("<i4")
_CODEC = "zstd"
_Numbers = npt.NDArray[np.int32]


class KeptLetters:
    """The letters of the plans of one project, in its cache folder."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._used: set[Path] = set()

    def of(self, source: Source) -> PlanLetters:
        """The letters of a plan, kept or parsed now; an `InputError` where it cannot be read."""
        place = self._place(source)
        self._used.add(place)
        data = load_entry(place)
        found = _from_bytes(source.doc_id, data) if data is not None else None
        return found or self.keep(source, read_document(source, self._project.raw))

    def keep(self, source: Source, document: Document) -> PlanLetters:
        """The letters of a plan that was just parsed, kept if the disk has room for them."""
        place, found = self._place(source), letters_of(document)
        with suppress(OSError):
            if not place.is_file():
                store_entry(inside(place, self._project.root), _as_bytes(found))
        return found

    def drop_others(self) -> None:
        """Remove the letters of plans that were not asked for."""
        for path in self._project.cache.glob("*.letters.*"):
            if path not in self._used and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink(missing_ok=True)

    def _place(self, source: Source) -> Path:
        digest = digest_of(self._project.raw / source.file, repr(source), judging_hash())[:32]
        return self._project.cache / f"{source.doc_id}.{digest}.letters.zst"


def _as_bytes(letters: PlanLetters) -> bytes:
    """Arrays one after the other, after the lengths of each: of texts, of what belongs to a text, of the letters."""
    arrays = (
        np.array([len(text) for text in letters.texts], dtype=_NUMBER),
        np.array(letters.seqs, dtype=_NUMBER),
        np.diff(letters.places, prepend=0).astype(_NUMBER),  # letters mostly follow each other
        np.frombuffer("".join(letters.texts).encode("utf-32-le"), dtype=_NUMBER),
    )
    head = np.array([len(array) for array in arrays], dtype=_NUMBER)
    return bytes(arrow.compress(np.concatenate([head, *arrays]).tobytes(), codec=_CODEC, asbytes=True))


def _from_bytes(doc_id: str, data: bytes) -> PlanLetters | None:
    """None if these are not the bytes of letters."""
    try:
        numbers = np.frombuffer(
            arrow.input_stream(arrow.py_buffer(data), compression=_CODEC).read(), dtype=_NUMBER
        )
        lengths, seqs, places, text = np.split(numbers[4:], numbers[:3].cumsum())
        return _restored(doc_id, lengths, seqs, places, text.tobytes().decode("utf-32-le"))
    except (OSError, ValueError):
        return None


def _restored(doc_id: str, lengths: _Numbers, seqs: _Numbers, places: _Numbers, text: str) -> PlanLetters:
    """The letters of some arrays; a `ValueError` where they do not fit together."""
    ends = np.cumsum(lengths).tolist()
    if len(seqs) != len(ends) or not len(text) == len(places) == (ends or [0])[-1]:
        raise ValueError("not the arrays of one plan")
    texts = tuple(text[start:end] for start, end in zip([0, *ends], ends, strict=False))
    return PlanLetters(doc_id, texts, tuple(seqs.tolist()), np.cumsum(places, dtype=np.int32))
