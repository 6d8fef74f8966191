"""A verb of the command that ends in order once whoever started it is gone, however that came about.

    python -m warehouse.ends_with_starter serve --port 8050

The starter holds the other end of its standard input; the system closes that even for one that was killed.
"""

import os
import signal
import sys
from contextlib import suppress
from runpy import run_module
from threading import Thread

from warehouse.work import leave


def main() -> None:
    """Run the verb; once standard input ends, as on SIGTERM."""
    Thread(target=_end_with_starter, daemon=True).start()
    try:
        run_module("touchpoints", run_name="__main__")
    except SystemExit as end:
        _end_at_once(end.code if isinstance(end.code, int) else int(end.code is not None))


def _end_at_once(status: int) -> None:
    """All is in order by now. The interpreter's own way to end breaks off threads that are amid a query, and
    now and then the whole process with them.
    """
    leave()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _end_with_starter() -> None:
    # Not by Python's own reader: it is locked meanwhile, and the interpreter could not end otherwise.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
