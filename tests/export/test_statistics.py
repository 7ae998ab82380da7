"""Tables for Stata, SPSS and Parquet: read back by other libraries they say what the tables say."""

import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from compare.export.cells import printable
from compare.export.labelled import labelled, variable_name
from compare.export.request import export
from compare.export.statistics import CUT, spss_bytes, stata_bytes
from compare.figures.catalogue import CHARTS
from compare.indices.registry import INDICES, index_columns
from compare.tables.results import RESULTS
from compare.tables.schema import SCHEMAS, Tables, declared
from compare.vocab.reading import read_vocabulary

READERS = {"dta": pyreadstat.read_dta, "sav": pyreadstat.read_sav}
LEGAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")


def as_numbers(cells: pd.Series) -> np.ndarray:
    return pd.to_numeric(cells).astype("Float64").to_numpy(dtype=float, na_value=np.nan)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", ["targets", "coverage_domain", "strictness_by_domain"])
def test_what_is_read_back_is_what_was_exported(name: str, form: str, tables: Tables, tmp_path: Path) -> None:
    """Every value, label of a variable, label of a value; what was empty is missing, and not 0."""
    paths = {path.name: path for path in export(name, tables, tmp_path, [form, "csv"])}
    table = pd.read_csv(paths[f"{name}.csv"], keep_default_na=False, dtype=str, encoding="utf-8-sig")
    back, about = READERS[form](paths[f"{name}_zh.{form}"])
    english = READERS[form](paths[f"{name}_en.{form}"])[1]
    codes = pd.read_csv(paths[f"{name}_codes.csv"], keep_default_na=False, dtype={"value": str})
    assert len(back) == len(table) and list(back) == [variable_name(column) for column in table]
    for column, variable in zip(table, back, strict=True):
        own = codes[codes["variable"] == variable]
        if len(own):
            words = dict(zip(own["number"], own["value"], strict=True))
            said = [words[int(number)] if number == number else "" for number in as_numbers(back[variable])]
            wanted = [{"True": "1", "False": "0"}.get(cell, cell) for cell in table[column]]
            assert said == wanted, column
            for language, labels in (("zh", about), ("en", english)):
                found = labels.variable_value_labels[variable]
                wanted = own[f"label_{language}"].str.removeprefix(
                    "'"
                )  # which keeps a = from being a formula
                assert found == dict(zip(own["number"], wanted, strict=True))
        elif pd.api.types.is_numeric_dtype(back[variable]):
            wanted = as_numbers(table[column].replace("", None))
            np.testing.assert_allclose(as_numbers(back[variable]), wanted, atol=1e-6)
        else:
            assert [cell.removeprefix("'") for cell in table[column]] == list(back[variable]), column
    assert about.column_names_to_labels["doc_id"] == "规划"
    assert english.column_names_to_labels["doc_id"] == "plan"


def test_labels_are_those_of_the_vocabulary(tables: Tables) -> None:
    made = labelled("provisions", tables["provisions"])
    assert made.value_labels("en")["topic"][507].startswith("E7 ")
    assert made.value_labels("zh")["domain"][5].startswith("E ")
    assert made.value_labels("en")["obligation"] == {
        3: "mandate or prohibition", 2: "directive", 1: "hortatory", 0: "none"
    }  # fmt: skip
    assert made.value_labels("zh")["has_body"] == {0: "否", 1: "是"}
    assert made.data["has_body"].isna().equals(tables["provisions"]["has_body"].isna())
    assert set(made.data["domain"]) == set(made.data["topic"] // 100)


def test_a_word_that_no_vocabulary_lists_is_its_own_label() -> None:
    made = labelled("citations", pd.DataFrame({"issuer_level": ["own", "village", "", "central"]}))
    assert made.data["issuer_level"].tolist() == [4, 5, pd.NA, 1]
    assert made.value_labels("zh")["issuer_level"][5] == "village"


def test_yes_and_no_are_named_as_such() -> None:
    made = labelled("any", pd.DataFrame({"stated": [True, False]}))
    assert made.data["stated"].tolist() == [1, 0]
    assert made.value_labels("en") == {"stated": {0: "no", 1: "yes"}}


def test_names_are_within_the_rules_of_both_programs() -> None:
    columns = {"end", *(column for name in (*SCHEMAS, "codes_x") for column in declared(name).columns)}
    columns |= {column for schema in RESULTS.values() for column in schema.columns}
    columns |= {column for name in INDICES for column in index_columns(name)}
    names = {column: variable_name(column) for column in columns}
    assert all(LEGAL.fullmatch(name) for name in names.values())
    assert len({name.lower() for name in names.values()}) == len(names)
    assert names["end"] == "end_" and variable_name("in") == "in_" and variable_name("str12") == "str12_"
    assert len(variable_name("x" * 40)) == 32


@settings(max_examples=4)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=30))
def test_any_text_comes_back_from_stata(texts: list[str]) -> None:
    made = stata_bytes(labelled("any", pd.DataFrame({"text": pd.Series(texts, dtype="str")})), "t", "zh")
    assert pd.read_stata(io.BytesIO(made))["text"].tolist() == [printable(text) for text in texts]


