"""Figures of one value of a dimension are rows of the figures of all its values.

So who picks departments one after the other waits for the first of them only, and where figures were already
split by what is picked nothing is read at all.
"""

from collections.abc import Callable, Sequence

import polars as pl

from analytics.marts.mart import STORED
from analytics.view import View

Ask = Callable[[Sequence[str], View], pl.DataFrame]


def asked_of_all(ask: Ask, by: Sequence[str], view: View) -> pl.DataFrame:
    """What `ask(by, view)` gives, found in an answer of a wider view where there is one.

    Only for dimensions that marts are stored by: all values of others take longer than a few of them.
    """
    apart = _apart(by, view)
    split = [*by, *(name for name in apart if name not in by)]
    if not apart:
        return ask(by, view)
    rows = ask(split, view.pick(**dict.fromkeys(apart, ())))
    found = rows.filter(*(pl.col(name).is_in(view.of(name)) for name in apart))
    # A view without records has a row that says so.
    is_missing = found.is_empty() and not by
    return ask(by, view) if is_missing else found.drop(split[len(by) :])


def _apart(by: Sequence[str], view: View) -> list[str]:
    """What is picked of dimensions that are split by, and the first of which one value alone is picked."""
    stored = [name for name in STORED if view.of(name)]
    split = [name for name in stored if name in by]
    alone = [name for name in stored if name not in by and len(view.of(name)) == 1]
    return [*split, *alone[:1]]
