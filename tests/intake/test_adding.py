"""`fazhi add` and `fazhi remove`: what is proposed, what is written, and that it is all or nothing."""

import io
import os
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from docx import Document as new_docx

from compare.build.building import build_project
from compare.cli.parser import main
from compare.coding.given import Codes
from compare.errors import InputError
from compare.export.cells import Grid
from compare.export.workbook import workbook_bytes
from compare.intake.adding import add_plan, plan_files, remove_plan
from compare.project import Project
from compare.tables.integrity import check
from compare.text.document import Document, parse_document, read_document
from compare.text.places import level_of, places_in
from compare.text.sources import Source, read_sources

TITLE = "清水市临江县法治政府建设实施方案（2021—2025年）"
TEXT = (
    f"临政发〔2021〕7号\n{TITLE}\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
    "（一）规范行政执法。每人每年接受不少于60学时的培训。\n责任单位：县司法局\n"
    "（三）强化监督。2022年底前公布流程图。\n临江县人民政府\n2021年7月1日\n"
)


PLACELESS = "法治政府建设方案\n一、规范执法\n完善程序。\n二、强化监督\n公开结果。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "我的 项目")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "下载 文件"
    folder.mkdir()
    path = folder / "临江县 方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.relative_to(folder).parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


# --- what is proposed ---


def test_a_plan_is_understood_and_stored(project: Project, plan: Path) -> None:
    report = add_plan(project, plan, {})
    (row,) = read_sources(project.raw)
    assert row.doc_id == "linjiang" and row.file == "linjiang.txt"
    assert (row.title, row.document_number, row.issued) == (TITLE, "临政发〔2021〕7号", "2021-07-01")
    assert (row.period_start, row.period_end) == ("2021", "2025")
    assert (row.jurisdiction_zh, row.parent_zh, row.level) == ("临江县", "清水市", "county")
    assert row.note == "read from 临江县 方案.txt"
    # what was understood is printed, with the number that is missing
    for part in (TITLE, "临江县", "measures         2", "2  二、主要任务", "go from 1 to 3"):
        assert part in report
    assert "not found" not in report and "could not place" not in report
    # the stored row reads the stored file
    assert len(read_document(row, project.raw).measures) == 2


def test_what_is_stated_overrides_the_text(project: Project, plan: Path) -> None:
    stated = {"doc_id": "linjiang", "title": "另一题目", "level": "district", "period_end": "2026"}
    report = add_plan(project, plan, stated)
    (row,) = read_sources(project.raw)
    assert {name: getattr(row, name) for name in stated} == stated
    assert "另一题目" in report and row.period_start == ""  # a period is stated as a whole


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("北京市门头沟区法治政府建设实施方案", ["北京市", "门头沟区"]),
        ("河北省承德市高新区法治政府建设规划", ["河北省", "承德市", "高新区"]),
        ("关于印发《泌阳县法治政府建设“十四五”规划》的通知", ["泌阳县"]),
        ("中共临湖市委关于全面推进依法治市的意见", ["临湖市"]),
        ("桂花街道2023年法治建设要点", ["桂花街道"]),
        ("延边朝鲜族自治州法治政府建设规划", ["延边朝鲜族自治州"]),
        # no place in it
        ("法治政府建设实施纲要（2021－2025年）", []),
        ("关于加快推进依法治市工作的意见", []),
    ],
)
def test_places(title: str, places: list[str]) -> None:
    assert places_in(title) == places


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ("重庆市", "province"),
        ("河北省", "province"),
        ("广西壮族自治区", "province"),
        ("承德高新区", "development zone"),
        ("桂花街道", "township"),
        ("恩施州", "prefecture"),
        ("泊头市", "city"),
        ("昆区", "district"),
        ("鄂托克旗", "county"),
        ("", ""),
    ],
)
def test_levels(place: str, level: str) -> None:
    assert level_of(place) == level


def test_the_place_of_a_title_without_one_is_in_the_signature() -> None:
    text = "法治政府建设实施方案\n一、规范执法\n完善程序。\n二、监督\n公开。\n临江县人民政府\n2021年7月1日\n"
    assert parse_document(Source("a", "a"), text).source.jurisdiction_zh == "临江县"


# --- formats, ids, several files ---


def test_text_of_a_word_file_lies_beside_the_original(project: Project, tmp_path: Path) -> None:
    document = new_docx()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "临江 plan.docx"))
    add_plan(project, tmp_path / "临江 plan.docx", {})
    (row,) = read_sources(project.raw)
    assert row.file == "plan.txt"
    assert (project.raw / "plan.txt").read_text(encoding="utf-8") == TEXT
    original = (project.raw / "plan.original.docx").read_bytes()
    assert original == (tmp_path / "临江 plan.docx").read_bytes()


def test_other_encodings_are_stored_as_utf8_beside_the_original(project: Project, plan: Path) -> None:
    plan.write_bytes(TEXT.encode("gb18030"))
    add_plan(project, plan, {})
    assert (project.raw / "linjiang.txt").read_bytes() == TEXT.encode()
    assert (project.raw / "linjiang.original.txt").read_bytes() == TEXT.encode("gb18030")