def test_a_long_text_stays_whole_in_stata_and_is_cut_with_a_sign_in_spss(tmp_path: Path) -> None:
    made = labelled("any", pd.DataFrame({"text": ["法" * 12_000, "短"]}))
    (tmp_path / "a.dta").write_bytes(stata_bytes(made, "标题" * 60, "zh"))
    (tmp_path / "a.sav").write_bytes(spss_bytes(made, "标题" * 60, ["说明" * 60], "zh"))
    assert pyreadstat.read_dta(tmp_path / "a.dta")[0]["text"].tolist() == ["法" * 12_000, "短"]
    back, about = pyreadstat.read_sav(tmp_path / "a.sav")
    assert back["text"][0].endswith("法" + CUT) and len(back["text"][0].encode("utf-8")) <= 32_767
    assert back["text"][1] == "短" and "".join(about.notes) == "说明" * 60


def test_two_exports_give_the_same_bytes(tables: Tables, tmp_path: Path) -> None:
    forms = ["parquet", "dta", "sav"]
    first, second = (export("indicators", tables, tmp_path / run, forms) for run in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert {path.suffix for path in first} >= {".parquet", ".dta", ".sav"}


@pytest.mark.parametrize("name", ["times", "coverage_domains", "deadlines_by_year"])
def test_parquet_has_types_labels_and_meanings(name: str, tables: Tables, tmp_path: Path) -> None:
    [path] = export(name, tables, tmp_path, ["parquet"])
    table = parquet.read_table(path)
    if name in tables:
        pd.testing.assert_frame_equal(table.to_pandas(), tables[name], check_dtype=False)
    about = {field.name: field.metadata for field in table.schema}
    assert about["doc_id"][b"label_zh"].decode() == "规划"
    assert all(each[b"meaning"] for each in about.values())


def test_an_empty_table_is_exported_in_every_form(tables: Tables, tmp_path: Path) -> None:
    paths = export("template_clauses", tables, tmp_path, ["parquet", "dta", "sav"], ["en"])
    assert len(READERS["sav"](next(path for path in paths if path.suffix == ".sav"))[0]) == 0


def test_every_table_has_a_title() -> None:
    names = {row["name"] for row in read_vocabulary("table_titles")}
    assert names == {*SCHEMAS, *RESULTS, "codes_"}
    assert not names & set(CHARTS)


# Codes of a further scheme have the labels of that scheme.
def test_codes_of_a_further_scheme() -> None:
    rows = pd.DataFrame({"code": ["SUP1", "none"], "code2": ["", "DEM"]})
    of_index = rows[["code"]].assign(scheme="instruments")
    for made in (labelled("codes_instruments", rows), labelled("scheme_shares", of_index)):
        numbers = made.data["code"].tolist()
        said = [made.value_labels("en")["code"][number] for number in numbers]
        assert said[0].startswith("SUP1 ") and len(said[0]) > 6 and said[1] == "read; none fits"
        assert "macro" not in made.value_labels("en")["code"].values()
