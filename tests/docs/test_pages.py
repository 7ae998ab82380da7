"""Every command and snippet of the site runs, and the two languages of every page say the same."""

import csv
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest
from fazhi_docs import commands as commands_page
from fazhi_docs import indices as indices_page
from fazhi_docs import python as python_page
from fazhi_docs.translated import chinese
from fazhi_docs.vocabularies import ABOUT, FOLDER
from support.pages import ROOT, RUN, SHOWN, TREES, Block, page_names, read_page

from compare.cli.parser import main, make_parser
from compare.indices.registry import INDICES
from compare.tables.schema import SCHEMAS, declared
from compare.vocab.reading import read_vocabulary

matplotlib.use("Agg")

NAMES = page_names("en")
SETS_UP = re.compile(
    r"git clone REPOSITORY \S+|cd \S+|make (?:report|test|docs)|py -3 -m venv \.venv|python3 -m venv \.venv"
    r"|conda (?:env create -f environment\.yml|activate fazhi-compare)"
    r"|(?:\.venv[/\\](?:bin|Scripts)[/\\])?python3? -m pip install .+"
    r"|source \.venv/bin/activate|Set-ExecutionPolicy -Scope Process RemoteSigned|\.venv\\Scripts\\Activate\.ps1"
    r"|dask (?:scheduler --port 8786|worker tcp://127\.0\.0\.1:8786)"
)
"""What sets up a machine, which no test does; all else in such a block is a command of ours."""
OWN_WORDS = ("howto/add-a-term", "howto/own-scheme")
"""Pages whose project gets words of its own: a session reads its vocabularies once, so these need another."""
SLOW = {"report"}
"""Commands that are only parsed here: what they do has tests of its own."""
FEW = ("corpus_counts", "strictness_rates")
"""Index tables that are enough for a release of a page."""


def blocks(name: str, language: str = "en") -> list[Block]:
    return read_page(TREES[language] / f"{name}.md").blocks


def commands(block: Block) -> Iterator[list[str]]:
    """The commands of ours in a block, word by word, without the program's name."""
    for line in block.text.splitlines():
        words = shlex.split(line.replace("\\", "/"), comments=True)
        if words and Path(words[0]).stem == "fazhi":
            yield words[1:]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the pages begin: the examples, and a built project of both, called mine."""
    home = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "docs" / "examples", home / "examples")
    assert main(["add", str(home / "examples"), "--project", str(home / "mine")]) == 0
    assert main(["build", "--project", str(home / "mine"), "--workers", "1", "--quiet"]) == 0
    return home


@pytest.fixture(scope="module")
def coded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with both plans coded, so that another session need not fit the topic model."""
    home = tmp_path_factory.mktemp("coded") / "home"
    shutil.copytree(built, home)
    project = ["--project", str(home / "mine")]
    for plan in ("example-county", "sample-district"):
        assert main(["coding", "export", plan, "--out", str(home / "sheets"), *project]) == 0
        sheet = str(home / "sheets" / f"{plan}_coding.csv")
        assert main(["coding", "import", sheet, "--coder", "li", *project]) == 0
    assert main(["coding", "use", "li", *project]) == 0
    return home


