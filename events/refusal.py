"""Requests of which nothing is taken, each with its status and a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class RefusedError(Exception):
    """Nothing of the request was taken. reason: what is wrong and how to mend it."""

    status: int
    reason: str
    headers: Mapping[str, str] = field(default_factory=dict)
