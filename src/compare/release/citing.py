"""How a release is cited: APA (7th edition), GB/T 7714-2015, BibTeX, CITATION.cff, and Zenodo's metadata."""

import json
import re
from typing import Any

from compare.release.work import Author, Work

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TEX = {letter: f"\\{letter}" for letter in "&%$#_{}"}
_TEX |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
"""Signs that TeX takes for commands, and how they are written to be printed."""
_ZENODO = {"CC-BY-4.0": "cc-by-4.0", "CC0-1.0": "cc-zero", "MIT": "mit-license", "ODbL-1.0": "odc-odbl"}


def apa(work: Work) -> str:
    """As the Publication Manual (7th edition, 10.9) cites data sets.

    >>> apa(Work("x", "Plans", "1.0", (Author("Zhang", "Wei"), Author("Li", "Na")), "2026-12-01"))
    'Zhang, W., & Li, N. (2026). Plans (Version 1.0) [Data set].'
    """
    names = [_initials(author) for author in work.authors]
    who = " & ".join([", ".join(names[:-1]) + ",", names[-1]]) if len(names) > 1 else "".join(names)
    version = f" (Version {work.version})" if work.version else ""
    year = f"({work.year or 'n.d.'})."
    if not who:
        return _joined(f"{work.title}{version} [Data set].", year, _place(work))
    return _joined(
        who if who.endswith(".") else f"{who}.", year, f"{work.title}{version} [Data set].", _place(work)
    )


def gbt(work: Work) -> str:
    """As GB/T 7714-2015 cites data sets online ([DS/OL]) or in a file ([DS]).

    >>> gbt(Work("x", "规划数据", "1.0", (Author("张伟"),), "2026-12-01"))
    '张伟. 规划数据: 1.0[DS]. (2026-12-01).'
    >>> gbt(Work("x", "Plans", "1.0", (Author("Zhang", "Wei"), Author("李", "娜")), "2026-12-01"))
    'ZHANG Wei, 李娜. Plans: 1.0[DS]. (2026-12-01).'
    """
    names = [_surname_first(author) for author in work.authors]
    others = ", 等" if _HAN.search("".join(names)) else ", et al"
    who = ", ".join(names[:3]) + (others if len(names) > 3 else "")
    kind = "[DS/OL]" if _place(work) else "[DS]"
    title = f"{work.title}: {work.version}{kind}." if work.version else f"{work.title}{kind}."
    return _joined(f"{who}." if who else "", title, f"({work.date})." if work.date else "", _place(work))


def bibtex(work: Work) -> str:
    """A BibTeX entry; `@misc`, which every style knows."""
    authors = " and ".join(
        _tex(author.inverted) if author.given else f"{{{_tex(author.family)}}}" for author in work.authors
    )
    fields = {"author": authors, "title": f"{{{_tex(work.title)}}}", "year": work.year, "version": work.version,
              "doi": work.doi, "url": work.url, "note": "Data set"}  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value and value != "{}"]
    return "\n".join([f"@misc{{{work.name}{work.year},", *lines, "}"]) + "\n"


def cff(work: Work) -> bytes:
    """The project's own CITATION.cff, else one of what is known; nothing without title and authors."""
    if work.cff or not (work.title and work.authors):
        return work.cff
    lines = ["cff-version: 1.2.0", "message: If you use these data, please cite them.", f"title: {_quoted(work.title)}",
             "type: dataset", "authors:"]  # fmt: skip
    for author in work.authors:
        if author.given:
            lines += [
                f"  - family-names: {_quoted(author.family)}",
                f"    given-names: {_quoted(author.given)}",
            ]
        else:
            lines.append(f"  - name: {_quoted(author.family)}")
    lines += [
        f"{key}: {_quoted(value)}"
        for key, value in (("version", work.version), ("date-released", work.date))
        if value
    ]
    lines += ["license:", *(f"  - {_quoted(licence)}" for licence in work.licences)] if work.licences else []
    return ("\n".join(lines) + "\n").encode()


def zenodo(work: Work, description: str) -> bytes:
    """`.zenodo.json`: what Zenodo asks for when the archive is deposited."""
    found: dict[str, Any] = {
        "upload_type": "dataset",
        "title": work.title,
        "creators": [{"name": author.inverted} for author in work.authors],
        "description": work.abstract or description,
        "version": work.version,
        "publication_date": work.date,
        "license": next((_ZENODO[one] for one in work.licences if one in _ZENODO), ""),
        "keywords": list(work.keywords),
        "language": "eng",
    }
    known = {key: value for key, value in found.items() if value}
    return (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()


def _initials(author: Author) -> str:
    letters = " ".join(f"{part[0]}." for part in author.given.replace("-", " ").split())
    return f"{author.family}, {letters}" if letters else author.family


def _surname_first(author: Author) -> str:
    """As GB/T 7714-2015 (8.1.1) has it: surname in capitals, given name after it; Chinese names in one piece."""
    if not author.given:
        return author.family
    between = "" if _HAN.search(author.family) else " "
    return f"{author.family.upper()}{between}{author.given}"


def _tex(text: str) -> str:
    """The text as TeX prints it.

    >>> print(_tex("R&D in 100%"))
    R\\&D in 100\\%
    """
    return "".join(_TEX.get(letter, letter) for letter in text)


def _place(work: Work) -> str:
    return f"https://doi.org/{work.doi}" if work.doi else work.url


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON's strings are YAML's
