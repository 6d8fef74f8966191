"""Axes: ticks that people read, labels that do not cover each other."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from babel.dates import format_skeleton

from analytics.measures.measure import Unit
from dashboard.wording.dates import Step
from dashboard.wording.numbers import show_value
from warehouse.words import Language

Range = tuple[float, float]

_MOST_DATES = 4
_MOST_TICKS = 4
_FINEST_TICKS = {"count": 1.0, "share": 0.0001, "score": 0.01, "points": 0.01, "money": 1.0}
# A wait is told in two units, so from a day on in hours.
_FINEST_SECONDS = ((86400, 3600.0), (3600, 60.0), (float("-inf"), 1.0))
_ROUND = (1.0, 2.0, 5.0, 10.0)
_ROUND_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400)


def value_range(unit: Unit, values: Sequence[float]) -> Range:
    """From the least to the greatest value with some air; from zero where that is not far below."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    air = max((high - low or abs(high)) * 0.08, _finest_tick(unit, 2 * high))
    from_zero = low >= 0 and (unit in ("count", "money") or low < high / 2)
    return (0.0 if from_zero else low - air), high + air


def value_ticks(
    unit: Unit, extent: Range, language: Language, most: int = _MOST_TICKS
) -> dict[str, list[object]]:
    """About four round values, or as many as told, and their texts, in Plotly's terms."""
    least = max((extent[1] - extent[0]) / most, _finest_tick(unit, extent[1]))
    step = _tick_step(unit, least)
    first = -int(-extent[0] // step)
    values = [place * step for place in range(first, int(extent[1] // step) + 1)]
    texts = [show_value(value, step, unit, language) for value in values]
    return {"tickvals": list(values), "ticktext": list(texts)}


def date_ticks(dates: Sequence[date], step: Step, language: Language) -> dict[str, list[object]]:
    """At most four of the dates and their texts."""
    every = max(1, -(-len(dates) // _MOST_DATES))
    chosen = dates[::every]
    skeleton = "yMMM" if step == "month" else "MMMd"
    return {
        "tickvals": list(chosen),
        "ticktext": [format_skeleton(skeleton, day, locale=language) for day in chosen],
    }


def date_range(dates: Sequence[date]) -> list[datetime]:
    """From the first to the last of the dates, with room for their marks."""
    first, last = (datetime.combine(day, time()) for day in (dates[0], dates[-1]))
    air = (last - first) / 50 or timedelta(hours=12)
    return [first - air, last + air]


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """The heights, in the order given, moved up where two are closer than the gap."""
    placed: dict[int, float] = {}
    last = float("-inf")
    for index in sorted(range(len(heights)), key=lambda index: heights[index]):
        last = placed[index] = max(heights[index], last + gap)
    return [placed[index] for index in range(len(heights))]


def _finest_tick(unit: Unit, high: float) -> float:
    """The least difference that two texts on the axis can show."""
    if unit != "seconds":
        return _FINEST_TICKS[unit]
    return next(finest for size, finest in _FINEST_SECONDS if high >= size)


def _tick_step(unit: Unit, least: float) -> float:
    if unit == "seconds" and least >= 1:
        return next((float(step) for step in _ROUND_SECONDS if step >= least), least)
    magnitude = 10.0
    while magnitude > least:
        magnitude /= 10
    while magnitude * 10 < least:
        magnitude *= 10
    return next(magnitude * factor for factor in _ROUND if magnitude * factor >= least)
