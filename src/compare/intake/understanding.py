"""What was understood of a new plan, told to the person who adds it.

A plan that is read wrongly gives tables that look right. So whatever is doubtful is said:
lines without a place, numbers left out, several texts in one file, a report instead of a plan.
"""

import re
from collections import Counter
from collections.abc import Iterable

from compare.extract.finds import find_all
from compare.extract.unread import unread_in
from compare.intake.boundaries import plan_titles
from compare.text.document import Document
from compare.text.sources import Source
from compare.text.terms import (
    body_label_starts,
    is_letterhead,
    is_responsibility,
    opens_annex,
    opens_body_label,
)
from compare.vocab.filling import fill

_SHOWN = (
    "title",
    "jurisdiction_zh",
    "jurisdiction_en",
    "level",
    "document_number",
    "issued",
    "period_start",
    "period_end",
)
_MOST = 10
"""Lines of one kind that are printed; the rest is counted."""


def understood(document: Document, row: Source, notes: Iterable[str] = ()) -> str:
    """The report of `fazhi add`: what the plan says of itself, its outline, and all doubts."""
    lines = [f"Added {row.doc_id} ({row.file}):"]
    for name in _SHOWN:
        lines.append(
            f"  {name:16} {getattr(row, name) or 'not found; state it with --' + name.replace('_', '-')}"
        )
    if row.start_marker or row.end_marker:
        lines.append(f"  {'plan begins at':16} {row.start_marker or 'the beginning of the file'}")
        lines.append(f"  {'plan ends before':16} {row.end_marker or 'the end of the file'}")
    lines += [f"  {'measures':16} {len(document.measures)}", *_outline(document)]
    if document.has_annexes:
        lines += [f"  {'part':16} {part.told}" for part in document.parts]
        lines.append(f"  {'':16} to choose otherwise: --parts body, annexes or both")
    lines += _listed("could not place", unplaced(document))
    unread = unread_in(document, find_all(document))
    lines += _listed("looks lost", list(map(str, unread.told)))
    if unread.looked_at:
        lines.append(f"  {'':16} {unread.counted}")
    lines += _listed("please check", [*notes, *map(str, document.notes), *doubts(document)])
    return "\n".join(lines)


def _listed(what: str, found: list[str]) -> list[str]:
    more = [f"  {what + ':':17}and {len(found) - _MOST} more"] if len(found) > _MOST else []
    return [f"  {what + ':':17}{text}" for text in found[:_MOST]] + more


def _outline(document: Document) -> list[str]:
    """One line per chapter: its heading and how many measures it holds."""
    counts = Counter(m.chapter or f"{m.number}{m.heading}" for m in document.measures)
    return [f"    {count:3}  {chapter}" for chapter, count in counts.items()]


_SIGNATURE = re.compile(r"^[\u4e00-\u9fff（）()]{2,20}(?:政府|委员会|管委会|办公室|办|委|局|厅|街道|镇|乡)$")


def unplaced(document: Document) -> list[str]:
    """Lines behind the first measure that belong to none and are no letterhead or heading."""
    first = document.measures[0].start
    return [
        provision.text[:60]
        for provision in document.provisions
        if provision.start > first
        and not provision.measure_id
        and not provision.is_heading
        and provision.structure == "N0"
        and not is_letterhead(provision.plain)
        and not _SIGNATURE.search(provision.text)
    ]


def doubts(document: Document) -> list[str]:
    """Why a text may not be the one plan it is taken for, or may be read wrongly."""
    tests = (_past_work, _other_title, _several_plans, _bodies_in_annex, _long_item, _unread_marks)
    return [doubt for test in tests for doubt in test(document)]


_PAST = re.compile(
    r"(?:共|累计|先后|已|圆满|顺利)(?:办理|开展|完成|受理|召开|举办|清理|建成|组织|印发|出台|审查|培训)"
    r"|取得了?(?:明显|显著|积极|较好|一定)?(?:的)?成[效绩]|同比(?:增长|上升|下降)"
)
_REPORT = re.compile("总结|情况(?:的)?报告|年度报告|工作报告|述职|发言|讲话|汇报|解读|答记者问|工作情况")
_PLAN_NAME = re.compile("方案|规划|要点|纲要|计划|意见|办法|分工|清单|措施|法治政府|依法行政")


def _past_work(document: Document) -> list[str]:
    past = len(_PAST.findall(_body(document)))
    if past < 3 or past <= 0.15 * len(document.provisions):
        return []
    return [f"reads like a report of past work ({past} statements of what was done)"]


def _other_title(document: Document) -> list[str]:
    title = document.source.title
    if not title:
        return ["no title found before the first item"]
    if _REPORT.search(title):
        return [f"by its title {title[:40]!r} a report, a speech or an explanation, and no plan"]
    return [] if _PLAN_NAME.search(title) else [f"by its title {title[:40]!r} perhaps no plan"]


def _several_plans(document: Document) -> list[str]:
    titles = plan_titles(_body(document))
    if len(titles) < 2:
        return []
    return ["holds several plans: " + "; ".join(title.text for title in titles[:4])]


def _bodies_in_annex(document: Document) -> list[str]:
    """Bodies that only a table behind the plan names are not attached to its measures."""
    last = max(measure.end for measure in document.measures)
    inside = [p for p in document.provisions if p.measure_id]
    if any(is_responsibility(p.plain) or body_label_starts(p.plain) for p in inside):
        return []
    behind = [p.text for p in document.provisions if p.start >= last]
    named = any(opens_body_label(text) or body_label_starts(text) for text in behind)
    table = any(opens_annex(text) and re.search("分工|分解|责任|任务", text) for text in behind)
    if not named and not table:
        return []
    return ["bodies stand in an annex only; they are not attached to the measures"]


def _long_item(document: Document) -> list[str]:
    """One item with most of the text: the numbers below it were perhaps not understood."""
    longest = max(document.measures, key=lambda measure: measure.end - measure.start)
    share = (longest.end - longest.start) / max(1, document.end - document.start)
    if longest.end - longest.start < 2000 or share < 0.4:
        return []
    return [f"{longest.number}{longest.heading[:20]} holds {share:.0%} of the text; is it one measure?"]


_RADICAL = re.compile("[\u2e80-\u2fd5]")
_TABLE_ROW = re.compile(r"^[^\S\n]*\|[^\n]*\|[^\S\n]*$", re.MULTILINE)


def _unread_marks(document: Document) -> list[str]:
    found = []
    body = _body(document)
    if radicals := _RADICAL.findall(body):
        found.append(
            fill("{n:radical|radicals}", n=len(radicals))
            + f" such as {radicals[0]!r} in place of characters; replace {'them' if len(radicals) > 1 else 'it'}"
        )
    if rows := _TABLE_ROW.findall(body):
        found.append(
            fill(
                "{n:row|rows} of a Markdown table {n:~is|are} read as {n:~a plain line|plain lines}, not as items",
                n=len(rows),
            )
        )
    if document.source.title.startswith(tuple("=+-@＝＋－＠")):
        found.append("the title begins like a spreadsheet formula; sheets show it as text")
    unnumbered = sum(not measure.number for measure in document.measures)
    if unnumbered:
        found.append(
            fill(
                "{n:item has no number; its heading was|items have no number; their headings were} taken for items",
                n=unnumbered,
            )
        )
    return found


def _body(document: Document) -> str:
    return document.raw[document.start : document.end]
