"""The taxonomy in full, and the files of words."""

from compare.vocab.reading import read_vocabulary
from fazhi_docs.licences import ROOT
from fazhi_docs.translated import said

FOLDER = ROOT / "src" / "compare" / "vocab"
_TOPIC = {
    "en": ("code", "topic", "what it is", "belongs here", "goes elsewhere"),
    "zh": ("代码", "主题", "属于此处", "归于他处"),
}
_FILES = {"en": ("file", "what it holds", "rows", "columns"), "zh": ("文件", "内容", "行数", "列")}
ABOUT = {
    "body_generic": "words for classes of bodies, which are no single body",
    "body_labels": "printed labels of lead and responsible units",
    "body_names": "endings and forms of bodies' names",
    "citation_issuers": "who issued a cited document",
    "citation_kinds": "what a cited document is, by the form of its title",
    "citation_known": "well-known documents and what they are",
    "column_descriptions": "what every column holds, in both languages",
    "column_labels": "short labels of columns, in both languages",
    "comparable_units": "units that can be compared, and how they are converted",
    "comparators": "words before a number: at least, below, up to",
    "conditions": "words under which alone a number holds",
    "crosswalk": "which part of the outlines of 2015 and 2021 a topic belongs to",
    "divisions": "codes of administrative divisions",
    "explorer_views": "views of the explorer that other pages link to",
    "figures": "all words of the figures",
    "index_tables": "titles of the index tables",
    "findings": "words of the findings on the front page",
    "indicator_mentions": "words by which a plan mentions an indicator",
    "indicator_names": "places where the words of an indicator name something else",
    "indicators": "things that plans set a number or date for",
    "lexicon": "words that the Chinese word cutter knows",
    "markers": "markers of obligation, sanction and monitoring",
    "national_requirements": "what national documents ask of local governments",
    "outline": "parts of the national outlines",
    "outline_basis": "words by which a plan follows one of the outlines",
    "outline_items": "items of the national outlines",
    "release": "words of a release: readme, cautions, what moved",
    "reliability": "all words of the reliability report",
    "report": "all words of the report's pages",
    "place_kinds": "kinds of places, by the endings of their names",
    "source_notes": "words of the report on how the sources were read",
    "specifications": "weights of the specification curve",
    "table_titles": "titles of the tables",
    "target_context": "words around a number that make it a target, or none",
    "taxonomy": "topics and domains",
    "times_bounds": "words that say how a time binds",
    "times_contexts": "words around a date that make it a time, or none",
    "times_parts": "parts of a year",
    "times_recurrences": "words for what recurs",
    "times_units": "units of time",
    "times_years": "words for years",
    "topic_examples": "made-up statements that the topic model also learns from",
    "traditional": "traditional characters and their simplified forms",
    "units": "units of targets",
    "value_labels": "labels of coded values, in both languages",
    "vocabulary_columns": "what every column of these files holds",
}


def taxonomy(language: str) -> str:
    """Every domain with its topics: what a topic is, what belongs there and what goes elsewhere."""
    names = {"en": ("definition", "include", "exclude"), "zh": ("include", "exclude")}[language]
    heads = _TOPIC[language]
    parts: list[str] = []
    for row in read_vocabulary("taxonomy"):
        if row["level"] == "domain":
            parts += ["", f"## {row['code']} {row[f'label_{language}']}", ""]
            parts += ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
            continue
        cells = [row["code"], row[f"label_{language}"], *(row[name] for name in names)]
        parts.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(parts)


def vocabularies(language: str) -> str:
    """Every file of words, what it holds, how many rows, and its columns."""
    lines = ["| {} | {} | {} | {} |".format(*_FILES[language]), "|---|---|---|---|"]
    for path in sorted(FOLDER.glob("*.csv")):
        rows = read_vocabulary(path.stem)
        names = "、".join(f"`{name}`" for name in rows[0])
        lines.append(
            f"| `{path.name}` | {said(ABOUT.get(path.stem, '–'), language)} | {len(rows)} | {names} |"
        )
    return "\n".join(lines)
