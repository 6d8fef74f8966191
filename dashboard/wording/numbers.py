"""Numbers as they are read: as many digits as their interval supports, in the units people use."""

import math
from collections.abc import Callable
from itertools import pairwise

from analytics.measures.measure import Unit
from warehouse.words import Language, Words

MINUS = "\N{MINUS SIGN}"
FIXED_SPACE = "\N{NO-BREAK SPACE}"
_MOST_DECIMALS = 2
_PERCENT = f"{FIXED_SPACE}%"
_PERCENTAGE_POINTS = Words(f"{FIXED_SPACE}%p", f"{FIXED_SPACE}pp")
_POINTS = Words("점", f"{FIXED_SPACE}points")

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_CLOCK = (
    (_DAY, Words("일", f"{FIXED_SPACE}d")),
    (_HOUR, Words("시간", f"{FIXED_SPACE}h")),
    (_MINUTE, Words("분", f"{FIXED_SPACE}min")),
    (1, Words("초", f"{FIXED_SPACE}s")),
)
_LARGE: dict[Language, tuple[tuple[float, str], ...]] = {
    "ko": ((1e8, "억"), (1e4, "만")),
    "en": ((1e9, f"{FIXED_SPACE}billion"), (1e6, f"{FIXED_SPACE}million")),
}
_STEPS = (1, 10, _MINUTE, 10 * _MINUTE, _HOUR, _DAY)


def show_value(value: float, half_width: float, unit: Unit, language: Language) -> str:
    """A measure's value: 48,203 · 82 % · 3 min 20 s · 4.1 · −12. `half_width` is half of its interval."""
    return _FORMATS[unit](value, half_width, language)


def show_estimate(value: float, low: float, high: float, unit: Unit, language: Language) -> str:
    """A value with as many digits as its interval supports."""
    return show_value(value, (high - low) / 2, unit, language)


def show_interval(low: float, high: float, unit: Unit, language: Language) -> str:
    """An interval with the digits of its value: 81 – 83 %."""
    half_width = (high - low) / 2
    lower, upper = (show_value(limit, half_width, unit, language) for limit in (low, high))
    shared = _PERCENT if unit == "share" else ""
    return f"{lower.removesuffix(shared)} – {upper}"


def show_change(change: float, half_width: float, before: float, unit: Unit, language: Language) -> str:
    """The size of a change, without its sign: 1.2 pp · 20 s · 4 % of what was there before (counts)."""
    size = abs(change)
    if unit == "count" and before:
        return show_value(size / before, half_width / before, "share", language)
    if unit == "share":
        shown = show_value(size, half_width, unit, language).removesuffix(_PERCENT)
        return shown + _PERCENTAGE_POINTS.text(language)
    suffix = _POINTS.text(language) if unit in ("score", "points") else ""
    return show_value(size, half_width, unit, language) + suffix


def show_change_interval(low: float, high: float, unit: Unit, language: Language) -> str:
    """The interval of a change: 2.1 – 5.4 pp."""
    if unit != "share":
        return show_interval(low, high, unit, language)
    points = show_interval(low * 100, high * 100, "points", language)
    return points + _PERCENTAGE_POINTS.text(language)


def show_difference(value: float, low: float, high: float, unit: Unit, language: Language) -> str:
    """A difference with its sign, in as many digits as its interval supports: +0.16 points."""
    size = show_change(value, (high - low) / 2, 1, unit, language)
    is_zero = not any(digit in size for digit in "123456789")
    return size if is_zero else (MINUS if value < 0 else "+") + size


def say_money(value: float, low: float, high: float, language: Language) -> str:
    """Money in a sentence, with as many digits as its interval supports: 109.4억, 10.94 billion."""
    half_width = (high - low) / 2
    for size, name in _LARGE[language]:
        if abs(value) >= size:
            return _decimal(value / size, half_width / size) + name
    return show_value(value, half_width, "money", language)


def show_count(count: int) -> str:
    """An exact number of things, with separators."""
    return _signed(f"{count:,}")


def show_share(share: float) -> str:
    """An exact share of a whole: 97.1 %."""
    return f"{share * 100:.1f}{_PERCENT}"


def show_seconds(seconds: float, half_width: float, language: Language) -> str:
    """A length of time in at most two units, rounded to what the interval supports: 3 min 20 s."""
    if abs(seconds) < 10 and half_width < 1:
        return _decimal(seconds, half_width) + _CLOCK[-1][1].text(language)
    step = _supported_step(abs(seconds), half_width)
    rounded = round(abs(seconds) / step) * step
    sign = MINUS if seconds < 0 and rounded else ""
    return sign + " ".join(_clock_parts(rounded, language))


def supported_decimals(half_width: float) -> int:
    """Decimals that an interval of this half width supports: its last digit moves by one at most tenfold."""
    if not (math.isfinite(half_width) and half_width > 0):
        return 0
    return min(_MOST_DECIMALS, max(0, math.ceil(-math.log10(half_width))))


def _show_count(value: float, _half_width: float, _language: Language) -> str:
    return _signed(f"{value:,.0f}")


def _show_share(value: float, half_width: float, _language: Language) -> str:
    return _decimal(value * 100, half_width * 100) + _PERCENT


def _show_decimal(value: float, half_width: float, _language: Language) -> str:
    return _decimal(value, half_width)


def _show_money(value: float, half_width: float, _language: Language) -> str:
    """To two digits of half the interval: 529,000,000 where it lies between 502 and 556 million."""
    step = 10 ** max(math.floor(math.log10(max(half_width, 1.0))) - 1, 0) if math.isfinite(half_width) else 1
    return _signed(f"{round(value / step) * step:,}")


_FORMATS: dict[Unit, Callable[[float, float, Language], str]] = {
    "count": _show_count,
    "share": _show_share,
    "seconds": show_seconds,
    "score": _show_decimal,
    "points": _show_decimal,
    "money": _show_money,
}


def _decimal(value: float, half_width: float) -> str:
    return _signed(f"{value:,.{supported_decimals(half_width)}f}")


def _signed(text: str) -> str:
    """With a true minus, and none before a zero."""
    is_zero = not any(digit in text for digit in "123456789")
    return text.lstrip("-") if is_zero else text.replace("-", MINUS)


def _supported_step(seconds: float, half_width: float) -> int:
    """What to round to: no finer than the interval, nor than the second of two units shown."""
    sizes = [size for size, _ in _CLOCK]
    by_size = next((smaller for size, smaller in pairwise(sizes) if seconds >= size), 1)
    by_interval = max((step for step in _STEPS if step <= min(half_width, seconds)), default=1)
    return max(by_size, by_interval)


def _clock_parts(seconds: int, language: Language) -> list[str]:
    parts = []
    for size, name in _CLOCK:
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount}{name.text(language)}")
    return parts or [f"0{_CLOCK[-1][1].text(language)}"]
