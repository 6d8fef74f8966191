"""Imported before all else by the command: until it is loaded, Ctrl+C ends it without a word.

Once it is, `warehouse/ending.py` says how it ends. Left alone where another program imports the command.
Polars, which asks when it is loaded, is kept to one thread.
"""

import os
import signal
import sys
from pathlib import Path

_is_the_command = Path(sys.argv[0]).stem == "touchpoints" or sys.orig_argv[1:3] == ["-m", "touchpoints"]
# What was started to outlive its terminal (nohup) goes on doing so.
if _is_the_command and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Not the system's own way of ending: a library that is loaded meanwhile would put itself in its place.
    signal.signal(signal.SIGINT, lambda number, _frame: os._exit(128 + number))
if _is_the_command:
    # Its frames are figures, not records: passing them between threads takes longer than computing them.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
