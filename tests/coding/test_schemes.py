"""Further coding schemes: codes by span become a table beside those of the taxonomy."""

import sys
from pathlib import Path

import pytest
from support.clerk import Clerk, make_project

from compare.build.building import build_project
from compare.coding.schemes import read_scheme, scheme_rows
from compare.errors import InputError
from compare.project import Project
from compare.tables.integrity import check
from compare.tables.reading import read_tables
from compare.text.document import Document, parse_document, read_document
from compare.text.sources import Source, read_sources
from compare.vocab.reading import VARIABLE

HEAD = "doc_id,start,end,code,code2,text,note\n"


def code(
    project: Project, document: Document, codes: list[str], rank: str = "1", coder: str = "zhang"
) -> Path:
    """Codes of the first provisions of a document, by a person."""
    folder = project.coding / "schemes" / "instruments"
    (folder / coder).mkdir(parents=True, exist_ok=True)
    (folder / "coders.csv").write_text(
        f"coder,kind,rank,description\n{coder},person,{rank},\n", encoding="utf-8"
    )
    path = folder / coder / f"{document.doc_id}.csv"
    lines = [
        f"{document.doc_id},{p.start},{p.end},{one},,,\n"
        for p, one in zip(document.provisions, codes, strict=False)
    ]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    (tmp_path / "diary").mkdir()
    return Clerk(tmp_path / "diary")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Project, Document]:
    project = make_project(tmp_path / "p", 2)
    return project, read_document(read_sources(project.raw)[0], project.raw)


def test_codes_become_a_table_that_is_read_and_checked(two: tuple[Project, Document], clerk: Clerk) -> None:
    project, document = two
    code(project, document, ["SUP1", ""])
    build_project(project, clerk, "1", workers=1)
    rows = read_tables(project.processed)["codes_instruments"]
    assert rows["code"].tolist() == ["SUP1", ""] and set(rows["coder_kind"]) == {"person"}
    assert rows["provision_id"].tolist() == [p.provision_id for p in document.provisions[:2]]
    assert check(project, "1") == []


def test_a_changed_code_is_taken_up_by_the_next_build(two: tuple[Project, Document], clerk: Clerk) -> None:
    project, document = two
    for one in ("SUP1", "ENV4"):
        code(project, document, [one])
        build_project(project, clerk, "1", workers=1)
        assert read_tables(project.processed)["codes_instruments"]["code"].tolist() == [one]


def test_a_coder_without_a_rank_does_not_feed_the_table(two: tuple[Project, Document], clerk: Clerk) -> None:
    project, document = two
    code(project, document, ["SUP1"], rank="")
    build_project(project, clerk, "1", workers=1)
    assert len(read_tables(project.processed)["codes_instruments"]) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{HEAD}x,0,3,SUP1,,,\n", "line 2: no provision has the characters 0 to 3"),
        (f"{HEAD}x,START,END,SUP99,,,\n", "line 2: 'SUP99' is no code of the scheme"),
        (f"{HEAD}x,START,END,SUP1,Q,,\n", "line 2: 'Q' is no code of the scheme"),
        ("start,end\nSTART,END\n", "the columns start, end, code must be there"),
    ],
)
def test_a_bad_row_leaves_out_its_plan_and_is_named(
    two: tuple[Project, Document], clerk: Clerk, text: str, says: str
) -> None:
    project, document = two
    first = document.provisions[0]
    path = code(project, document, [])
    path.write_text(text.replace("START", str(first.start)).replace("END", str(first.end)), encoding="utf-8")
    built = build_project(project, clerk, "1", workers=1)
    assert len(built.faults) == 1 and says in built.faults[0]


def test_an_unknown_scheme_says_where_its_taxonomy_belongs() -> None:
    with pytest.raises(InputError, match=r"put it into vocab/schemes/mine/ of the project"):
        read_scheme("mine")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not let such folders be made")
@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["CON"], "'CON' is a name that Windows keeps"),
        (["a:b"], "a character that Windows does not take"),
        (["instruments", "Instruments"], "names must differ by more than case"),
    ],
)
def test_a_scheme_that_another_system_cannot_hold_is_named(
    names: list[str], says: str, tmp_path: Path
) -> None:
    for name in names:
        folder = tmp_path / "schemes" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "coders.csv").write_text("coder,kind,rank,description\n", encoding="utf-8")
    document = parse_document(Source("x", "x.txt"), "一、总体要求\n", "0" * 64, is_plan=False)
    with pytest.raises(InputError, match=says):
        scheme_rows(document, tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("cod,parent\nA,\n", "the column 'code' is missing"),
        ("code,parent,label_zh,label_en\n", "the column 'code' is missing, or no rows"),
        ("code,label_zh,label_en\nA,甲,a\nA,乙,b\n", "line 3: 'A' stands there twice"),
        ("code,label_zh,label_en\nA,甲,a\n\na,乙,b\n", "line 2: 'A' and 'a' differ by case only"),
        ("code,label_zh,label_en\n,甲,a\n", "line 2: '' is no code"),
        ("code,label_zh,label_en\nnone,甲,a\n", "line 2: 'none' stands for no code"),
        ("code,label_zh,label_en\nA,甲,\n", "line 2: label_en is empty"),
        ("code,parent,label_zh,label_en\nA,B,甲,a\n", "parent 'B' of A is no code at the top"),
    ],
)
def test_a_bad_row_of_a_scheme_is_named(
    text: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "schemes" / "mine" / "taxonomy.csv"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    read_scheme.cache_clear()
    with pytest.raises(InputError, match=rf"schemes/mine/taxonomy\.csv.*{why}"):
        read_scheme("mine")
