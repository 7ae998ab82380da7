"""What a line is by its wording: aims, label, letterhead, annex, title (`vocab/outline.csv`)."""

import re
from functools import cache

from compare.text.cleaning import with_plain_ends
from compare.vocab.notes import Note
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    rows = read_vocabulary("outline")
    return any_of(row["pattern"] for row in rows if row["kind"] == kind)


def is_aims(title: str) -> bool:
    """A chapter of guiding thought, principles, goals or background: it holds no measure."""
    bare = "".join(title.split()).rstrip("。：:")  # 总  则 is set with spaces
    return len(bare) <= 30 and bool(_pattern("aims").search(bare))


def is_label(line: str) -> bool:
    """A bare label such as 措施：."""
    return len(line) <= 10 and bool(_pattern("label").match(line))


def is_goal(text: str) -> bool:
    """A unit that the plan itself labels as a goal (目标：…)."""
    return bool(_pattern("goal").match(text))


def is_letterhead(line: str) -> bool:
    """Letterhead, document number, addressee, or a line that is only a date."""
    return len(line) <= 90 and bool(_pattern("letterhead").search(line))


def opens_annex(line: str) -> bool:
    """The line that opens an annex or the list of annexes."""
    return len(line) <= 60 and bool(_pattern("annex").match(line))


def opens_box(line: str) -> bool:
    """The heading of a box (专栏1 重点工程)."""
    return len(line) <= 60 and bool(_pattern("box").match(line))


def assigns_task(text: str) -> bool:
    """The text of an item that says who does it, in a labelled line or in brackets at its end.

    >>> assigns_task("公布清单。（5月底完成，牵头考核单位：市司法局）"), assigns_task("公布清单。")
    (True, False)
    """
    return bool(_ASSIGNED.search(text) or body_label_starts(text))


_ASSIGNED = re.compile(
    r"[（(〔【\[][^（）()〔〕]{0,200}(?:单位|部门|负责|牵头|责任)[^（）()〔〕]{0,200}[)）〕】\]]。?\s*(?:$|\n)"
)


def directs(text: str) -> bool:
    """The text of an item that begins with what is to be done (vocab/outline.csv, kind task).

    >>> directs("进一步完善听证制度。"), directs("张三：县司法局局长")
    (True, False)
    """
    return bool(_pattern("task").match(text))


def is_document_name(line: str) -> bool:
    """A line that ends as the name of a document does (若干措施, 工作规则, 重点工作安排).

    >>> is_document_name("某县人民政府工作规则"), is_document_name("加强保障。")
    (True, False)
    """
    if not 5 < len(line) <= 90 or re.search("[。；;：:！!？?|]", line):
        return False
    return bool(_pattern("name").search(line)) and not opens_annex(line)


def is_title(line: str) -> bool:
    """A line that reads like the title of a document."""
    return len(line) <= 80 and bool(_pattern("title").search(line))


@cache
def _body_labels() -> str:
    """A label of bodies, of a time for completion or of persons, with its colon."""
    rows = read_vocabulary("body_labels")
    terms = {kind: "|".join(row["pattern"] for row in rows if row["kind"] == kind) for kind in BODY_KINDS}
    stem = rf"(?:{terms['lead']}|{terms['responsible']})"
    named = rf"{stem}(?:\s?[及和与、/]?\s?{stem})?\s?(?:{terms['head'].replace('（', '[（(]').replace('）', '[)）]')})"
    # Spaces are counted, so that a long run of them is not scanned again from each of them.
    return rf"[（(【\[〔]?\s{{0,8}}(?:{named}|{terms['end']})\s{{0,8}}[:：]"


BODY_KINDS = ("lead", "responsible", "head", "end")


@cache
def _body_patterns() -> dict[str, re.Pattern[str]]:
    label = _body_labels()
    inside = r"(?:[^（）()]|[（(][^（）()]{0,20}[)）])"
    bracket = rf"[（(【\[〔]{inside}{{2,200}}?(?:负责|牵头|配合|参与|落实)[^（）()]{{0,12}}[)）】\]〕]。?$"
    return {
        "opens": re.compile(label),
        "ends": guarded(rf"(?:^|[\s。；;）)]){label}$"),
        "inside": re.compile(rf"[\s。；;）)”](?={label})"),
        "bracket": re.compile(bracket),
    }


