"""Axes of waits, on a logarithmic scale, and of shares."""

from math import log10
from typing import Any

from dashboard.wording.numbers import show_seconds, show_value
from warehouse.words import Language

_TICKS = (1, 20, 300, 3600, 86400, 14 * 86400)
_LEAST_SECONDS = 1.0
# Just over all, so that a line at the top is seen whole.
SHARE_TOP = 1.02


def wait_axis(longest: float, language: Language) -> dict[str, Any]:
    """From one second to the longest wait, with ticks at times that people know."""
    last = max(longest, 10 * _LEAST_SECONDS)
    ticks = [tick for tick in _TICKS if tick <= last]
    return {
        "type": "log",
        "range": [log10(_LEAST_SECONDS), log10(last)],
        "tickvals": ticks,
        "ticktext": [show_seconds(tick, 1, language) for tick in ticks],
        "tickangle": 0,
        "showgrid": True,
    }


def share_axis(language: Language) -> dict[str, Any]:
    """From none to all."""
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    return {
        "range": (0, SHARE_TOP),
        "tickvals": ticks,
        "ticktext": [show_value(tick, 0.01, "share", language) for tick in ticks],
    }
