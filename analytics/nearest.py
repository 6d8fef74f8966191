"""Errors for names that do not exist."""

import difflib
from collections.abc import Sequence

from warehouse.errors import QueryError


def unknown_name(what: str, name: str, known: Sequence[str]) -> QueryError:
    """The error for an unknown name, whose way out is the nearest known one, else all of them."""
    near = difflib.get_close_matches(name, known, 1)
    way_out = f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(known)}."
    return QueryError(f"There is no {what} '{name}'.", way_out)
