"""Differences of satisfaction and leaving in words, with their sign."""

from analytics.measures.measure import Unit
from analytics.statistics.common import Interval
from dashboard.wording.numbers import MINUS, show_change, show_change_interval
from warehouse.words import Language


def difference_text(found: Interval, unit: Unit, language: Language) -> str:
    """The difference with its sign, in as many digits as its interval supports: +0.16 points."""
    size = show_change(found.value, (found.high - found.low) / 2, 1, unit, language)
    is_zero = not any(digit in size for digit in "123456789")
    sign = "" if is_zero else (MINUS if found.value < 0 else "+")
    return sign + size


def difference_with_interval(found: Interval, unit: Unit, language: Language) -> str:
    """The difference, its interval behind it."""
    interval = show_change_interval(found.low, found.high, unit, language)
    return f"{difference_text(found, unit, language)} ({interval})"
