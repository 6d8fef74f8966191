"""A person who types the command in this process."""

from collections.abc import Callable
from typing import NamedTuple


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    status: int
    stdout: bytes
    stderr: bytes


# Types `touchpoints` and the words. Raises what would be a traceback.
Type = Callable[..., Done]
