"""A release holds what it says, is the same bytes twice, and speaks for nobody who did not say so."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from frictionless import Package
from support.coded import coded_project

from compare.build.building import build_project
from compare.cli import main
from compare.coding.coder import PlanCoder
from compare.errors import InputError
from compare.indices.registry import INDICES
from compare.project import Project
from compare.release.citing import bibtex, cff, gbt, zenodo
from compare.release.materials import bill_of_materials, read_pins
from compare.release.news import as_texts, read_release
from compare.release.pages import citations, readme
from compare.release.words import say
from compare.release.work import Author, Work, read_work

ROOT = Path(__file__).resolve().parents[2]
FEW = ("corpus_counts", "strictness_rates")
CFF = """cff-version: 1.2.0
message: Please cite.
title: "临水与高山: two plans"
version: 2.0.0
date-released: 2026-12-01
authors:
  - {family-names: Wang, given-names: Xiao Ming}
  - {name: 某课题组}
license: CC-BY-4.0
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project of somebody else, built."""
    project = coded_project(tmp_path_factory.mktemp("release") / "mine")
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    return project


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """Two index tables, no figure, and two tables for programs of statistics are enough."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("compare.indices.stage.INDICES", {name: INDICES[name] for name in FEW})
        patched.setattr("compare.release.kit.CHARTS", {})
        patched.setattr("compare.release.kit.table_names", lambda folder: ["documents", "times"])
        yield


def released(project: Project, out: Path, *options: str) -> zipfile.ZipFile:
    assert main(["release", "--project", str(project.root), "--out", str(out), *options]) == 0
    return zipfile.ZipFile(next(out.glob("*.zip")))


def inside(archive: zipfile.ZipFile) -> dict[str, bytes]:
    return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def plain(mine: Project, few: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The release of a project of which nothing was stated."""
    return inside(released(mine, tmp_path_factory.mktemp("plain")))


def test_same_bytes_twice_and_hashes_hold(mine: Project, plain: dict[str, bytes], tmp_path: Path) -> None:
    assert inside(released(mine, tmp_path / "again")) == plain
    listed = dict(reversed(line.split("  ")) for line in plain["SHA256SUMS"].decode().splitlines())
    assert set(listed) == set(plain) - {"SHA256SUMS"}
    assert all(hashlib.sha256(plain[name]).hexdigest() == digest for name, digest in listed.items())


def test_the_archive_holds_every_form(mine: Project, plain: dict[str, bytes]) -> None:
    tables = {path.name for path in mine.processed.glob("*.csv")}
    assert {name.rsplit("/")[-1] for name in plain if name.startswith("data/csv/")} >= tables - {
        "left_out.csv"
    }
    for name in ("provisions.csv", "documents.csv"):
        assert plain[f"data/csv/{name}"] == (mine.processed / name).read_bytes()
    for name in ("parquet/times.parquet", "stata/times_zh.dta", "stata/times_en.dta", "spss/times_en.sav"):
        assert plain[f"data/{name}"]
    assert plain["numbers/strictness_rates.csv"]
    for page, heading in (("codebook.html", "domain"), ("codebook.zh.html", "领域")):
        text = plain[page].decode()
        assert heading in text and "<script" not in text and "<a " not in text and "<table" in text


def test_nobody_is_named_who_did_not_say_so(plain: dict[str, bytes]) -> None:
    readme = plain["README.md"].decode()
    assert "Not stated: title, authors, version, date, licence." in readme
    assert "CITATION.cff" not in plain and "citation.bib" not in plain
    package, zenodo = json.loads(plain["datapackage.json"]), json.loads(plain[".zenodo.json"])
    assert package["name"] == "mine" and not {"contributors", "licenses", "title"} & set(package)
    assert not {"creators", "license", "title"} & set(zenodo)
    assert "CC BY" not in plain["CAUTIONS.md"].decode()
    for name, data in plain.items():
        if name.endswith((".md", ".json")) and name not in ("sbom.cdx.json",):
            assert b"contributors" not in data, name


def test_what_citation_cff_says_is_said_everywhere(tmp_path: Path) -> None:
    (tmp_path / "CITATION.cff").write_text(CFF, encoding="utf-8")
    work = read_work(Project(tmp_path), {})
    said = citations(work)
    assert "Wang, X. M., & 某课题组. (2026). 临水与高山: two plans (Version 2.0.0) [Data set]." in said
    assert "WANG Xiao Ming, 某课题组. 临水与高山: two plans: 2.0.0[DS]. (2026-12-01)." in said
    assert "author = {Wang, Xiao Ming and {某课题组}}" in bibtex(work) and cff(work).decode() == CFF
    assert json.loads(zenodo(work, ""))["creators"] == [{"name": "Wang, Xiao Ming"}, {"name": "某课题组"}]
    assert not work.lacking and "Not stated" not in readme(work, "en")


def test_names_and_signs_as_each_form_of_citation_has_them() -> None:
    """Surnames in capitals (GB/T 7714-2015, 8.1.1), more than three authors cut, TeX's signs printed."""
    four = tuple(Author(name, "A") for name in ("Li", "Wu", "He", "Xu"))
    assert gbt(Work("x", "Plans", authors=four)) == "LI A, WU A, HE A, et al. Plans[DS]."
    chinese = tuple(Author(name, "明") for name in "李吴何徐")
    assert gbt(Work("x", "规划", authors=chinese)) == "李明, 吴明, 何明, 等. 规划[DS]."
    entry = bibtex(Work("x", "A_B & C: 100%", authors=(Author("R&D {Group}"),)))
    assert r"title = {{A\_B \& C: 100\%}}" in entry and r"author = {{R\&D \{Group\}}}" in entry


@pytest.mark.parametrize("text", ["- a list", "title: [", "just words"])
def test_a_citation_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "CITATION.cff").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"CITATION\.cff: "):
        read_work(Project(tmp_path), {})


