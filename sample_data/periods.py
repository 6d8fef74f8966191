"""Which rows stand in which file of a system."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from sample_data.dirt import exported
from sample_data.season import TIME_ZONE, month_number
from sample_data.service import SYSTEM_OF_CHANNEL
from sample_data.world import World

PERIOD_SIGN = {3: "Q", 6: "H"}
"""Quarters and half-years in file names."""


def months_of(world: World, system: str, rng: np.random.Generator) -> Iterator[tuple[str, pl.DataFrame]]:
    """The dirty rows of each monthly file of a system: ('2026-03', rows)."""
    return _files(world, system, 1, rng)


def quarters_of(world: World, system: str, rng: np.random.Generator) -> Iterator[tuple[str, pl.DataFrame]]:
    """The dirty rows of each quarterly file of a system: ('2026-Q1', rows)."""
    return _files(world, system, 3, rng)


def _files(
    world: World, system: str, months: int, rng: np.random.Generator
) -> Iterator[tuple[str, pl.DataFrame]]:
    contacts = world.contacts.filter(pl.col("channel").replace_strict(SYSTEM_OF_CHANNEL) == system)
    first = (world.first_day.year * 12 + world.first_day.month - 1) // months
    last = (world.last_day.year * 12 + world.last_day.month - 1) // months - first
    period = period_number(pl.col("occurred_at"), months) - first
    rows = exported(contacts.with_columns(period=period.cast(pl.Int64)), last, rng)
    for number in range(last + 1):
        yield label(first + number, months), rows.filter(pl.col("period") == number)


def period_number(at: pl.Expr, months: int) -> pl.Expr:
    """The local month (1), quarter (3) or half-year (6) of a time, counted from year 0."""
    return (month_number(at.dt.convert_time_zone(TIME_ZONE)) - 1) // months


def label(period: int, months: int) -> str:
    """The name of a period in file names."""
    year, number = divmod(period, 12 // months)
    return f"{year}-{number + 1:02d}" if months == 1 else f"{year}-{PERIOD_SIGN[months]}{number + 1}"
