"""Who coded is stated: in the codes, in the words of captions and of `fazhi show`."""

from pathlib import Path

import pandas as pd
import pytest

from compare.cli.show import coders_of
from compare.coding.coder import PlanCoder
from compare.coding.given import COLUMNS
from compare.coding.register import read_coders
from compare.errors import InputError
from compare.extract.finds import find_all
from compare.figures.coders import who_coded
from compare.project import Project
from compare.sheets.corrections import add_coder
from compare.text.document import Document


def coded_by(folder: Path, document: Document, coder: str, kind: str) -> set[tuple[str, str, str]]:
    """Whose codes a plan has when `coder`, a `kind`, has coded it."""
    folder.joinpath("coders.csv").write_text(f"coder,kind,rank,description\n{coder},{kind},1,\n", "utf-8")
    places = [(document.doc_id, p.start, p.end, "N2", "", 0, 0, 0, p.text, "") for p in document.provisions]
    folder.joinpath(coder).mkdir()
    pd.DataFrame(places, columns=list(COLUMNS)).to_csv(folder / coder / f"{document.doc_id}.csv", index=False)
    codes = PlanCoder(folder)(document, find_all(document))
    return {(one.topic_source, one.coder, one.obligation_source) for one in codes.values()}


@pytest.mark.parametrize("kind", ["person", "language model"])
def test_codes_name_their_coder(kind: str, tmp_path: Path, documents: dict[str, Document]) -> None:
    assert coded_by(tmp_path, documents["kunqu"], "wang", kind) == {(kind, "wang", kind)}


@pytest.mark.parametrize("kind", ["", "hand", "human"])
def test_a_coder_is_a_person_or_a_language_model(kind: str, tmp_path: Path) -> None:
    (tmp_path / "coders.csv").write_text(f"coder,kind,rank,description\nwang,{kind},1,\n", "utf-8")
    with pytest.raises(InputError, match=f"row 2: kind '{kind}' of 'wang' must be one of person"):
        read_coders(tmp_path)


# Who edits the file by hand writes headers and ranks as a spreadsheet does.
def test_a_register_edited_by_hand(tmp_path: Path) -> None:
    (tmp_path / "coders.csv").write_text("Coder, Kind ,RANK\nwang,Person,1.0\n\nli,person, \n", "utf-8")
    assert [(one.name, one.kind, one.rank) for one in read_coders(tmp_path)] == [
        ("wang", "person", 1),
        ("li", "person", 0),
    ]


LLM = ("llm-a", "language model")
MODEL, LAYOUT = ("topic model", "model"), ("layout", "layout")


@pytest.mark.parametrize(("units", "said"), [
    ([("wang", "person")], "a person (wang)"),
    ([("a", "person"), ("b", "person"), ("c", "person"), ("d", "person")], "a person (a, b, c, 1 more)"),
    ([MODEL, LAYOUT], "a model and rules that were fitted to the codes of a large language model, not checked by human experts"),
    ([LLM, MODEL, LAYOUT], "a large language model (llm-a; 1 unit) and a model and rules that were fitted to the codes of"
     " a large language model (2 units), not checked by human experts"),
])  # fmt: skip
def test_words_for_whoever_coded(units: list[tuple[str, str]], said: str) -> None:
    assert who_coded(pd.DataFrame(units, columns=["coder", "topic_source"]), "en") == said


@pytest.mark.parametrize(("topic_source", "coder", "obligation_source", "said"), [
    ("language model", "llm-a", "language model", "llm-a (a language model)"),
    ("person", "wang", "person", "wang (a person)"),
    ("model", "topic model", "rules", "topic model (score 0.74); obligation and checks by rules"),
    ("layout", "layout", "layout", "layout"),
])  # fmt: skip
def test_show_names_the_coder(topic_source: str, coder: str, obligation_source: str, said: str) -> None:
    row = {"topic_source": topic_source, "coder": coder, "obligation_source": obligation_source}
    assert coders_of(row | {"topic_score": 0.74}) == said