@pytest.mark.parametrize("name", [name for name in NAMES if any(block.kind in RUN for block in blocks(name))])
def test_what_a_page_shows_runs(
    name: str, built: Path, coded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(coded if name in OWN_WORDS else built, home)
    if name == "tutorial":  # which begins with nothing
        shutil.rmtree(home / "mine")
    monkeypatch.chdir(home)
    if name == "howto/publish":
        monkeypatch.setattr("compare.indices.stage.INDICES", {few: INDICES[few] for few in FEW})
        monkeypatch.setattr("compare.release.kit.CHARTS", {})
        monkeypatch.setattr("compare.release.kit.table_names", lambda _: ["documents", "times"])
    session: dict[str, object] = {}
    for block in blocks(name):
        if (
            block.kind == "console" and "build --project course" in block.text
        ):  # these tables are there already
            shutil.copytree(ROOT / "data" / "processed", home / "course" / "data" / "processed")
        if block.kind == "python":
            exec(compile(block.text, f"{name}.md, line {block.line}", "exec"), session)
        elif block.kind == "sh":
            for words in commands(block):
                run(words)
    if name == "howto/validate":
        assert missed(home / "mine") == [], "the page's own answers are read otherwise than they say"


def missed(project: Path) -> list[dict[str, str]]:
    """The rows of a project's scores in which something was missed or added."""
    with (project / "data" / "evaluation" / "real_documents.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["fp"] != "0" or row["fn"] != "0"]


def run(words: list[str]) -> None:
    if words[0] in SLOW:
        make_parser().parse_args(words)
        return
    if words[0].startswith("--") or "--help" in words:
        with pytest.raises(SystemExit, match="0"):
            main(words)
        return
    if Path("mine/vocab").is_dir():
        subprocess.run([sys.executable, "-m", "compare", *words], check=True, capture_output=True)
    else:
        assert main(words) == 0, words


def test_chinese_pages_ask_for_chinese(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that differ from the English page's (in the language that they ask for) run, too."""
    shutil.copytree(built, tmp_path / "home")
    monkeypatch.chdir(tmp_path / "home")
    told = {name: [list(commands(block)) for block in blocks(name, "zh")] for name in NAMES}
    english = [words for name in NAMES for block in blocks(name) for words in commands(block)]
    own = [words for found in told.values() for block in found for words in block if words not in english]
    assert len(own) > 2
    for words in own:
        run(words)


@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_run_or_sets_up_a_machine(name: str) -> None:
    for block in blocks(name):
        if block.kind.startswith("{"):
            continue
        assert block.kind in (*RUN, *SHOWN), f"{name}.md, line {block.line}: {block.kind!r}"
        for words in commands(block):
            make_parser().parse_args(words) if not words[0].startswith("--") else None
        if block.kind in ("console", "powershell"):
            ours = [line for line in block.text.splitlines() if not SETS_UP.fullmatch(line.strip())]
            assert all(re.match(r"(\.venv[/\\]\w+[/\\])?fazhi ", line) for line in ours), ours
            assert block.kind == "powershell" or all(
                line.split()[1] in {"build", "report"} for line in ours
            ), ours
        if block.kind == "sh":
            assert all(line.startswith("fazhi ") for line in block.text.splitlines()), block.text


@pytest.mark.parametrize("language", TREES)
def test_commands_named_in_a_line_are_commands(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As `fazhi report --project mine` amid a sentence: parsed; of one named in part, the help is asked."""
    pages = "\n".join(read_page(TREES[language] / f"{name}.md").words for name in NAMES)
    told = {line for line in re.findall(r"`fazhi ([^`]+)`", pages) if "COMMAND" not in line}
    assert len(told) > 15
    for line in sorted(told):
        words = shlex.split(line)
        if "--" in line and not words[-1].startswith("--"):
            make_parser().parse_args(words)
            continue
        verbs = [word for word in words if word.isalpha() and word.islower()][
            : 2 if words[0] == "coding" else 1
        ]
        with pytest.raises(SystemExit, match="0"):
            make_parser().parse_args([*verbs, "--help"])
        assert {word for word in words if word.startswith("--")} <= set(
            re.findall(r"--\w+", capsys.readouterr().out)
        )


def test_both_languages_have_the_same_pages() -> None:
    assert page_names("zh") == NAMES


PAIRS = [(TREES["en"] / f"{name}.md", TREES["zh"] / f"{name}.md") for name in NAMES]
PAIRS += [
    (ROOT / "README.md", ROOT / "README.zh.md"),
    (ROOT / "docs" / "answers.md", ROOT / "docs" / "answers.zh.md"),
]


@pytest.mark.parametrize(
    ("english", "chinese"), PAIRS, ids=[path.relative_to(ROOT).as_posix() for path, _ in PAIRS]
)
def test_both_languages_say_the_same(english: Path, chinese: Path) -> None:
    """The same headings, lists, tables, code, links, formulas and numbers, in the same order or number."""
    assert read_page(chinese).shape() == read_page(english).shape()


def test_all_words_of_the_reference_are_there_in_chinese() -> None:
    """Of columns, commands, functions, index tables and vocabularies, as they are now."""
    columns = {row["english"] for row in read_vocabulary("column_descriptions")}
    declared_ones = [*SCHEMAS.values(), declared("codes_SCHEME")]
    said = {str(column.description) for schema in declared_ones for column in schema.columns.values()}
    said |= {str(schema.description) for schema in declared_ones}
    missing = sorted(words for words in said - columns if not words.startswith("<doc"))
    assert not missing, "add them to src/compare/vocab/column_descriptions.csv"
    assert not columns - said, "of nothing any more"
    spoken = commands_page.sentences() | indices_page.abouts() | set(python_page.first_lines().values())
    spoken |= set(ABOUT.values())
    missing = sorted(spoken - set(chinese()))
    assert not missing, "add them to docs/extension/fazhi_docs/chinese.csv"
    unsaid = sorted(set(chinese()) - spoken)
    assert not unsaid, "of nothing any more"


def test_every_vocabulary_is_described() -> None:
    odd = {path.stem for path in FOLDER.glob("*.csv")} ^ set(ABOUT)
    assert not odd, "say in fazhi_docs/vocabularies.py what they hold"


def test_both_codebooks_have_the_same_rules() -> None:
    vocab = ROOT / "src" / "compare" / "vocab"
    english, chinese = (read_page(vocab / name).shape() for name in ("codebook.md", "codebook.zh.md"))
    for what in ("headings", "rows", "list items"):
        assert english[what] == chinese[what], what


@pytest.mark.parametrize("name", NAMES)
def test_chinese_pages_are_chinese(name: str) -> None:
    """Not a summary, and not left in English: about as many characters as its counterpart needs."""
    english, chinese = (read_page(TREES[language] / f"{name}.md").words for language in ("en", "zh"))
    letters = len(re.findall(r"[\u4e00-\u9fff]", chinese))
    assert letters > 0.15 * len(re.findall(r"[A-Za-z]", re.sub(r"## References.*", "", english, flags=re.S)))
