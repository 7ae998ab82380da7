"""How the search for shared wording grows: from 5 to 2,000 plans' worth of text.

Made plans recombine the provisions of the project: each draws as many as a plan has, and one in
five is made of the first half of one provision and the second half of another, so that new texts
keep coming in. Measured are the two ways to find candidates, exact (`shared_runs`) and hashed
(`hashed_runs`), and the time to align one candidate pair.

    python benchmarks/reuse_growth.py --plans 5 20 100 500 2000

Equal texts are aligned once, however many plans hold them, so the cost follows the distinct texts.
The rows of a full table would still grow with the square of the plans: `pairs of provisions` says
how many there would be for the candidates found. Read it before asking for all of them.
"""

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from compare.documents import read_document
from compare.project import find_project
from compare.reuse.alignment import align
from compare.reuse.candidates import EXACT_LIMIT, Pair, hashed_runs, shared_runs
from compare.reuse.letters import letters
from compare.text.sources import read_sources

NEW = 0.2
"""Share of a made plan's provisions that are recombined from two."""
SAMPLE = 500
"""Candidate pairs that are aligned to time one."""
FEW = 20
"""Plans up to which recall is measured, on the pairs that are mostly shared."""
NONE: frozenset[Pair] = frozenset()
HEAD = """| plans | provisions | distinct | way | s | pairs of texts | pairs of provisions | ms a pair | recall | peak MB |
|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Print one row for each number of plans."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, nargs="+", default=[5, 20, 100, 500, 2000])
    pool, size = provision_texts()
    print(HEAD)
    for plans in parser.parse_args().plans:
        report(plans, Counter(made_plans(pool, size, plans)))


def provision_texts() -> tuple[list[str], int]:
    """The letters of all provisions of the project, and how many a plan has on average."""
    project = find_project()
    documents = [read_document(source, project.raw) for source in read_sources(project.raw)]
    texts = [letters(p.passage).text for document in documents for p in document.provisions]
    return texts, len(texts) // len(documents)


def made_plans(pool: Sequence[str], size: int, plans: int) -> list[str]:
    """The provisions of so many made plans; the project's own come first."""
    chance = random.Random(plans)
    made = list(pool[: plans * size])
    while len(made) < plans * size:
        one, other = chance.choice(pool), chance.choice(pool)
        made.append(one[: len(one) // 2] + other[len(other) // 2 :] if chance.random() < NEW else one)
    return made


def report(plans: int, held: Counter[str]) -> None:
    """Time both ways, as far as they go, and compare what they find."""
    texts = list(held)
    head = f"| {plans:,} | {held.total():,} | {len(texts):,}"
    wanted: set[Pair] = set()
    if len(texts) <= EXACT_LIMIT:
        exact = timed(head, "exact", shared_runs, held)
        wanted = {pair for pair in exact if is_mostly_shared(texts, pair)} if plans <= FEW else set()
    timed(head, "hashed", hashed_runs, held, wanted)


def timed(
    head: str,
    way: str,
    find: Callable[[Sequence[str]], list[Pair]],
    held: Counter[str],
    wanted: AbstractSet[Pair] = NONE,
) -> set[Pair]:
    """Print one row; `wanted` are the pairs that should be found."""
    texts = list(held)
    began = time.perf_counter()
    found = set(find(texts))
    seconds = time.perf_counter() - began
    provisions = sum(held[texts[i]] * held[texts[j]] for i, j in found)
    each = alignment_time(texts, sorted(found)) * 1000
    recall = f"{len(found & wanted) / len(wanted):.0%} of {len(wanted)}" if wanted else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cells = f"{seconds:.1f} | {len(found):,} | {provisions:,} | {each:.1f} | {recall} | {peak:,}"
    print(f"{head} | {way} | {cells} |", flush=True)
    return found


def alignment_time(texts: Sequence[str], pairs: Sequence[Pair]) -> float:
    """Mean seconds to align one of a sample of candidate pairs."""
    sample = random.Random(0).sample(pairs, min(SAMPLE, len(pairs)))
    began = time.perf_counter()
    for i, j in sample:
        align(texts[i], texts[j])
    return (time.perf_counter() - began) / max(len(sample), 1)


def is_mostly_shared(texts: Sequence[str], pair: Pair) -> bool:
    """Whether passages make up four fifths of the longer text: what hashing is there to find."""
    one, other = texts[pair[0]], texts[pair[1]]
    return sum(block.matches for block in align(one, other)) >= 0.8 * max(len(one), len(other))


if __name__ == "__main__":
    main()
