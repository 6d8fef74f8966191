"""Differences with their sign, in as many digits as their intervals support."""

from analytics.measures.measure import Unit
from analytics.statistics.common import Interval
from dashboard.wording.numbers import MINUS, show_change, show_value
from warehouse.words import Language

# Below it half of an interval has no hundredth of a point of its own.
_FINE = 0.005


def signed(found: Interval) -> str:
    """A difference of scores: −0.39, and +0.032 where it is known so well."""
    return _with_sign(found, _score(abs(found.value), found))


def between(found: Interval) -> str:
    """Its interval."""
    low, high = (_score(end, found).replace("-", MINUS) for end in (found.low, found.high))
    return f"{low} – {high}"


def _score(value: float, found: Interval) -> str:
    half = (found.high - found.low) / 2
    return f"{value:.3f}" if half < _FINE else show_value(value, half, "score", "en")


def signed_share(found: Interval, language: Language) -> str:
    """A difference of shares: +2.1 pp."""
    unit: Unit = "share"
    return _with_sign(found, show_change(found.value, (found.high - found.low) / 2, 1, unit, language))


def _with_sign(found: Interval, size: str) -> str:
    is_zero = not any(digit in size for digit in "123456789")
    return size if is_zero else f"{MINUS if found.value < 0 else '+'}{size}"
