"""Small searches need few files: to open as many as thousands of plans need takes most of the time of a test."""

from collections.abc import Iterator

import pytest

from compare.reuse import run_file


@pytest.fixture(autouse=True)
def _few_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_file, "_PARTS", 3)
        yield