def opens_body_label(text: str) -> bool:
    """Text that begins with a label such as 责任单位： or 完成时限：."""
    return _has_colon(text) and bool(_body_patterns()["opens"].match(text))


def ends_in_body_label(text: str) -> bool:
    """Text that ends in such a label, so that its list follows on the next line."""
    return text.endswith(_COLONS) and bool(_body_patterns()["ends"].search(text))


def body_label_starts(text: str) -> list[int]:
    """Where such labels begin inside a text, after a stop or a space."""
    found = _body_patterns()["inside"].finditer(text) if _has_colon(text) else ()
    return [match.end() for match in found]


_COLONS = ("：", ":", "：\n", ":\n")
"""How a text ends that ends in a label."""


def _has_colon(text: str) -> bool:
    """Whether a label of bodies can stand in a text at all; most have none."""
    return "：" in text or ":" in text


def is_responsibility(text: str) -> bool:
    """A unit that names only who is responsible and by when (topic N2).

    >>> is_responsibility("责任单位：区司法局"), is_responsibility("（区司法局牵头，各镇街负责）")
    (True, True)
    >>> is_responsibility("（区司法局、各镇（街道））"), is_responsibility("（区司法局成立五年）")
    (True, False)
    """
    acting = opens_body_label(text) or bool(_body_patterns()["bracket"].match(text))
    return acting or _is_bracket_of_bodies(text)


def _is_bracket_of_bodies(text: str) -> bool:
    """（市科委、市财政局）: a bracket that holds names of bodies and nothing else."""
    inside = _BRACKET.fullmatch(text)
    if not inside:
        return False
    names = _COMMAS.split(inside[1])
    sure = any(_body_name("ending").search(name) for name in names)
    return sure and all(_body_name("ending", "listed").search(name) for name in names)


_BRACKET = re.compile(r"[（(【\[〔]([^。：:]{2,200})[)）】\]〕]。?")
_COMMAS = re.compile(r"[、，,；;](?![^（(]{0,12}[)）])")


@cache
def _body_name(*kinds: str) -> re.Pattern[str]:
    rows = (row for row in read_vocabulary("body_names") if row["kind"] in kinds)
    endings = "|".join(row["pattern"] for row in rows)
    return re.compile(rf".(?:{endings})(?:[（(][^（）()]{{0,12}}[)）])?$")


_PART = re.compile(
    r"^[^\S\n]*(?:第\s*[一二三四五六七八九十\d]+\s*[篇编部]|[篇范]文[一二三四五六七八九十\d]+)\s*[:：、. 　]",
    re.MULTILINE,
)
_MODEL_TEXTS = re.compile(r"(?:大全|范文|汇编|合集|精选\d*篇|[（(]\d+篇[)）])")


def part_lines(raw: str) -> list[tuple[int, str]]:
    """Lines that open a part of a compilation (第二篇：…), each with where it begins."""
    found, raw = [], with_plain_ends(raw)
    for match in _PART.finditer(raw):
        end = re.compile(r"\n|$").search(raw, match.end())
        line = raw[match.start() : end.start() if end else len(raw)]
        found.append((match.start() + len(line) - len(line.lstrip()), line.strip()))
    return found


def compilation_signs(raw: str) -> list[Note]:
    """Why a file looks like several texts in one; empty where it does not."""
    signs, raw = [], with_plain_ends(raw)
    parts = _PART.findall(raw)
    if len(parts) >= 2:
        signs.append(Note.of("sign_parts", lines=len(parts), line=parts[0].strip()))
    model = _MODEL_TEXTS.search(raw[:300])
    if model:
        signs.append(Note.of("sign_title", words=model[0]))
    restarts = len(re.findall(r"^[^\S\n]*一[、.．]", raw, re.MULTILINE))
    if restarts >= 3:
        signs.append(Note.of("sign_restarts", times=restarts))
    return signs
