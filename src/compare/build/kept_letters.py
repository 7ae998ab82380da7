"""The letters of plans kept from one build to the next: the search for shared wording need not parse them anew.

An entry is named by the plan, its file, its row of `sources.csv` and the code that parses; it holds arrays
and nothing else, with a digest of its content.
"""

import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from compare.build.judging import judging_hash
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.project import Project
from compare.reuse.segments import PlanLetters, letters_of
from compare.text.document import Document, read_document
from compare.text.sources import Source

_ENTRY = re.compile(r"[A-Za-z0-9_-]+\.[0-9a-f]{32}\.letters\.npz")


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
        for path in self._project.cache.glob("*.letters.npz"):
            if path not in self._used and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink(missing_ok=True)

    def _place(self, source: Source) -> Path:
        digest = digest_of(self._project.raw / source.file, repr(source), judging_hash())[:32]
        return self._project.cache / f"{source.doc_id}.{digest}.letters.npz"


def _as_bytes(letters: PlanLetters) -> bytes:
    out = io.BytesIO()
    np.savez_compressed(
        out,
        text=np.frombuffer("".join(letters.texts).encode("utf-32-le"), dtype=np.int32),
        lengths=np.array([len(text) for text in letters.texts], dtype=np.int32),
        seqs=np.array(letters.seqs, dtype=np.int32),
        places=np.diff(letters.places, prepend=np.int32(0)),  # letters mostly follow each other
    )
    return out.getvalue()


def _from_bytes(doc_id: str, data: bytes) -> PlanLetters | None:
    """None if these are not the bytes of letters."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as found:
            return _restored(doc_id, {name: found[name] for name in found.files})
    except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError):
        return None


def _restored(doc_id: str, arrays: dict[str, Any]) -> PlanLetters:
    """The letters of some arrays; a `ValueError` where they do not fit together."""
    text = arrays["text"].tobytes().decode("utf-32-le")
    ends = np.cumsum(arrays["lengths"]).tolist()
    seqs = tuple(arrays["seqs"].tolist())
    if len(seqs) != len(ends) or not len(text) == len(arrays["places"]) == (ends or [0])[-1]:
        raise ValueError("not the arrays of one plan")
    texts = tuple(text[start:end] for start, end in zip([0, *ends], ends, strict=False))
    return PlanLetters(doc_id, texts, seqs, np.cumsum(arrays["places"], dtype=np.int32))