# Where topic and obligation come from two coders, both are named, wherever who coded is said.
def test_both_are_named_where_two_coders_gave_a_field_each() -> None:
    row = {
        "topic_source": "person",
        "coder": "wang",
        "obligation_source": "language model",
        "obligation_coder": "llm-a",
    }
    assert coders_of(row | {"topic_score": 1.0}) == "wang (a person); obligation and checks by llm-a"
    said = who_coded(pd.DataFrame([row]), "en")
    assert said == (
        "topics: a person (wang); obligation, sanction and monitoring: a large language model (llm-a; not checked by"
        " human experts)"
    )


REGISTERS = [
    ("coder,kind,rank,description\nwang,person,1.0,a person\n,,,\n", ""),
    ("\ufeffcoder;kind;rank;description\r\n wang ;person; 1 ;\r\n", ""),
    ("coder\tkind\trank\nwang\tperson\t1\n", ""),
    ("description,rank,kind,coder\na person,１,person,wang\n", ""),
    ("coder,kind,rank\nwang,person,first\n", "row 2: rank 'first' is no whole number"),
    ("coder,kind,rank\nwang,person,1.5\n", "row 2: rank '1.5' is no whole number"),
    ("coder,kind,rank\nwang,person,-1\n", "row 2: rank '-1' is no whole number"),
    ("coder,kind,rank\nwang,person,1\nWang,person,2\n", "'wang' stands there twice"),
    ("coder,kind,rank\n,person,1\n", "row 2: the coder has no name"),
    ("coder,kind,rank\n../wang,person,1\n", "row 2: '../wang' holds a /"),
    ("coder,kind,rank\n..,person,1\n", "row 2: '..' ends in a dot"),
    ("coder,kind,rank\nCON,person,1\n", "row 2: 'CON' is a name that Windows keeps"),
    ("name,kind,rank\nwang,person,1\n", "the column 'coder' is missing"),
]


# A register as spreadsheets and people leave it is read, or refused in one sentence with its row.
@pytest.mark.parametrize(("text", "fault"), REGISTERS)
def test_registers_edited_by_hand(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "coders.csv").write_text(text, "utf-8")
    if fault:
        with pytest.raises(InputError, match=fault):
            read_coders(tmp_path)
    else:
        assert [(one.name, one.rank_for("topic")) for one in read_coders(tmp_path)] == [("wang", 1)]


# `use --for` makes columns of ranks; whoever comes later is entered below them all the same.
def test_a_later_coder_is_entered_whatever_columns_the_register_has(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.coding.mkdir(parents=True)
    register = project.coding / "coders.csv"
    register.write_text(
        "coder,kind,rank,rank_topic,rank_obligation,description,team\nli,person,,1,,a person,x\n", "utf-8"
    )
    add_coder(project, "wang", "person", "coded a sheet")
    assert register.read_text("utf-8").splitlines()[1:] == [
        "li,person,,1,,a person,x",
        "wang,person,,,,a person; coded a sheet,",
    ]
    assert [coder.name for coder in read_coders(project.coding)] == ["li", "wang"]


@pytest.mark.parametrize(
    ("column", "near"), [("rang", "rank"), ("kinds", "kind"), ("rank_topics", "rank_topic")]
)
def test_a_mistyped_column_is_named_and_others_are_kept(column: str, near: str, tmp_path: Path) -> None:
    """A rank under another name would leave a coder out in silence."""
    header = "coder,kind,rank,telephone".replace(near, column)
    header = header if column in header else f"{header},{column}"
    (tmp_path / "coders.csv").write_text(f"{header}\nwang,person,1,\n", "utf-8")
    with pytest.raises(InputError, match=f"unknown column '{column}'; did you mean '{near}'"):
        read_coders(tmp_path)


@pytest.mark.parametrize("cell", ["1", "1.0", " 1 ", '"1,0"'])
def test_a_rank_as_spreadsheets_write_it(cell: str, tmp_path: Path) -> None:
    (tmp_path / "coders.csv").write_text(f" Coder,KIND,Rank ,telephone\n wang ,Person,{cell},2\n", "utf-8")
    assert [(one.name, one.kind, one.rank) for one in read_coders(tmp_path)] == [("wang", "person", 1)]
