"""Answers to real documents: what a careful reader finds in each, by quotation.

The format is described in `docs/answers.md`. A quotation is looked for in the text; quotations
that repeat are taken in the order of the text. So an answer names a place without offsets.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.errors import InputError
from compare.files.reading import decode, read_bytes, sha256

FOUND = ("measures", "times", "targets", "bodies", "citations")
"""Tables that answers name places for."""
HEADS = ("title", "jurisdiction", "document_number", "issued", "period_start", "period_end")
"""What answers say of the document as a whole; null where the text does not say."""

Item = dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """One document with its answers; every item has `start` and `end` in the text."""

    doc_id: str
    path: Path
    text: str
    text_sha256: str
    answer_sha256: str
    heads: dict[str, Any]
    tables: dict[str, list[Item]]
    provisions: list[Item]
    recall_only: tuple[str, ...]
    read_by: str


def read_answers(folder: Path, texts: Path | None = None) -> list[Answered]:
    """All answers in `folder` and below (`*.json`), by doc_id; several files may answer one document.

    Texts lie in `texts`, or else in `texts/` inside or beside the folder, or in it. Raises
    `InputError` for a folder without answers, a file that is none, a text or quotation not found.
    """
    parts: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for path in sorted(folder.rglob("*.json")):
        data = read_bytes(path)
        answer = _parsed(decode(data, path.name), path.name)
        parts.setdefault(answer["doc"], []).append((sha256(data), answer))
    if not parts:
        raise InputError(f"{folder.name}/: no answers (*.json) in this folder; docs/answers.md says how.")
    places = [texts] if texts else [folder / "texts", folder.parent / "texts", folder]
    return [_answered(doc, found, places) for doc, found in sorted(parts.items())]


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise InputError(f"{name}: no JSON ({error}).") from None
    if not isinstance(answer, dict) or not {"doc", "file"} <= set(answer):
        raise InputError(f"{name}: an answer is an object with at least 'doc' and 'file'.")
    return answer


def _answered(doc: str, parts: Sequence[tuple[str, dict[str, Any]]], places: Sequence[Path]) -> Answered:
    answer: dict[str, Any] = {}
    for _, part in parts:
        answer |= part
    path = next((place / answer["file"] for place in places if (place / answer["file"]).is_file()), None)
    if path is None:
        looked = ", ".join(f"{place.name}/" for place in places)
        raise InputError(f"{doc}: {answer['file']} is not in {looked}; name the folder with --texts.")
    data = read_bytes(path)
    text = decode(data, path.name)
    return Answered(
        doc_id=doc,
        path=path,
        text=text,
        text_sha256=sha256(data),
        answer_sha256=sha256("".join(digest for digest, _ in parts).encode()),
        heads={name: answer[name] for name in HEADS if answer.get(name) is not None},
        tables={name: _placed(doc, text, answer[name]) for name in (*FOUND, "doubtful") if name in answer},
        provisions=list(_in_order(doc, text, answer.get("provisions", []))),
        recall_only=tuple(answer.get("recall_only", ())),
        read_by=str(answer.get("read_by", "")),
    )


def _placed(doc: str, text: str, items: Sequence[Mapping[str, Any]]) -> list[Item]:
    """Items of one table with their places: `text` inside `quote`, or the whole quotation."""
    used: dict[str, int] = {}
    placed = []
    for item in items:
        quote = item["quote"]
        part = item.get("text") or quote
        begin = text.find(quote, used.get(quote, -1) + 1)
        if begin < 0 or part not in quote:
            raise InputError(f"{doc}: {quote[:30]!r} is not (or not so often) in the text.")
        if quote == part or text.count(quote) > 1:
            used[quote] = begin
        start = begin + quote.index(part)
        placed.append({**item, "start": start, "end": start + len(part)})
    return placed


def _in_order(doc: str, text: str, items: Sequence[Mapping[str, Any]]) -> Iterator[Item]:
    """Coded statements with their places, each looked for after the one before it begins."""
    begin = 0
    for item in items:
        begin = int(item["start"]) if "start" in item else text.find(item["quote"], begin)
        if begin < 0:
            raise InputError(f"{doc}: {item['quote'][:30]!r} is not in the text, or not in this order.")
        yield {**item, "start": begin, "end": int(item.get("end", begin + len(item["quote"])))}
