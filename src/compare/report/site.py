"""The frame of the report's pages: navigation, one language at a time, and what may run in them.

Both languages are in every page; the reader's choice shows one, is remembered, and goes along in the
links. A page runs one small program of ours, named by its hash in the Content-Security-Policy, and
reaches no network. Words are in `vocab/report.csv`.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from compare.export.html import environment
from compare.vocab.filling import fill
from compare.vocab.reading import read_vocabulary

Both = Mapping[str, str]
"""A text in the two languages, under `zh` and `en`."""
LANGUAGES = ("zh", "en")
EXPLORER = "explore.html"


@cache
def _words() -> dict[str, dict[str, str]]:
    return {
        row["key"]: {language: row[language] for language in LANGUAGES} for row in read_vocabulary("report")
    }


def word(key: str, **filled: object) -> Both:
    """A text of the pages in both languages.

    >>> word("plans")["en"]
    'Plans'
    """
    return {language: fill(text, **filled) if filled else text for language, text in _words()[key].items()}


def both(zh: object, en: object) -> Both:
    """Any two texts as one in both languages."""
    return {"zh": str(zh), "en": str(en)}


@cache
def _script() -> str:
    return (files("compare.report") / "templates" / "language.js").read_text(encoding="utf-8")


def policy() -> str:
    """The Content-Security-Policy of a page: its one program, styles, and pictures of its folder."""
    digest = base64.b64encode(hashlib.sha256(_script().encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src 'self' file: data:;"
        " base-uri 'none'; form-action 'none'"
    )


def site_page(template: str, up: str = "", **content: Any) -> bytes:
    """A page made from a template of `report/templates/`; `up` leads from it to the report's folder."""
    made = environment("compare.report", "compare.export").get_template(template)
    frame = {"w": word, "up": up, "script": _script(), "policy": policy(), "explorer": EXPLORER}
    return made.render(**frame, **content).encode("utf-8")


def sentence_address(doc_id: str, provision_id: str) -> str:
    """Where the explorer opens a sentence in its plan.

    >>> sentence_address("county", "county-p0041")
    'explore.html#/read?doc=county&sel=county-p0041'
    """
    return f"{EXPLORER}#/read?doc={doc_id}&sel={provision_id}"
