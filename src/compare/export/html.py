"""HTML pages: everything escaped, styles inline, no address outside the folder."""

from functools import cache
from typing import TYPE_CHECKING, Any

from compare.export.cells import is_numeric, text_of

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(*packages: str) -> "Environment":
    """How pages are made from the `templates/` of packages, the first that has one."""
    from jinja2 import (  # loaded here: no figure waits for it
        ChoiceLoader,
        Environment,
        PackageLoader,
        StrictUndefined,
    )

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
