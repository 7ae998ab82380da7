"""What people read in a release: readme, cautionary notes, citations, and the codebook as a page."""

from functools import cache
from html import escape

from compare.export.notes import general_notes
from compare.files.markdown import table_lines
from compare.release.citing import apa, bibtex, gbt
from compare.release.words import say
from compare.release.work import Work
from compare.report.reading_pages import reader
from compare.tables.datapackage import codebook_of_columns
from compare.tables.schema import Tables
from compare.vocab.reading import vocabulary_files
from compare.vocab.taxonomy import taxonomy

CITATION, CITATION_BIB, CITATION_CFF = "CITATION.md", "citation.bib", "CITATION.cff"
_CAUTIONS = ("sample", "order", "reuse", "own", "ids")
_ELSEWHERE = ("Plans", "Version", "Licence")
"""Notes that a release tells in files of their own: licence and version are what its author states."""
_CONTENTS = (
    ("file_csv", "data/csv/"),
    ("file_stats", "data/parquet/, data/stata/, data/spss/"),
    ("file_numbers", "numbers/"),
    ("file_figures", "figures/"),
    ("file_codebook", "codebook.html, codebook.zh.html"),
    ("file_cautions", "CAUTIONS.md, CAUTIONS.zh.md"),
    ("file_news", "WHATS_NEW.md, WHATS_NEW.zh.md"),
    ("file_citation", f"{CITATION}, {CITATION_BIB}"),
    ("file_machine", f"SHA256SUMS, {CITATION_CFF}, datapackage.json, .zenodo.json, sbom.cdx.json"),
)
_HEADS = {
    "en": ("code", "topic", "belongs here", "goes elsewhere"),
    "zh": ("代码", "主题", "属于此处", "归于他处"),
}
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; }}
th, td {{ border: 1px solid #999; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
th {{ background: #eee; }}
code {{ background: #f2f2f2; overflow-wrap: anywhere; }}
.scroll {{ overflow-x: auto; }}
@media (max-width: 60rem) {{ th, td {{ min-width: 4em; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def readme(work: Work, language: str) -> str:
    """What the archive is, what is in it, and what its author has not stated."""
    title, version = work.title or say("untitled", language), work.version or say("unversioned", language)
    contents = "\n".join(f"- `{files}`: {say(about, language)}" for about, files in _CONTENTS)
    parts = [
        say("readme", language, title=title, version=version),
        f"## {say('contents', language)}",
        contents,
    ]
    if said := lacking(work, language):
        parts.append(said)
    return "\n\n".join(parts) + "\n"


def lacking(work: Work, language: str) -> str:
    """A sentence on what is not stated of the work; empty where all is."""
    between = "、" if language == "zh" else ", "
    parts = between.join(say(f"part_{part}", language) for part in work.lacking)
    return say("lacking", language, parts=parts) if parts else ""


def cautions(tables: Tables, language: str) -> str:
    """What not to conclude: the notes that every export carries, and those of a whole release."""
    own = [say(f"caution_{name}", language, plans=len(tables["documents"])) for name in _CAUTIONS]
    said = [
        note.text(language) for note in general_notes(tables) if not note.about.startswith(_ELSEWHERE)
    ] + own
    return "\n\n".join([f"# {say('cautions', language)}", "\n".join(f"- {text}" for text in said)]) + "\n"


def citations(work: Work) -> str:
    """Suggested citations, in both languages on one page."""
    head = f"# {say('citation', 'en')} · {say('citation', 'zh')}"
    if not (work.title and work.authors):
        return "\n\n".join([head, say("citation_unknown", "en"), say("citation_unknown", "zh")]) + "\n"
    parts = [
        head,
        "## APA",
        apa(work),
        "## GB/T 7714",
        gbt(work),
        "## BibTeX",
        f"```bibtex\n{bibtex(work)}```",
    ]
    return "\n\n".join([*parts, say("citation_plans", "en"), say("citation_plans", "zh")]) + "\n"


@cache
def codebook_page(language: str) -> bytes:
    """Rules of coding, all topics, and the meaning of all columns, as one page without scripts."""
    name = "codebook.zh.md" if language == "zh" else "codebook.md"
    rules = vocabulary_files(name)[-1].read_text(encoding="utf-8")
    text = "\n\n".join([rules, _topics(language), codebook_of_columns(language)])
    body, title = str(reader(language, pages=())(text)), escape(say("codebook", language))
    return _PAGE.format(lang="zh-Hans" if language == "zh" else "en", title=title, body=body).encode()


def _topics(language: str) -> str:
    rows = [
        (entry.code, f"{entry.label_zh} {entry.label_en}", entry.include, entry.exclude)
        for entry in taxonomy().values()
    ]
    return "\n".join(table_lines(_HEADS[language], rows))
