"""Too little address space is told before libraries of arithmetic are loaded: they then hang or crash.

Such a limit is there only where a user or a cluster set it (`ulimit -v`); Windows has none.
"""

from compare.errors import InputError

NEEDED = 2_500
"""Megabytes of address space; a build of two plans on two cores took up 2,650, of which 520 were memory.

Below, it depends: with 340 to 450 a build waited for ever in the loading of OpenBLAS, with 500 to 800 it ended in
a segmentation fault, with 2,000 in a message of OpenBLAS, and with 1,200 it went through.
"""
_MEGABYTE = 1 << 20


def refuse_too_little() -> None:
    """An `InputError` where this process may not take up as much as its libraries do."""
    allowed = _allowed()
    if allowed is not None and allowed < NEEDED:
        raise InputError(
            f"a process may take up only {allowed:,} MB of address space here, and this command needs"
            f" {NEEDED:,}; raise the limit (`ulimit -v unlimited`)."
        )


def _allowed() -> int | None:
    """The limit in megabytes; None where there is none."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if limit == resource.RLIM_INFINITY else limit // _MEGABYTE
