"""Words and tables of the reliability report in Chinese or English, from `vocab/reliability.csv`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from compare.files.markdown import as_markdown, table_lines
from compare.vocab.filling import fill
from compare.vocab.reading import read_vocabulary

Names = Mapping[str, str]
_NAMED = ("field", "level", "code", "table", "domain", "written", "measure", "holds")
"""Columns of fixed values, which have words."""


@cache
def _words(language: str) -> Mapping[str, str]:
    return {row["key"]: row[language] for row in read_vocabulary("reliability")}


@dataclass(frozen=True)
class Words:
    """The words of one language, `zh` or `en`."""

    language: str

    def say(self, key: str, **filled: object) -> str:
        """A text of the vocabulary; what stands in braces is filled in.

        >>> Words("zh").say("real_set", documents=17, reader="王", version="1")
        '17份文件，由王阅读。版本1。'
        """
        text = _words(self.language)[key]
        return fill(text, **filled) if filled else text

    def value(self, value: object) -> str:
        """What a fixed value is called; a range of numbers in the words of the language, else itself.

        >>> Words("zh").value("sanction"), Words("zh").value("0.5 to 0.7")
        ('后果', '0.5至0.7')
        """
        return _words(self.language).get(f"value_{value}") or str(value).replace(" to ", self.say("to"))

    def table(self, frame: pd.DataFrame, columns: str, names: Names | None = None) -> list[str]:
        """A table of `columns`, each the name of a column, or `column:head` where its head has another name.

        `interval` stands for low and high; `names` are those of plans; cells are empty for what is missing.
        """
        pairs = [part.partition(":")[::2] for part in columns.split()]
        heads = [self.say(f"column_{head or name}") for name, head in pairs]
        rows = [row | self._shown(row, names or {}) for row in frame.to_dict("records")]
        return table_lines(heads, ([_cell(row[name]) for name, _ in pairs] for row in rows))

    def _shown(self, row: Mapping[Any, Any], names: Names) -> dict[Any, Any]:
        named = {name: self.value(row[name]) for name in _NAMED if name in row}
        plan = {"doc_id": names.get(row["doc_id"], row["doc_id"])} if "doc_id" in row else {}
        coders = {"coders": str(row["coders"]).replace(" and ", self.say("and"))} if "coders" in row else {}
        return {"interval": self._interval(row)} | named | plan | coders

    def _interval(self, row: Mapping[Any, Any]) -> str:
        low, high = row.get("low", float("nan")), row.get("high", float("nan"))
        return "" if pd.isna(low) else f"{low:.2f}{self.say('to')}{high:.2f}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.2f}"
    return as_markdown(value)
