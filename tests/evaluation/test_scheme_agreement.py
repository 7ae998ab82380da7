"""Agreement of coders of a further scheme: by hand, and of the shipped policy instruments."""

import pandas as pd
import pytest

from compare.errors import InputError
from compare.evaluation.scheme_agreement import (
    copied,
    scheme_agreement,
    scheme_codings,
    scheme_disagreements,
)
from compare.project import Project
from compare.sheets.agreeing import scheme_agreement_told
from compare.tables.schema import Tables


def coded(*codes: tuple[str, str, str, str]) -> pd.DataFrame:
    columns = ["provision_id", "coder", "code", "note"]
    rows = pd.DataFrame(codes, columns=columns)
    return rows.assign(doc_id="x", unit=rows["provision_id"], text="", code2="", top=rows["code"].str[:3])


# Three alike of four: alpha by hand (nominal; coincidences SUP1 4, ENV1 2, ENV2 2; observed 2/8, expected 40/56).
def test_alpha_by_hand() -> None:
    rows = [("p1", "SUP1", "SUP1"), ("p2", "SUP1", "SUP1"), ("p3", "ENV1", "ENV1"), ("p4", "ENV2", "ENV2")]
    rows[3] = ("p4", "ENV2", "ENV1")
    found = coded(*((p, name, code, "") for p, *both in rows for name, code in zip("ab", both, strict=True)))
    table = scheme_agreement(found, draws=10).set_index("field")
    assert table.loc["code", ["n", "same"]].tolist() == [4, 3]
    expected = 1 - (2 / 8) / ((64 - (16 + 9 + 1)) / (8 * 7))
    assert table.loc["code", "alpha"] == pytest.approx(expected)
    assert table.loc["top", "alpha"] == 1.0
    assert scheme_disagreements(found, ("a", "b")).to_numpy().tolist() == [["ENV2", "ENV1", 1]]


# The same remark in every coder's file: carried over and no second reading; a remark of one alone is none.
def test_copied_codes_are_left_out() -> None:
    found = coded(("p1", "a", "SUP1", "taken over"), ("p1", "b", "SUP1", "taken over"), ("p2", "a", "SUP1", "hm"),
                  ("p2", "b", "ENV1", ""))  # fmt: skip
    assert copied(found) == ["p1"]
    assert scheme_agreement(found, draws=10)["n"].tolist() == [1, 1]


def test_the_shipped_instruments(built: Project, tables: Tables) -> None:
    found = scheme_codings(tables["provisions"], built.coding, "instruments")
    assert copied(found) == ["chengde-p0013"]
    passes = scheme_agreement(found[found["coder"].str.startswith("llm-pass")], draws=10).set_index("field")
    assert passes.loc["code", ["n", "same"]].tolist() == [978, 942]
    assert round(passes.loc["code", "alpha"], 3) == 0.958
    assert scheme_disagreements(found, ("llm-pass-1", "llm-pass-2"))["n"].sum() == 36


def test_what_is_told(built: Project) -> None:
    told = scheme_agreement_told(built, "instruments", ["llm-pass-1", "llm-pass-2"])
    assert "llm-pass-1 (a language model) and llm-pass-2 (a language model):" in told
    assert "942 of 978 the same" in told and "chengde-p0013" in told
    with pytest.raises(InputError, match=r"zhang: no such coder in coders\.csv; there are llm-adjudicated"):
        scheme_agreement_told(built, "instruments", ["zhang"])
    with pytest.raises(InputError, match="nobody coded by a scheme of this name"):
        scheme_agreement_told(built, "nowhere")