def test_the_data_package_is_valid(plain: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in plain.items():
        if name.endswith((".csv", "datapackage.json")):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
    package = Package(str(tmp_path / "datapackage.json"))
    package.resources = [
        one for one in package.resources if one.name in ("documents", "times", "numbers_strictness_rates")
    ]
    for resource in package.resources:
        resource.schema.foreign_keys = []
        report = resource.validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_what_moved_is_told(mine: Project, plain: dict[str, bytes], tmp_path: Path) -> None:
    earlier = tmp_path / "mine-0.9.zip"
    with zipfile.ZipFile(earlier, "w") as archive:
        for name, data in plain.items():
            text = data.decode("utf-8-sig", "replace")
            if name == "data/csv/targets.csv":
                head, *rows = text.splitlines(keepends=True)
                text = head + rows[0].replace("60", "40").replace(
                    ",>=,", ",<=,"
                )  # one changed, the other was not there
            if name.endswith(".csv"):
                archive.writestr(f"mine-0.9/{name}", text)
    options = [
        "--title",
        'Plans: a "trial"',
        "--author",
        "Li, Na",
        "--version",
        "1.1",
        "--date",
        "2027-01-02",
    ]
    options += ["--license", "CC0-1.0", "--since", str(earlier)]
    found = inside(released(mine, tmp_path / "out", *options))
    stated = yaml.safe_load(found["CITATION.cff"])  # options stand in for the file
    assert stated["title"] == 'Plans: a "trial"' and stated["license"] == ["CC0-1.0"]
    assert stated["authors"] == [{"family-names": "Li", "given-names": "Na"}]
    assert json.loads(found["datapackage.json"])["version"] == "1.1"
    assert (tmp_path / "out" / "plans-1.1.zip").is_file()
    moved = as_texts(found["whats_new.csv"])
    changed = moved[(moved["table"] == "data/csv/targets") & (moved["what"] == "changed")]
    assert ["value", "40", "60"] in changed[["column", "before", "after"]].astype(str).values.tolist()
    assert (moved["what"] == "row added").sum() == len(found["data/csv/targets.csv"].splitlines()) - 2
    assert set(moved["table"]) == {"data/csv/targets"}
    assert (
        "data/csv/targets" in found["WHATS_NEW.zh.md"].decode()
        and "mine-0.9.zip" in found["WHATS_NEW.md"].decode()
    )
    assert "no earlier release" in plain["WHATS_NEW.md"].decode()


def test_the_first_release_is_kept_whole() -> None:
    tables = read_release(ROOT / "data" / "releases" / "fazhi-compare-0.1.0.zip")
    assert {"data/csv/provisions", "data/csv/targets", "figures/strictness_profile"} <= set(tables)
    assert len(tables["data/csv/documents"]) == 5


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_an_earlier_release_that_is_none(
    mine: Project, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.zip"
    if content is not None:
        path.write_bytes(content)
    assert (
        main(["release", "--project", str(mine.root), "--out", str(tmp_path / "out"), "--since", str(path)])
        == 1
    )
    assert "old.zip: cannot be read as a release" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_bill_names_every_pin_with_hashes_and_licences() -> None:
    bill = json.loads(bill_of_materials(ROOT / "requirements.txt"))
    pins = read_pins(ROOT / "requirements.txt")
    parts = {(part["name"], part.get("version", "")): part for part in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX" and len(pins) > 100
    for pin in pins:
        found = parts[pin.name, pin.version]["hashes"]
        assert pin.hashes and {one["content"] for one in found} == set(pin.hashes)
    needed = [part for part in parts.values() if part["scope"] == "required"]
    assert {"pandas", "lxml"} <= {part["name"] for part in needed}
    assert all(part.get("licenses") for part in needed)
    refs = [part["bom-ref"] for part in bill["components"]]
    assert len(set(refs)) == len(refs) and "timestamp" not in json.dumps(bill)
    assert json.loads(bill_of_materials(ROOT / "nowhere.txt"))["components"]


def test_both_languages_say_something() -> None:
    assert say("cautions", "zh") == "使用须知" and say("cautions", "en") == "Cautionary notes"