def test_ids_do_not_collide(project: Project, plan: Path) -> None:
    for n, name in enumerate(["临江.txt", "Plan 1.txt", "plan_1.txt", "清水.txt"]):
        path = plan.with_name(name)
        path.write_text(TEXT.replace("60", f"6{n}"), encoding="utf-8")
        add_plan(project, path, {})
    assert [row.doc_id for row in read_sources(project.raw)] == [
        "linjiang",
        "plan-1",
        "plan-1-2",
        "linjiang-2021",
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # Latin letters of the name; the place of the text; the name by its sound; no name at all
        ("Linjiang plan.txt", TEXT, "linjiang-plan"),
        ("2017.txt", TEXT, "linjiang"),
        ("2017年法治政府建设工作要点.txt", TEXT, "linjiang"),
        ("方案（定稿）.txt", TEXT.replace("临江", "西安").replace("清水市西安县", "西安市"), "xian"),
        ("附件2.txt", PLACELESS, "fujian-2"),
        ("吕梁经验.txt", PLACELESS, "lvliangjingyan"),
        ("2017.txt", PLACELESS, "plan-2017"),
        ("方案.txt", PLACELESS, "plan"),
        ("（）.txt", PLACELESS, "plan"),
        ("𠮷.txt", PLACELESS, "plan"),
    ],
)
def test_ids_can_be_read(project: Project, tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    add_plan(project, tmp_path / name, {})
    assert [row.doc_id for row in read_sources(project.raw)] == [expected]


def test_a_third_plan_of_a_place_is_numbered(project: Project, tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(TEXT.replace("60", f"6{n}"), encoding="utf-8")
        add_plan(project, tmp_path / f"{n}.txt", {})
    ids = [row.doc_id for row in read_sources(project.raw)]
    assert ids == ["linjiang", "linjiang-2021", "linjiang-2021-2", "linjiang-2021-3"]


def test_the_english_name_of_a_place_is_proposed(project: Project, plan: Path) -> None:
    assert "Linjiang County" in add_plan(project, plan, {})
    (row,) = read_sources(project.raw)
    assert row.jurisdiction_en == "Linjiang County"
    remove_plan(project, row.doc_id)
    add_plan(project, plan, {"jurisdiction_en": "Riverside"})
    assert read_sources(project.raw)[0].jurisdiction_en == "Riverside"


def test_a_folder_of_plans_one_of_them_broken(
    project: Project, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan.with_name("b.md").write_text(TEXT.replace("60", "40"), encoding="utf-8")
    plan.with_name("c.txt").write_bytes(b"")
    plan.with_name("d.doc").write_bytes(b"x")  # of a folder only what can be read is taken
    assert run("add", plan.parent, "--project", project.root) == 1
    out = capsys.readouterr()
    assert out.err == "fazhi: c.txt: the file is empty; fetch it again.\n"
    assert sorted(row.file for row in read_sources(project.raw)) == ["b.md", "linjiang.txt"]
    assert run("add", plan.parent, "--title", "x", "--project", project.root) == 1
    assert "one plan only" in capsys.readouterr().err


def test_a_folder_without_plans(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file in it that can be read"):
        plan_files(tmp_path)


# --- remove undoes add ---


def test_remove_undoes_add(project: Project, plan: Path) -> None:
    add_plan(project, plan, {"doc_id": "first"})
    before = tree(project.root)
    other = plan.with_name("b.html")
    other.write_text(TEXT.replace("\n", "<br>").replace("60", "40"), encoding="utf-8")
    add_plan(project, other, {})
    assert tree(project.root) != before
    assert "b is out of sources.csv" in remove_plan(project, "b")
    assert tree(project.root) == before
    assert other.is_file() and plan.is_file()


def test_the_last_plan_can_be_removed_and_another_added(project: Project, plan: Path) -> None:
    add_plan(project, plan, {})
    remove_plan(project, "linjiang")
    assert list(tree(project.root)) == ["data/raw/sources.csv"]
    add_plan(project, plan, {})
    assert len(read_sources(project.raw)) == 1


def test_remove_keeps_what_add_did_not_write(project: Project, plan: Path) -> None:
    project.raw.mkdir(parents=True)
    (project.raw / "mine.txt").write_text(TEXT, encoding="utf-8")
    (project.raw / "sources.csv").write_text("doc_id,file\nx,mine.txt\n", encoding="utf-8")
    assert "mine.txt was not put there" in remove_plan(project, "x")
    add_plan(project, plan, {"doc_id": "y"})
    (project.raw / "y.txt").write_text(TEXT + "改。", encoding="utf-8")
    assert "y.txt was changed since and stays" in remove_plan(project, "y")
    assert sorted(path.name for path in project.raw.iterdir()) == ["mine.txt", "sources.csv", "y.txt"]


def test_remove_names_the_ids_it_knows(project: Project, plan: Path) -> None:
    add_plan(project, plan, {})
    with pytest.raises(InputError, match=r"nothing: not in sources\.csv; there are linjiang"):
        remove_plan(project, "nothing")


# --- all or nothing ---

REFUSED = {
    "taken id": ({"doc_id": "FIRST"}, TEXT.replace("60", "40"), "is taken"),
    "same plan": ({}, TEXT, "already, as first"),
    "bad id": ({"doc_id": "临江"}, TEXT.replace("60", "40"), "letters, digits"),
    "escaping id": ({"doc_id": "../x"}, TEXT.replace("60", "40"), "letters, digits"),
    "bad level": ({"level": "village"}, TEXT.replace("60", "40"), "level 'village' is unknown"),
    "date without hyphens": (
        {"issued": "20220101"},
        TEXT.replace("60", "40"),
        "issued '20220101' is no date",
    ),
    "week": ({"issued": "2022-W01-1"}, TEXT.replace("60", "40"), "is no date; write 2022-07-07"),
    "wide year": ({"period_end": "２０２５"}, TEXT.replace("60", "40"), "is no year"),
    "control": (
        {"title": "某县\x1b[31m"},
        TEXT.replace("60", "40"),
        "title holds a character that is no text",
    ),
    "bad date": ({"issued": "7.7.2022"}, TEXT.replace("60", "40"), "is no date"),
    "marker": ({"start_marker": "第五篇"}, TEXT.replace("60", "40"), "'第五篇' not found"),
    "no items": ({}, "今天天气很好。\n", "no numbered measures"),
    "two plans": ({}, TEXT + TEXT.replace("临江", "某"), "more than one plan"),
    "file there": ({"doc_id": "old"}, TEXT.replace("60", "40"), "a file of this name"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_plan_leaves_nothing(
    project: Project, plan: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    stated, text, says = REFUSED[case]
    add_plan(project, plan, {"doc_id": "first"})
    (project.raw / "old.txt").write_text("x", encoding="utf-8")
    before = tree(project.root)
    plan.write_text(text, encoding="utf-8")
    flags = [part for name, value in stated.items() for part in (f"--{name.replace('_', '-')}", value)]
    capsys.readouterr()
    assert run("add", plan, "--project", project.root, *flags) == 1
    error = capsys.readouterr().err
    assert says in error and error.startswith("fazhi: ") and error.count("\n") == 1
    assert tree(project.root) == before


def test_an_interrupted_write_leaves_nothing(
    project: Project, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_plan(project, plan, {"doc_id": "first"})
    before = tree(project.root)
    plan.write_bytes(TEXT.replace("60", "40").encode("gb18030"))
    real, calls = os.replace, []

    def failing(*paths: Path) -> None:
        calls.append(paths)
        if len(calls) == 3:  # text and original are in place, sources.csv is not
            raise OSError(28, "No space left on device")
        real(*paths)

    monkeypatch.setattr("compare.intake.adding.os.replace", failing)
    with pytest.raises(InputError, match="No space left on device"):
        add_plan(project, plan, {})
    assert tree(project.root) == before


def test_nothing_is_begun_for_a_plan_that_cannot_be_read(project: Project, plan: Path) -> None:
    plan.write_text("今天天气很好。\n", encoding="utf-8")
    assert run("add", plan, "--project", project.root) == 1
    assert not project.root.exists()


def test_a_bad_row_stops_neither_add_nor_remove_and_stays_as_it_is(project: Project, plan: Path) -> None:
    project.raw.mkdir(parents=True)
    rows = "doc_id,file,issued\nbad,bad.txt,20220101\n"
    (project.raw / "sources.csv").write_text(rows, encoding="utf-8")
    add_plan(project, plan, {"doc_id": "good"})
    assert "bad,bad.txt,,,,,,,,,20220101" in (project.raw / "sources.csv").read_text(encoding="utf-8")
    remove_plan(project, "bad")
    assert [source.doc_id for source in read_sources(project.raw)] == ["good"]


# --- a project of its own, and a formula in a title ---


@dataclass(frozen=True)
class OneTopic:
    """A coder in place of the model, which takes long to fit."""

    def __call__(self, document: Document, finds: object) -> dict[str, Codes]:
        return {
            p.provision_id: Codes(p.structure or "A1", "", 0, 0, 0, "x", "person", "person")
            for p in document.provisions
        }


def test_a_folder_of_its_own_is_built_and_checked(project: Project, plan: Path) -> None:
    add_plan(project, plan, {})
    built = build_project(project, OneTopic(), "0.1.0", workers=1, quiet=True)
    assert not built.faults and "2 measures" in built.summary
    assert check(project, "0.1.0") == []


def test_a_formula_in_a_title_is_text_in_a_sheet(project: Project, plan: Path) -> None:
    plan.write_text(TEXT.replace(TITLE, "=1+1法治政府建设实施方案"), encoding="utf-8")
    assert "begins like a spreadsheet formula" in add_plan(project, plan, {})
    (row,) = read_sources(project.raw)
    assert row.title == "=1+1法治政府建设实施方案"
    data = workbook_bytes([Grid("Documents", ("title",), ((row.title,),))])
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for line in sheet for cell in line]
    assert [cell.data_type for cell in cells if cell.value == row.title] == ["s"]
