"""A figure kit: one archive with everything, the same bytes twice, and true hashes."""

import csv
import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest

from compare import __version__
from compare.cli.parser import main
from compare.errors import InputError
from compare.export.request import kit_file
from compare.figures.catalogue import CHARTS
from compare.files.archives import zip_of
from compare.tables.schema import Tables

NAME = "corpus_overview"


@pytest.fixture(scope="module")
def archive(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of one kit, by their names in it."""
    [path] = kit_file(NAME, tables, tmp_path_factory.mktemp("kit"))
    assert path.name == f"{NAME}_kit.zip"
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == sorted(packed.namelist())
        return {entry.removeprefix(f"{NAME}_kit/"): packed.read(entry) for entry in packed.namelist()}


def test_everything_is_in_a_kit(archive: dict[str, bytes]) -> None:
    pictures = {f"{NAME}_{language}.{form}" for language in ("zh", "en") for form in ("png", "svg", "pdf")}
    assert set(archive) == {*pictures, f"{NAME}.csv", "README.md", "README.zh.md", "font_license.txt"}
    rows = list(csv.reader(io.StringIO(archive[f"{NAME}.csv"].decode("utf-8-sig"))))
    assert len(rows) == 6


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_its_page_says_what_it_is(
    archive: dict[str, bytes], tables: Tables, page: str, language: str
) -> None:
    text = archive[page].decode("utf-8")
    assert text.startswith(f"# {CHARTS[NAME].title(language)}\n")
    assert f"fazhi-compare {__version__}" in text
    for heading in {"en": ("Caption", "Alternative text"), "zh": ("图注", "替代文本")}[language]:
        [body] = re.findall(rf"(?m)^## {heading}\n\n(.+)$", text)
        assert len(body) > 40
    for file in tables["documents"].itertuples():
        assert str(file.sha256) in text and str(file.title) in text
    for name, data in archive.items():
        assert name.startswith("README") or hashlib.sha256(data).hexdigest() in text


def test_the_same_files_give_the_same_archive() -> None:
    files = {"b/x": b"1", "a": "法治".encode()}
    made = zip_of(files)
    assert made == zip_of(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in packed.infolist()} == {0o644}
        assert {entry.filename: packed.read(entry) for entry in packed.infolist()} == files


def test_a_kit_is_of_a_figure(tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="targets: no such figure"):
        kit_file("targets", tables, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert main(["export", NAME, "--kit", "--format", "png", "--out", str(tmp_path / "out")]) == 1
    assert "leave out --format" in capsys.readouterr().err
