"""How much a query's process may have of the machine, held by the kernel."""

import sys
from pathlib import Path

# Beside query.memory, which the database keeps for tables, groups and sorts: what functions, results on their
# way out and the allocators' own room take. Measured by benchmarks.sql.
ALLOWANCE_BYTES = 768 * 1024**2
# What a thread gets where the system sets no size.
_STACK_BYTES = 8 * 1024**2


def limit_memory(memory: int, threads: int) -> None:
    """From here on the process gets no more than so many bytes and the allowance on top of what it has.

    threads: how many it will have, each with a stack. No image of its memory is written when it crashes.
    Without effect on systems that know no such limits.
    """
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        stack, _ = resource.getrlimit(resource.RLIMIT_STACK)
        stacks = threads * (stack if stack > 0 else _STACK_BYTES)
        most = pages * resource.getpagesize() + stacks + memory + ALLOWANCE_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
