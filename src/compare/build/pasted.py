"""Tables of a text that was just pasted: one call, no project, no file."""

from compare.build.rows import build_tables
from compare.coding.coder import model_codes
from compare.errors import InputError
from compare.files.reading import sha256
from compare.tables.schema import Tables
from compare.text.document import parse_document
from compare.text.sources import Source

NAME = "text"


def code_text(text: str, doc_id: str = NAME, **stated: str) -> Tables:
    """The tables of a pasted text, as a project's build would make them of a file.

    Topics are given by the topic model, obligation, sanction and monitoring by rules: nobody coded
    the text, and `topic_source` says so. `stated` are columns of sources.csv (`jurisdiction_zh`,
    `period_start`, …). start and end count characters of `text`. What only other plans can tell
    (shared wording, whether a demand is the place's own) stays empty. A text without
    numbered items is one measure. An `InputError` where there
    is no text.

    >>> code_text("2025年底前，每年组织不少于2次培训。")["targets"]["text"].tolist()
    ['不少于2次']
    """
    if not (isinstance(text, str) and text.strip()):  # a missing cell of a table is a number
        raise InputError("There is no text to code; paste the words of a plan.")
    source = Source(doc_id=doc_id, file=f"{doc_id}.txt", **stated)
    digest = sha256(text.encode("utf-8"))
    return build_tables([parse_document(source, text, digest, is_plan=False)], model_codes)
