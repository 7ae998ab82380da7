"""HTML pages: everything escaped, styles inline, no address outside the folder."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from compare.export.cells import is_numeric, text_of


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("compare.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(text_of=text_of, is_numeric=is_numeric)
    return made


def page(template: str, **content: Any) -> bytes:
    """A page made from a template of `export/templates/`."""
    return _environment().get_template(template).render(**content).encode("utf-8")
