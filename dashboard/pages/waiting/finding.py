"""The one sentence of the waiting page: what goes with a broken promise."""

from collections.abc import Mapping
from typing import Any

from dash import html

from analytics.catalogue import find_measure
from dashboard.address.selection import Selection, Span
from dashboard.pages.waiting import words as texts
from dashboard.parts.sentence import sentence
from dashboard.wording.dates import show_period
from dashboard.wording.figure import Figure, value_text
from dashboard.wording.numbers import show_count, show_estimate, show_interval


def promise_finding(effect: Mapping[str, Any], kept: Figure, span: Span, selection: Selection) -> html.Div:
    """How satisfaction differs at equal wait, and how sure that is.

    effect: a row of `analytics.waiting.broken_promises.broken_promise_effect` that has a difference. kept:
    the measure promise_kept.
    """
    language = selection.language
    low, high = effect["low"], effect["high"]
    words = texts.LOWER if high < 0 else texts.HIGHER if low > 0 else texts.NO_DIFFERENCE
    size = show_estimate(abs(effect["difference"]), low, high, "score", language)
    detail = texts.DETAIL.text(
        language,
        interval=show_interval(low, high, "score", language),
        n=show_count(effect["used"]),
        kept=value_text(kept, find_measure("promise_kept"), language),
        period=show_period(*selection.days(span), language),
    )
    return sentence(words.text(language, size=size), detail)
