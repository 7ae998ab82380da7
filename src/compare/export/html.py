"""HTML pages: everything escaped, styles inline, no address outside the folder."""

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from compare.export.cells import is_numeric, text_of


@cache
def environment(*packages: str) -> Environment:
    """How pages are made from the `templates/` of packages, the first that has one."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
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
    return environment("compare.export").get_template(template).render(**content).encode("utf-8")
