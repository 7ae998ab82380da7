"""The explorer's data and page, without a browser."""

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.explored import HOSTILE, explored

from compare.project import Project
from compare.report.explorer import (
    DATA_MARK,
    FOLDER,
    NONCE_MARK,
    PARTS_MARK,
    embedded,
    explorer_page,
    template_text,
    write_explorer,
)
from compare.report.explorer_data import explorer_data
from compare.report.places import Places, offsets_in
from compare.report.plan_labels import plan_labels
from compare.tables.reading import read_tables
from compare.tables.schema import Tables
from compare.text.document import read_document
from compare.text.sources import read_sources

EXPLORER = Path(__file__).resolve().parents[2] / "explorer"
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_PROGRAM = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return explored(tmp_path_factory.mktemp("explored"))


def data_of(project: Project) -> dict[str, Any]:
    page = (project.reports / "explore.html").read_text(encoding="utf-8")
    found = _DATA.search(page)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def cells(column: Any) -> list[Any]:
    return column if isinstance(column, list) else [column["values"][code] for code in column["codes"]]


# --- the template ---


def test_the_template_is_built_from_the_sources_that_are_committed() -> None:
    """Without Node; that it is what they give, `npm run check` in explorer/ tells."""
    inside = [path for path in (EXPLORER / "src").rglob("*") if path.is_file()]
    names = ["index.html", "package-lock.json", "scripts/place.mjs", "vite.config.ts"]
    names += [path.relative_to(EXPLORER).as_posix() for path in inside]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\0".encode() + (EXPLORER / name).read_bytes())
    stated = re.search(r'<meta name="sources" content="(\w+)">', template_text())
    assert stated and stated[1] == digest.hexdigest(), (
        "run `npm run build` in explorer/ and commit the template"
    )


def test_the_lock_file_names_no_address() -> None:
    lock = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


@pytest.mark.parametrize("mark", [DATA_MARK, PARTS_MARK, NONCE_MARK])
def test_the_template_has_each_place_once(mark: str) -> None:
    assert template_text().count(mark) == 1


