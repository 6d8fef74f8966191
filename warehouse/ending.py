"""How the command ends: with a sentence, by a signal, or quietly where nobody reads on."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import Any

from warehouse.visible import tell
from warehouse.work import leave

# What shells give for a program that a signal ended, and for one that a closed pipe ended.
_BY_SIGNAL, _BY_PIPE = 128, 141
_STOPPING = [number for number in signal.Signals if number.name in ("SIGINT", "SIGTERM", "SIGHUP")]

_stopped_by: list[int] = []
_pipes_closed: list[int] = []


def exit_status(work: Callable[[], object]) -> int:
    """Do the work; what ended it is said in one sentence, unless it was a fault of the program.

    0: well. 1, 2: as the error says. 130, 143, 129: stopped by Ctrl+C, SIGTERM, SIGHUP. 141: nobody read on.
    """
    _open_streams()
    with _signals_noted():
        try:
            status = _status_of(work)
        except BaseException as error:
            status = _status_of_error(error)
        if _stopped_by:
            status = _BY_SIGNAL + _stopped_by[0]
        elif _pipes_closed and status:
            status = _BY_PIPE
    # What is done next in the same process was not stopped.
    _stopped_by.clear()
    if status > _BY_SIGNAL and status != _BY_PIPE:
        _tell("Stopped.")
    _let_go_of_output()
    return status


def wait_until_stopped() -> None:
    """Do nothing, while other threads work, until a signal ends the program here."""
    Event().wait()


def stop_if_asked() -> None:
    """End here if a signal asked for it: the database may have taken its exception for one of its own."""
    if _stopped_by:
        sys.exit(_BY_SIGNAL + _stopped_by[0])


def _status_of(work: Callable[[], object]) -> int:
    try:
        work()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    sys.stdout.flush()
    return status


def _status_of_error(error: BaseException) -> int:
    if isinstance(error, KeyboardInterrupt) or _stopped_by:
        return _BY_SIGNAL + signal.SIGINT
    if isinstance(error, BrokenPipeError):
        return _BY_PIPE
    # Knows the database and its like, which not every command needs.
    from warehouse.mishaps import mishap

    problem = mishap(error)
    if problem is None:
        raise error
    first, *more = problem.lines
    for line in (f"Error: {first}", *more):
        _tell(line)
    return problem.exit_status


@contextmanager
def _signals_noted() -> Iterator[None]:
    """Signals that stop the program raise SystemExit, so that everything is put in order on the way out."""
    _stopped_by.clear()
    _pipes_closed.clear()
    handlers: dict[int, Any] = dict.fromkeys(_STOPPING, _stop)
    if hasattr(signal, "SIGPIPE"):
        handlers[signal.SIGPIPE] = lambda number, _frame: _pipes_closed.append(number)
    # Only the main thread may set them. What was started to outlive its terminal (nohup) goes on doing so.
    is_main = current_thread() is main_thread()
    kept = [number for number in _STOPPING if signal.getsignal(number) is signal.SIG_IGN]
    before = {
        number: signal.signal(number, handler)
        for number, handler in handlers.items()
        if is_main and number not in kept
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Who asks a second time, because the first took too long, is obeyed at once."""
    if _stopped_by:
        leave()
        os._exit(_BY_SIGNAL + number)
    _stopped_by.append(number)
    sys.exit(_BY_SIGNAL + number)


def _open_streams() -> None:
    """A stream may have been closed by the caller, or hold no Korean: neither ends the program."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(sentence: str) -> None:
    # Where nobody can be told, the exit status says it.
    with suppress(OSError, ValueError):
        tell(sentence)
        sys.stderr.flush()


def _let_go_of_output() -> None:
    """What could not be written is not tried again at the end of the interpreter, which would complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
