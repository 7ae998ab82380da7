"""The Sphinx extension: `{made}` writes what code knows, `{{ n… }}` is a number, formulas are MathML.

Nothing is fetched by the pages: formulas are MathML (docutils), as every current browser reads it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math import latex2mathml
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from fazhi_docs import (
    columns,
    commands,
    indices,
    notebooks,
    numbers,
    python,
    texts,
    third_parties,
    vocabularies,
)

Maker = Callable[[str], str]

MAKERS: dict[str, Maker] = {
    "answers": texts.answers,
    "codebook": texts.codebook,
    "columns": columns.columns,
    "commands": commands.commands,
    "figures": indices.figures,
    "index-tables": indices.index_table_list,
    "licences": third_parties.third_parties,
    "python": python.functions,
    "taxonomy": vocabularies.taxonomy,
    "vocabularies": vocabularies.vocabularies,
}
"""What `{made}` can write: a function from the language to Markdown."""


class Made(SphinxDirective):
    """```{made} NAME```: the Markdown that a function of `MAKERS` gives, headings included."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        text = MAKERS[self.arguments[0]](language_of(self.config))
        return self.parse_text_to_nodes(text, allow_section_headings=True)


def language_of(config: Any) -> str:
    """`en` or `zh`."""
    return str(config.language)[:2]


def _use_numbers(app: Sphinx, config: Any) -> None:
    config.myst_substitutions = numbers.substitutions(language_of(config))


def _lay_notebooks(app: Sphinx) -> None:
    notebooks.lay_notebooks(Path(app.srcdir), language_of(app.config))


def _formula(translator: Any, node: nodes.math | nodes.math_block) -> None:
    block = isinstance(node, nodes.math_block)
    translator.body.append(latex2mathml.tex2mathml(node.astext(), as_block=block).replace("\n", " "))
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directive, numbers, notebooks and formulas."""
    app.add_directive("made", Made)
    app.connect("config-inited", _use_numbers, priority=400)
    app.connect("builder-inited", _lay_notebooks)
    app.add_html_math_renderer("mathml", (_formula, None), (_formula, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
