"""What was made last is kept for exactly the tables it was made of."""

import pandas as pd
import pytest

from compare.figures.latest import Latest
from compare.tables.schema import Tables


def test_made_once_in_a_row_and_anew_for_others() -> None:
    made: list[str] = []

    def one(tables: Tables) -> pd.DataFrame:
        made.append("one")
        return tables["a"] + len(tables)

    def two(tables: Tables) -> pd.DataFrame:
        made.append("two")
        return tables["a"]

    latest, tables = Latest(), {"a": pd.DataFrame({"n": [1, 2]})}
    found = latest(one, tables)
    found["n"] = 0  # what a reader does with it changes nothing
    assert latest(one, dict(tables))["n"].tolist() == [2, 3] and made == ["one"]
    assert latest(one, tables | {"b": tables["a"]})["n"].tolist() == [3, 4]
    assert latest(one, {"a": tables["a"].copy()})["n"].tolist() == [2, 3]
    assert latest(two, tables)["n"].tolist() == [1, 2] and latest(one, tables)["n"].tolist() == [2, 3]
    assert made == ["one", "one", "one", "two", "one"]


def test_nothing_is_kept_of_what_failed() -> None:
    latest, tables = Latest(), {"a": pd.DataFrame({"n": [1]})}

    def fails(tables: Tables) -> pd.DataFrame:
        raise ValueError("not made")

    for _ in range(2):
        with pytest.raises(ValueError, match="not made"):
            latest(fails, tables)
