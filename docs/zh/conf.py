"""Sphinx's settings for this language: see fazhi_docs/settings.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extension"))

from fazhi_docs.settings import settings

globals().update(settings("zh"))
