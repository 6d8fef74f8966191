"""Errors for names that do not exist."""

import difflib
from collections.abc import Sequence

from warehouse.errors import QueryError


def unknown_name(what: str, name: str, known: Sequence[str]) -> QueryError:
    """The error for an unknown name, whose way out is the nearest known one, else all of them."""
    return QueryError(f"There is no {what} '{name}'.", nearest_name(name, known))


def nearest_name(name: str, known: Sequence[str]) -> str:
    """The way out for a name that is none of those known: the nearest of them, else all of them."""
    near = difflib.get_close_matches(name, known, 1)
    return f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(known)}."
