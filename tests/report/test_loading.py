"""What the report loads: a slow grammar stays out, and is there again afterwards."""

import importlib.util
import sys

import pytest

from compare.report import without_grammar


def test_a_library_is_missing_only_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rfc3987_syntax", raising=False)
    with without_grammar(), pytest.raises(ImportError):
        import rfc3987_syntax  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    assert "rfc3987_syntax" not in sys.modules
    importlib.util.find_spec("rfc3987_syntax")  # can be looked for again
