"""Costs as they are read: in whatever the records have, rounded to what their interval supports."""

import math

from dashboard.wording.numbers import show_count


def show_money(value: float, low: float, high: float) -> str:
    """529,000,000 where it lies between 502 and 556 million."""
    return show_count(_rounded(value, low, high))


def show_money_interval(low: float, high: float) -> str:
    """502,000,000 – 556,000,000."""
    return " – ".join(show_count(_rounded(end, low, high)) for end in (low, high))


def _rounded(value: float, low: float, high: float) -> int:
    """To two digits of half the interval, so that its ends differ in what is shown."""
    half_width = max((high - low) / 2, 1.0)
    step = int(10 ** max(math.floor(math.log10(half_width)) - 1, 0))
    return round(value / step) * step
