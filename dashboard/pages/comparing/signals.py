"""Signals as a page reads them: over the last year, the latest first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from analytics.comparing.signals import signals
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading

# A year of complete weeks; older news is no news.
_DAYS = 53 * 7


def signals_view(selection: Selection, span: Span) -> View:
    """The year up to the last day looked at, in all departments."""
    until = selection.days(span)[1]
    since = max(span[0], until - timedelta(days=_DAYS - 1))
    return replace(selection.view(span), since=since, until=until).pick(department=())


def read_looks(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """Every look, signal or not, as `analytics.comparing.signals.signals` gives them."""
    return reading.ask(signals, signals_view(selection, span))


def latest_first(looks: pl.DataFrame) -> list[dict[str, Any]]:
    """The signals; of those that began in the same week the surest first."""
    return looks.filter("is_signal").sort("since", "p_value", descending=[True, False]).to_dicts()
