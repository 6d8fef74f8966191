"""By what a customer is known, and whether a text names them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.errors import QueryError

# Shorter ones stand in any file by chance: they are looked for as whole texts only.
_SHORTEST_WITHIN = 6


@dataclass(frozen=True)
class Named:
    """The customer's id, and what else exports call them. Raises QueryError for a blank."""

    customer: str
    also: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not all(name.strip() for name in self.names):
            raise QueryError("A blank names nobody.", "Give the customer's id as in customer_id.")

    @property
    def names(self) -> list[str]:
        """All of them."""
        return [self.customer, *self.also]

    @property
    def in_bytes(self) -> re.Pattern[bytes]:
        """A regular expression for bytes that name the customer: with a long name whose digits do not go on,
        which would make it another's.
        """
        long = [name.encode() for name in self.names if len(name.encode()) >= _SHORTEST_WITHIN]
        return re.compile(b"|".join(map(_whole_number, long)) or rb"(?!)")

    @property
    def longest_bytes(self) -> int:
        """As many bytes as the longest name has."""
        return max(len(name.encode()) for name in self.names)

    @property
    def in_text(self) -> str:
        """A regular expression for a text that is one of the names, or has a long one in it."""
        long = [re.escape(name) for name in self.names if len(name.encode()) >= _SHORTEST_WITHIN]
        return "|".join([*(f"^{re.escape(name)}$" for name in self.names), *map(_within, long)])

    @property
    def in_line(self) -> str:
        """The same for a line whose texts could not be told apart: a name as a word of its own."""
        return "|".join(_within(re.escape(name)) for name in self.names)

    @property
    def in_json(self) -> str:
        """The same for a row as JSON, where texts stand in quotes."""
        quoted = [json.dumps(name, ensure_ascii=False) for name in self.names]
        within = [re.escape(name[1:-1]) for name in quoted if len(name[1:-1].encode()) >= _SHORTEST_WITHIN]
        return "|".join([*map(re.escape, quoted), *map(_within, within)])


def _within(escaped: str) -> str:
    return rf"(?:^|[^\p{{L}}\p{{N}}]){escaped}(?:$|[^\p{{L}}\p{{N}}])"


def _whole_number(name: bytes) -> bytes:
    before = rb"(?<![0-9])" if name[:1].isdigit() else b""
    after = rb"(?![0-9])" if name[-1:].isdigit() else b""
    return before + re.escape(name) + after