def test_the_policy_lets_the_page_run_its_own_program_and_nothing_else(small: Project) -> None:
    page = (small.reports / "explore.html").read_text(encoding="utf-8")
    program = _PROGRAM.search(page)
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert program and policy
    digest = base64.b64encode(hashlib.sha256(program[1].encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [f"'sha256-{digest}'"]
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_the_page_names_no_address_that_a_browser_would_load() -> None:
    page = template_text()
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", page)


# --- the data ---


@given(st.text())
def test_no_character_of_the_data_can_end_or_open_a_tag(text: str) -> None:
    found = embedded({"text": text})
    assert not set(found) & set("<>&\u2028\u2029")
    assert json.loads(found) == {"text": text}


def test_hostile_text_is_in_the_data_and_nowhere_in_the_markup(small: Project) -> None:
    texts = data_of(small)["provisions"]["text"]
    for hostile in HOSTILE:
        assert any(hostile in text for text in texts)
    page = (small.reports / "explore.html").read_text(encoding="utf-8")
    assert "alert(1)" not in _DATA.sub("", page)


def test_finds_stand_where_the_data_say(small: Project) -> None:
    data = data_of(small)
    texts = [text.encode("utf-16-le") for text in data["provisions"]["text"]]
    found = 0
    for table in ("targets", "times"):
        columns = data[table]
        places = zip(
            columns["provision"], columns["from"], columns["to"], cells(columns["text"]), strict=True
        )
        for row, first, last, text in places:
            # A browser counts in UTF-16.
            assert texts[row][2 * first : 2 * last].decode("utf-16-le") == text
            found += 1
    assert (
        found == len(read_tables(small.processed)["targets"]) + len(read_tables(small.processed)["times"]) > 4
    )


# Where a project lies, and what its folder is called, is nobody's business and no part of its data.
def test_the_page_is_the_same_wherever_the_project_lies(small: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "elsewhere")
    shutil.copytree(small.root, other.root)
    pages = [write_explorer(one, read_tables(one.processed)).read_bytes() for one in (small, other)]
    assert pages[0] == pages[1]


def test_all_finds_and_passages_of_the_plans_have_a_place(project: Project, tables: Tables) -> None:
    raw = {s.doc_id: read_document(s, project.raw).raw for s in read_sources(project.raw)}
    data = explorer_data(tables, raw)
    for table in ("targets", "times", "bodies", "citations"):
        assert len(data[table]["from"]) == len(tables[table])
        assert all(0 <= a < b for a, b in zip(data[table]["from"], data[table]["to"], strict=True))
    assert min(data["reuse"]["from_a"] + data["reuse"]["from_b"]) >= 0


def test_a_template_can_be_read_and_compared_and_is_not_counted(small: Project) -> None:
    data = data_of(small)
    outline = data["plans"][-1]
    assert (outline["doc_id"], outline["template"], outline["count"] > 0) == ("outline", 1, True)
    first = sum(plan["count"] for plan in data["plans"][:-1])
    topics = cells(data["provisions"]["topic"])
    assert set(topics[first:]) == {""} and any(topics[:first])
    assert any(row >= first for row in data["reuse"]["b"])


def test_columns_that_a_table_lacks_are_left_out(small: Project) -> None:
    tables = read_tables(small.processed)
    less = tables | {
        "provisions": tables["provisions"].drop(columns=["coder", "obligation_source"]),
        "documents": tables["documents"].drop(columns=["outline_basis"]),
    }
    data = explorer_data(less, {})
    assert "coder" not in data["provisions"] and "outline_basis" not in data["plans"][0]
    more = tables | {"provisions": tables["provisions"].assign(origin="national")}
    assert explorer_data(more, {})["provisions"]["origin"]["values"] == ["national"]


def test_a_second_scheme_is_a_frame_of_its_own(small: Project) -> None:
    tables = read_tables(small.processed)
    ids = tables["provisions"]["provision_id"].iloc[[3, 5]]
    codes = pd.DataFrame({"provision_id": ids, "code": ["x", "y"], "coder": "c", "coder_kind": "person"})
    (scheme,) = explorer_data(tables | {"codes_mine": codes}, {})["schemes"]
    assert (scheme["name"], scheme["provision"], cells(scheme["code"])) == ("mine", [3, 5], ["x", "y"])


def test_the_same_tables_give_the_same_bytes(small: Project, tmp_path: Path) -> None:
    before = (small.reports / "explore.html").read_bytes()
    write_explorer(small, read_tables(small.processed))
    assert (small.reports / "explore.html").read_bytes() == before


@pytest.mark.parametrize("names", [("hill",), ("hill", "river"), ("river", "outline")])
def test_any_project_has_a_page(names: tuple[str, ...], tmp_path: Path) -> None:
    data = data_of(explored(tmp_path / "x", names))
    assert [plan["doc_id"] for plan in data["plans"]] == list(names)
    assert sum(plan["count"] for plan in data["plans"]) == data["provisions"]["rows"]


# --- very many plans ---


def test_data_of_very_many_plans_lie_in_files_beside_the_page(small: Project) -> None:
    inside = data_of(small)
    tables = read_tables(small.processed)
    page = write_explorer(small, tables, most_inside=3).read_text(encoding="utf-8")
    folder = small.reports / FOLDER
    names = [path.name for path in sorted(folder.iterdir())]
    nonces = set(re.findall(r"nonce[-=]\"?(\w+)", page))
    assert re.findall(rf'src="{FOLDER}/([^"]+)"', page) == names and len(nonces) == 1
    parts = [
        re.search(r"\.push\((.*)\);\n$", (folder / name).read_text("utf-8"), re.DOTALL) for name in names
    ]
    assert json.loads("".join(json.loads(part[1]) for part in parts if part)) == inside
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    write_explorer(small, tables)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    assert data_of(small) == inside


def test_a_page_with_parts_has_their_tags_in_order() -> None:
    page = explorer_page("", ["part0001.js", "part0002.js"])
    assert page.index("part0001.js") < page.index("part0002.js") < page.index('<script type="module">')


# --- labels and places ---


def test_a_plan_is_called_by_its_place_and_its_own_years() -> None:
    plan = {"jurisdiction_zh": "清河县", "jurisdiction_en": "River County", "period_start": "2021"}
    rows = [plan | {"doc_id": "a", "period_end": "2025"}, plan | {"doc_id": "b", "period_end": "2021"}]
    assert [label["label_en"] for label in plan_labels(rows)] == ["River 2021–2025", "River 2021"]


def test_no_two_plans_have_the_same_label() -> None:
    rows = [{"doc_id": name, "jurisdiction_zh": "甲县", "jurisdiction_en": ""} for name in ("one", "two")]
    assert [label["label_zh"] for label in plan_labels(rows)] == ["甲县 [one]", "甲县 [two]"]
    assert [label["label_en"] for label in plan_labels(rows)] == ["one", "two"]


@given(
    st.lists(st.tuples(st.characters(categories=["Lo", "P"]), st.sampled_from(["", "\n", "** "])), min_size=1)
)
def test_every_character_keeps_its_place(parts: list[tuple[str, str]]) -> None:
    """Taken out are only characters that the text does not have."""
    parts = [(sign, cut) for sign, cut in parts if sign != "*"]
    raw, text = "".join(sign + cut for sign, cut in parts), "".join(sign for sign, _ in parts)
    offsets = offsets_in(raw, 0, len(raw), text)
    assert [raw[place] for place in offsets] == list(text)


def test_places_count_as_a_browser_does() -> None:
    rows = pd.DataFrame({"provision_id": ["x-p1"], "doc_id": "x", "start": 5, "end": 9, "text": "𠮷祥路站"})
    assert Places(rows, {}).of(["x-p1"], [6], [8]) == ([0], [2], [4])
    assert Places(rows, {}).of(["x-p1"], [20], [22]) == ([0], [-1], [-1])
