"""`datapackage.json` of a release (Frictionless): every table of it, under the names that its author gives."""

from pathlib import Path
from typing import Any

from compare.files.reading import sha256_of
from compare.indices.registry import index_columns, index_title
from compare.release.work import Work
from compare.tables.datapackage import describe

_TYPES = {"text": "string", "whole": "integer", "whole?": "integer", "number": "number", "truth": "boolean"}


def data_package(folder: Path, work: Work) -> dict[str, Any]:
    """The descriptor of the release in `folder`: tables with all columns, index tables with theirs."""
    described = describe(folder / "data" / "csv", work.version)
    resources = [one | {"path": f"data/csv/{one['path']}"} for one in described["resources"]]
    resources += [_numbers(path, folder) for path in sorted((folder / "numbers").glob("*.csv"))]
    known: dict[str, Any] = {"name": work.name, "title": work.title, "version": work.version}
    known["licenses"] = [{"name": licence} for licence in work.licences]
    known["contributors"] = [{"title": author.inverted, "role": "author"} for author in work.authors]
    stated = {key: value for key, value in known.items() if value}
    kept = {key: described[key] for key in ("sources", "division_table_year")}
    return stated | kept | {"resources": resources}


def _numbers(path: Path, folder: Path) -> dict[str, Any]:
    fields = [{"name": name, "type": _TYPES[kind]} for name, kind in index_columns(path.stem).items()]
    return {
        "name": f"numbers_{path.stem}",
        "path": path.relative_to(folder).as_posix(),
        "title": index_title(path.stem, "en"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
