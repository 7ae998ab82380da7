"""Everything in reports/: notebooks, figures, tables and the page that leads to them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_GRAMMAR = "rfc3987_syntax"


@contextmanager
def without_grammar() -> Iterator[None]:
    """While it lasts, one library is as if it were not installed.

    Whoever loads nbformat loads jsonschema, and that, where JupyterLab has brought it, a grammar of addresses,
    which takes three seconds to build and checks nothing that a notebook holds.
    """
    if _GRAMMAR in sys.modules:
        yield
        return
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # so Python says that it cannot be imported
    try:
        yield
    finally:
        del sys.modules[_GRAMMAR]
