"""What any two of very many plans share, kept from one build to the next: of a few that changed it is soon counted.

The entry is named by the code that counts; it holds a name of each plan, and one array.
"""

import json
import re
from contextlib import suppress

import pyarrow as arrow

from compare.build.judging import judging_hash
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.project import Project
from compare.reuse.pairs import Known, SharedLetters

_ENTRY = re.compile(r"pairs\.[0-9a-f]{32}\.arrow")
_NAMES = b"names"  # among what Arrow lets one say of a table


class KeptPairs:
    """The kept counts of one project, in its cache folder."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._place = project.cache / f"pairs.{judging_hash()[:32]}.arrow"

    def renewed(self, pairs: SharedLetters) -> Known:
        """What all the documents share, kept for the next build if the disk has room for it."""
        known = pairs.known(self._load())
        with suppress(OSError):
            store_entry(inside(self._place, self._project.root), _as_bytes(known))
        for path in sorted(self._project.cache.glob("pairs.*")):
            if path != self._place and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink()
        return known

    def _load(self) -> Known | None:
        """None where nothing is kept, or it cannot be read."""
        data = load_entry(self._place)
        try:
            return None if data is None else _known(arrow.ipc.open_stream(data).read_all())
        except (arrow.ArrowException, OSError, ValueError, TypeError, KeyError):
            return None


def _as_bytes(known: Known) -> bytes:
    schema = arrow.schema([("shared", arrow.int32())], {_NAMES: json.dumps(known.names).encode()})
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, schema, options=arrow.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_table(arrow.table([known.shared.ravel()], schema=schema))
    return sink.getvalue().to_pybytes()


def _known(table: arrow.Table) -> Known:
    names = json.loads(table.schema.metadata[_NAMES])
    return Known(names, table["shared"].to_numpy().reshape(len(names), len(names)))
