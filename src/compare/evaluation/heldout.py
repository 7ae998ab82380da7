"""Held-out plans: texts that no rule and no model was fitted to, with codes given separately.

A folder holds the texts as `<name>.txt` and the codes as `codes*.csv` (file, start, end and the
fields of a coder's file). What the rules and the topic model score here is the score to quote.
"""

from pathlib import Path

import pandas as pd

from compare.build.rows import build_tables
from compare.coding.given import Codes, whole_codes
from compare.coding.register import Coder
from compare.extract.finds import Finds
from compare.files.csv_rows import rows_of_csv
from compare.text.document import Document, read_document
from compare.text.sources import Source

Rows = dict[str, list[dict[str, str]]]
_CODER = Coder("held-out", "language model", 1, "codes of the held-out plans")


def heldout_codes(folder: Path) -> Rows:
    """The codes of the held-out plans in `folder` by name, in order; {} where there are none."""
    rows: Rows = {}
    for path in sorted(folder.glob("codes*.csv")):
        for row in rows_of_csv(path):
            rows.setdefault(row["file"].removesuffix(".txt"), []).append(row)
    return dict(sorted(rows.items()))


def heldout_documents(folder: Path) -> list[Document]:
    """The held-out plans that have codes."""
    return [read_document(Source(name, f"{name}.txt"), folder) for name in heldout_codes(folder)]


def heldout_provisions(folder: Path) -> pd.DataFrame:
    """The provisions table of the held-out plans, with the codes given to them."""
    codes = heldout_codes(folder)

    def coder(document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        return whole_codes(document, codes[document.doc_id], f"heldout/{document.doc_id}", _CODER)

    return build_tables(heldout_documents(folder), coder)["provisions"]
