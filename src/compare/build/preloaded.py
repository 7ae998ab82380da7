"""What the processes that code plans have in common, loaded once and shared by all of them.

Freezing keeps Python's garbage collector off what was loaded: it would write to the shared memory
and so give every process a copy of its own.
"""

import gc

import compare.build.building
import compare.coding.coder  # noqa: F401

gc.collect()
gc.freeze()
