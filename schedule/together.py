"""Schedule and dashboard as one program: two processes, so that loads stand back behind pages."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from warehouse.errors import TouchpointsError

# How soon it is noticed that one of them ended by itself.
_LOOK_SECONDS = 0.5

Processes = Mapping[str, "subprocess.Popen[bytes]"]


def run_together(commands: Mapping[str, Sequence[str]]) -> None:
    """Run verbs of the command, each with its options, until a signal comes; then end them in that order.

    They end too when this process is killed.

    Raises TouchpointsError when one of them ends by itself, once the others were ended.
    """
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for verb, options in commands.items():
            command = [sys.executable, "-m", "warehouse.ends_with_starter", verb, *options]
            processes[verb] = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own command
        ended = _first_to_end(processes)
    finally:
        _end(processes)
    raise TouchpointsError(
        f"'touchpoints {ended}' ended by itself with status {processes[ended].returncode}.",
        "What it said above tells why; mend that and start again.",
    )


def _first_to_end(processes: Processes) -> str:
    while True:
        for verb, process in processes.items():
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_SECONDS)
                return verb


def _end(processes: Processes) -> None:
    """One after another, each once the one before has put all in order."""
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
        process.wait()
