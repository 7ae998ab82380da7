"""Codes of further schemes, counted on provisions worked by hand."""

import pandas as pd
import pytest
from support.tiny import provision
from support.tiny import tables as tiny_tables

from compare.coding.schemes import NONE
from compare.indices.scheme_shares import scheme_by_domain, scheme_evidence, scheme_shares, schemes_of
from compare.tables.schema import Tables


def coded(*codes: tuple[str, int, str, str]) -> pd.DataFrame:
    rows = [
        {"provision_id": f"{doc_id}-p{seq:04}", "doc_id": doc_id, "code": code, "code2": code2}
        for doc_id, seq, code, code2 in codes
    ]
    return pd.DataFrame(rows, columns=["provision_id", "doc_id", "code", "code2"])


# old1: three of A, one of B, one heading; SUP1 twice, ENV2 once with SUP2 second, one that fits none.
@pytest.fixture(scope="module")
def found() -> Tables:
    rows = [
        provision("old1", 1, 0, 9), provision("old1", 2, 9, 18), provision("old1", 3, 18, 27),
        provision("old1", 4, 27, 36, topic="B1"), provision("old1", 5, 36, 45, is_heading=1),
        provision("old2", 1, 0, 9), provision("new1", 1, 0, 9),
    ]  # fmt: skip
    codes = coded(
        ("old1", 1, "SUP1", ""), ("old1", 2, "ENV2", "SUP2"), ("old1", 3, "", ""), ("old1", 4, "SUP1", ""),
        ("old1", 5, "ENV1", ""), ("new1", 1, "mine", ""),
    )  # fmt: skip
    return tiny_tables(rows, [], codes_instruments=codes)


def test_shares(found: Tables) -> None:
    table = scheme_shares(found).set_index(["doc_id", "code"])
    own = table.loc["old1"]
    assert {code: own.loc[code, "count"] for code in ("SUP", "SUP1", "SUP2", "ENV", "ENV1", "ENV2", NONE)} == {
        "SUP": 2, "SUP1": 2, "SUP2": 0, "ENV": 1, "ENV1": 0, "ENV2": 1, NONE: 1,
    }  # fmt: skip
    assert (own["n"] == 4).all() and own.loc["SUP1", "share"] == 0.5
    assert own.loc[["SUP", "SUP2", "ENV2"], "n_second"].tolist() == [1, 1, 0]
    assert own.loc["SUP1", "parent"] == "SUP" and (own["low"] <= own["share"]).all()


# Nobody coded old2: it has no rows, and no zeros. A code that the scheme lacks is shown, not dropped.
def test_who_was_not_coded_and_unknown_codes(found: Tables) -> None:
    table = scheme_shares(found)
    assert set(table["doc_id"]) == {"old1", "new1"}
    assert table[table["doc_id"] == "new1"].set_index("code").loc["mine", "count"] == 1


def test_domains(found: Tables) -> None:
    table = scheme_by_domain(found).set_index(["doc_id", "domain", "code"])
    counts = {key: table.loc[("old1", *key), ["count", "n"]].tolist() for key in (("A", "SUP"), ("A", "ENV"),
              ("A", NONE), ("B", "SUP"), ("all", "SUP"))}  # fmt: skip
    assert counts == {("A", "SUP"): [1, 3], ("A", "ENV"): [1, 3], ("A", NONE): [1, 3], ("B", "SUP"): [1, 1],
                      ("all", "SUP"): [2, 4]}  # fmt: skip
    assert table.loc[("old1", "C", "SUP"), "n"] == 0 and pd.isna(table.loc[("old1", "C", "SUP"), "share"])


def test_every_count_has_its_provisions(found: Tables) -> None:
    behind = scheme_evidence(found).groupby(["doc_id", "domain", "code"])["provision_id"].nunique()
    whole = scheme_shares(found).assign(domain="all")
    for row in pd.concat([whole, scheme_by_domain(found)]).to_dict("records"):
        assert behind.get((row["doc_id"], row["domain"], row["code"]), 0) == row["count"]


def test_no_scheme(found: Tables) -> None:
    without = {name: table for name, table in found.items() if not name.startswith("codes_")}
    assert schemes_of(without) == [] and scheme_shares(without).empty and scheme_evidence(without).empty
