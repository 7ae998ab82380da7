"""The text of every page of a PDF, read by a process of its own: `python pdf_pages.py < FILE`.

A PDF of a few kilobytes can ask its reader for years of work or for all memory. This process limits
itself (where the system can) to the seconds and megabytes it is given, counts the commands of the
pages, and answers with JSON: `{"pages": [[width, height, [[text, x, y, size, turned], …]], …]}`, or one of `{"locked": true}`, `{"pages_there": 5000}`,
`{"too_many": true}` (commands, or characters), `{"broken": REASON}`. It imports nothing of the
package, to start fast.
"""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from pypdf import PdfReader

Answer = dict[str, Any]
MOST_CALLED = 2_000
"""Forms and pictures on one page, those inside others counted each time."""


class TooMuch(BaseException):
    """More commands or characters than allowed; no `Exception`, which pypdf would pass over."""


class Counter:
    """Called for every command of a page, and of the forms in it; stops at the most of the file.

    Forms can call each other; pypdf leaves out, silently, what a page calls beyond 5,000.
    """

    def __init__(self, most: int) -> None:
        self.most, self.seen, self.called = most, 0, 0

    def next_page(self) -> None:
        """Count forms and pictures from none."""
        self.called = 0

    def __call__(self, command: bytes, *_: Any) -> None:
        self.seen += 1
        self.called += command == b"Do"
        if self.seen > self.most or self.called > MOST_CALLED:
            raise TooMuch


def read_pages(data: bytes, most_pages: int, most_commands: int, most_characters: int) -> Answer:
    """The text of every page, or why there is none."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings mean nothing to a reader
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"locked": True}
        if len(reader.pages) > most_pages:
            return {"pages_there": len(reader.pages)}
        return {"pages": list(_pages(reader, Counter(most_commands), most_characters))}
    except TooMuch:
        return {"too_many": True}
    except MemoryError:
        raise
    except Exception as error:  # pypdf lets through whatever broken content leads it to
        return {"broken": " ".join(str(error).split())[:80] or type(error).__name__}


def _pages(reader: PdfReader, counter: Counter, most: int) -> Iterator[list[Any]]:
    for page in reader.pages:
        counter.next_page()
        pieces: list[list[Any]] = []
        text = page.extract_text(visitor_operand_before=counter, visitor_text=_collector(pieces))
        most -= len(text)
        if most < 0:
            raise TooMuch
        yield [float(page.mediabox.width), float(page.mediabox.height), pieces]


def _collector(pieces: list[list[Any]]) -> Callable[..., None]:
    """Called with every piece of text, and the matrices that place it on the page."""

    def collect(text: str, page: list[float], line: list[float], _: Any, size: float) -> None:
        if text:
            a, b, c, d, e, f = map(float, page)
            x, y = float(line[4]), float(line[5])
            across, up = float(line[0]) * a + float(line[1]) * c, float(line[0]) * b + float(line[1]) * d
            scale = (across * across + up * up) ** 0.5 or 1.0
            turned = abs(up) > 0.05 * scale
            pieces.append([text, x * a + y * c + e, x * b + y * d + f, float(size) * scale, turned])

    return collect


def limit_this_process(seconds: int, megabytes: int) -> None:
    """End this process at so much processor time; refuse it more memory. Windows has neither."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, megabytes << 20)):
        _, hard = resource.getrlimit(what)
        with suppress(ValueError, OSError):  # macOS has the one and not the other
            resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))


if __name__ == "__main__":
    *most, seconds, megabytes = map(int, sys.argv[1:])
    limit_this_process(seconds, megabytes)
    answer = read_pages(sys.stdin.buffer.read(), *most)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
