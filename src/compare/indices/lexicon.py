"""How much of obligation, sanction and monitoring the lexicon alone gives, whoever coded them.

The rules of `compare.coding.rules` judge by words in `vocab/markers.csv`. Where they coded, the codes are
theirs; where a person or a language model did, they are asked what they would have given. A rate of
mandates can be no better than the words behind it, so figures say how far it is a matter of words.
"""

from collections.abc import Mapping

import pandas as pd

from compare.coding.given import DUTY
from compare.coding.register import KINDS
from compare.coding.rules import judge_row
from compare.indices.selection import counted
from compare.tables.schema import Tables

ALL = "all"
"""What stands for all three fields at once."""
_READ = ["text", "n_targets", "n_times"]
_NEEDED = [*DUTY, "obligation_source", *_READ]


def lexicon_agreement(tables: Tables) -> pd.DataFrame:
    """For each field how many codes of counted provisions are those that the lexicon gives.

    One row for each of `DUTY` and one for all three at once (`ALL`). Columns: field, n (counted
    provisions), judged (those coded by the rules themselves), same (those whose code is what the
    rules give, the judged ones among them).
    """
    rows = counted(tables["provisions"], _NEEDED)
    own = rows["obligation_source"].isin(KINDS)
    same = _same(rows[own]).reindex(rows.index, fill_value=True)
    judged, cells = int((~own).sum()), {name: int(same[name].sum()) for name in DUTY}
    cells[ALL] = int(same.all(axis=1).sum())
    return pd.DataFrame(
        [(field, len(rows), judged, count) for field, count in cells.items()],
        columns=["field", "n", "judged", "same"],
    )


def _same(rows: pd.DataFrame) -> pd.DataFrame:
    """Which codes of provisions the rules give as well: one truth for each provision and field."""
    judged = [judge_row(row) for row in rows[_READ].to_dict("records")]
    found: Mapping[str, list[bool]] = {
        name: [getattr(one, name) == code for one, code in zip(judged, rows[name], strict=True)]
        for name in DUTY
    }
    return pd.DataFrame(found, index=rows.index, dtype=bool)
