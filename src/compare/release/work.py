"""What is released: title, authors, version, date and licence, as a project's CITATION.cff or its author says.

Nothing is guessed: a project without CITATION.cff has the authors that were stated, or none, and what
is not known is left out of every file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from compare.errors import InputError
from compare.files.reading import decode, read_bytes
from compare.project import Project

CFF = "CITATION.cff"


@dataclass(frozen=True)
class Author:
    """A person by both names, or a group by one."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """`Zhang, Wei`; a group as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Work:
    """What is known of a release; empty where it is not known."""

    name: str
    title: str = ""
    version: str = ""
    authors: tuple[Author, ...] = ()
    date: str = ""
    licences: tuple[str, ...] = ()
    doi: str = ""
    url: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    cff: bytes = b""
    """The project's own CITATION.cff, if it has one."""

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a reader would want to cite it by, and is not known."""
        return tuple(
            part for part in ("title", "authors", "version", "date", "licences") if not getattr(self, part)
        )


def read_work(project: Project, stated: Mapping[str, Any]) -> Work:
    """What CITATION.cff says, with what was stated in its place (`title`, `authors`, `version`, `date`, `licence`)."""
    path = project.root / CFF
    known = _from_cff(path) if path.is_file() else Work("")
    authors = tuple(author_of(name) for name in stated.get("authors") or ())
    given = {part: stated[part] for part in ("title", "version", "date") if stated.get(part)}
    given |= {"licences": (stated["licence"],)} if stated.get("licence") else {}
    given |= {"authors": authors} if authors else {}
    if given:  # the file would say something else than the rest of the release
        given["cff"] = b""
    work = replace(known, **given)
    return replace(
        work, name=_slug(work.title.split(":")[0]) or _slug(project.root.resolve().name) or "release"
    )


def author_of(name: str) -> Author:
    """`Zhang, Wei` is a person, and whatever has no comma is one name.

    >>> author_of("Zhang, Wei"), author_of("某课题组").inverted
    (Author(family='Zhang', given='Wei'), '某课题组')
    """
    family, _, given = name.partition(",")
    return Author(family.strip(), given.strip())


def _from_cff(path: Path) -> Work:
    data = read_bytes(path)
    try:
        found = yaml.safe_load(decode(data, path.name))
    except yaml.YAMLError as error:
        raise InputError(f"{path.name}: is no YAML ({' '.join(str(error).split())[:80]}); mend it.") from None
    if not isinstance(found, dict):
        raise InputError(
            f"{path.name}: holds no entries such as `title: …`; see citation-file-format.github.io."
        )
    said = {part: str(found.get(key) or "") for part, key in _PARTS.items()}
    licences = _several(found.get("license"))
    authors = tuple(author for one in _several(found.get("authors")) if (author := _author(one)))
    return Work("", authors=authors, licences=tuple(map(str, licences)), cff=data, **said,
                keywords=tuple(map(str, _several(found.get("keywords")))))  # fmt: skip


_PARTS = {"title": "title", "version": "version", "date": "date-released", "doi": "doi", "url": "url",
          "abstract": "abstract"}  # fmt: skip


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _author(entry: Any) -> Author | None:
    if not isinstance(entry, dict):
        return Author(str(entry))
    family = str(entry.get("family-names") or entry.get("name") or "")
    return Author(family, str(entry.get("given-names") or "")) if family else None


def _slug(text: str) -> str:
    """Letters, digits and hyphens, as names of archives and packages have them.

    >>> _slug("My plans (2021)"), _slug("规划")
    ('my-plans-2021', '')
    """
    kept = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in text.lower())
    return "-".join(kept.split())[:60]
