"""What a worker is to whoever has it work, and how the outcome of a task travels back."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

T = TypeVar("T")


class WorkerDiedError(Exception):
    """The worker ended before it had answered; what it did of its task is not known."""


class WorkerGoneError(WorkerDiedError):
    """It ended with its machine: no other can be started in its place."""


class Worker(Protocol):
    """A process that does one task after another. Raises WorkerDiedError where it does not answer."""

    def call(self, task: Callable[..., T], *given: Any) -> "Outcome":
        """Do it there. The task is a function of a module; all that is passed is pickled."""

    def close(self) -> None:
        """Let it end in order, once it is idle."""

    def kill(self) -> None:
        """End it now."""


@dataclass(frozen=True)
class Outcome:
    """What a task gave back, or what it raised with its cause, which errors lose when they are pickled."""

    value: Any = None
    error: BaseException | None = None
    cause: BaseException | None = None

    def result(self) -> Any:
        """What it gave back. Raises what it raised."""
        if self.error is not None:
            raise self.error from self.cause
        return self.value


def outcome_of(task: Callable[..., Any], given: tuple[Any, ...]) -> Outcome:
    """Do a task; done in the worker."""
    try:
        return Outcome(task(*given))
    except (KeyboardInterrupt, SystemExit):
        raise
    # Polars' own panics are not among Python's errors.
    except BaseException as error:
        cause = None if error.__cause__ is None else _that_travels(error.__cause__)
        return Outcome(error=_that_travels(error), cause=cause)


def _that_travels(error: BaseException) -> BaseException:
    """The error, or where it cannot be pickled what it says."""
    try:
        return cast(BaseException, pickle.loads(pickle.dumps(error)))  # noqa: S301 - our own bytes
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
