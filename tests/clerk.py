"""A coder for tests of many plans, apart from them: every worker process imports what it needs."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from compare.coding.finds import Finds
from compare.coding.hand import Codes
from compare.documents import Document


@dataclass(frozen=True)
class Clerk:
    """A coder that needs no model, writes down whom it coded, and can be slow, tired or deadly.

    Tired, it stops the build as Ctrl-C does; deadly, it takes its process with it.
    """

    diary: Path
    pause: float = 0.0
    tired_at: str = ""
    deadly: bool = False

    def __call__(self, document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        if self.deadly:
            os._exit(7)
        if document.doc_id == self.tired_at:
            raise KeyboardInterrupt
        (self.diary / document.doc_id).touch()
        time.sleep(self.pause)
        return {
            p.provision_id: Codes(p.structure or "E2", "", 2, 0, 0, "model", 0.5) for p in document.provisions
        }

    def coded(self) -> list[str]:
        """Whom it coded since it was last asked."""
        pages = sorted(self.diary.iterdir())
        for page in pages:
            page.unlink()
        return [page.name for page in pages]
