"""The calendar of the world: its days, busy and quiet times, opening hours. Times are local (Asia/Seoul)."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from sample_data.draws import Floats
from sample_data.service import ALWAYS_OPEN_CHANNELS, MACHINE_CHANNELS

LAST_DAY = date(2026, 10, 31)
TIME_ZONE = "Asia/Seoul"

WEEKDAY_WEIGHT = (1.25, 1.12, 1.05, 1.02, 1.06, 0.70, 0.55)
SUMMER_WAVE = 0.15
"""Contacts are this much more frequent at the end of July, and as much less half a year later."""
HOUR_WEIGHT_OFFICE = (*(0,) * 9, 11, 16, 14, 7, 11, 13, 12, 10, 6, *(0,) * 6)
HOUR_WEIGHT_ALWAYS = (2, 1, 1, 1, 1, 1, 2, 3, 5, 6, 6, 6, 6, 6, 5, 5, 5, 5, 6, 7, 8, 8, 6, 3)
LOAD_BY_HOUR = {9: 0.95, 10: 1.30, 11: 1.20, 12: 0.85, 13: 0.90, 14: 1.10, 15: 1.00, 16: 0.90, 17: 0.80}
"""Waits in the channels with opening hours are multiplied by the load of the hour and of the weekday."""
LOAD_BY_WEEKDAY = {1: 1.20, 2: 1.05, 3: 0.95, 4: 0.95, 5: 1.00, 6: 0.85}
SUNDAY = 7


@dataclass(frozen=True)
class Window:
    """The days for which there are records, both ends included."""

    first_day: date
    last_day: date

    @classmethod
    def ending(cls, last_day: date, days: int) -> "Window":
        """The window of so many days up to the last."""
        return cls(last_day - timedelta(days=days - 1), last_day)

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last_day - self.first_day).days + 1

    @property
    def middle_day(self) -> date:
        """The day with as many days before as after."""
        return self.first_day + timedelta(days=self.days // 2)

    @property
    def months(self) -> list[date]:
        """First days of the calendar months that the window touches."""
        start = self.first_day.replace(day=1)
        return pl.date_range(start, self.last_day, "1mo", eager=True).to_list()

    def day_weights(self) -> Floats:
        """Relative frequency of contacts per day; the average over a year is about 1."""
        day = self.first_day.toordinal() + np.arange(self.days)
        weekday = np.array(WEEKDAY_WEIGHT)[(day + 6) % 7]
        wave = np.cos(2 * np.pi * (day - date(2026, 7, 31).toordinal()) / 365.25)
        weights: Floats = weekday / np.mean(WEEKDAY_WEIGHT) * (1 + SUMMER_WAVE * wave)
        return weights


def month_number(when: pl.Expr) -> pl.Expr:
    """Calendar months counted from year 0, so that differences are calendar months."""
    return when.dt.year() * 12 + when.dt.month()


def opening_day(day: pl.Expr) -> pl.Expr:
    """The day itself, or Monday for a Sunday in a channel that is closed on Sundays."""
    is_closed = (day.dt.weekday() == SUNDAY) & ~pl.col("channel").is_in(ALWAYS_OPEN_CHANNELS)
    return pl.when(is_closed).then(day.dt.offset_by("1d")).otherwise(day)


def is_office_open(at: pl.Expr) -> pl.Expr:
    """Whether the desks can be reached at this time."""
    return at.dt.hour().is_between(9, 17) & (at.dt.weekday() != SUNDAY)


def time_of_day(channel: pl.Series, rng: np.random.Generator) -> pl.Series:
    """Random times within the hours of each channel, as durations since midnight."""
    draw = rng.random(len(channel))
    hours = [
        np.searchsorted(np.cumsum(weights) / np.sum(weights), draw, side="right")
        for weights in (HOUR_WEIGHT_OFFICE, HOUR_WEIGHT_ALWAYS)
    ]
    is_always_open = channel.is_in(ALWAYS_OPEN_CHANNELS).to_numpy()
    seconds = np.where(is_always_open, hours[1], hours[0]) * 3600 + rng.integers(0, 3600, len(channel))
    return pl.Series("time_of_day", seconds * 1_000_000).cast(pl.Duration("us"))


def load(at: pl.Expr) -> pl.Expr:
    """How busy the desks are at this time; 1 on average, and always 1 for machines and e-mail."""
    busy = at.dt.hour().replace_strict(LOAD_BY_HOUR, default=1.0) * at.dt.weekday().replace_strict(
        LOAD_BY_WEEKDAY, default=1.0
    )
    is_unaffected = pl.col("channel").is_in({*MACHINE_CHANNELS, *ALWAYS_OPEN_CHANNELS})
    return pl.when(is_unaffected).then(1.0).otherwise(busy)


def end_of(window: Window) -> pl.Expr:
    """The first moment after the window."""
    return pl.lit(window.last_day + timedelta(days=1)).cast(pl.Datetime("us"))
