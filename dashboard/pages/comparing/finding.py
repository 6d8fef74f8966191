"""The sentence on the latest signal: what, where, since when, how surely."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from dash import html

from analytics.catalogue import find_measure
from analytics.comparing.signals import FEWEST_WEEKS
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.pages.comparing import words as texts
from dashboard.parts.sentence import sentence
from dashboard.wording import terms
from dashboard.wording.dates import show_day, show_period
from dashboard.wording.numbers import show_count, show_estimate, show_share
from warehouse.words import Language, Words

_LEAST_CHANCE = 0.001
_SENTENCES: Mapping[tuple[str, bool | None], Words] = MappingProxyType(
    {
        ("step", False): texts.STEP_WORSE,
        ("step", True): texts.STEP_BETTER,
        ("drift", False): texts.DRIFT_WORSE,
        ("drift", True): texts.DRIFT_BETTER,
    }
)


def signal_finding(
    latest: Sequence[Mapping[str, Any]], looks: int, view: View, selection: Selection
) -> html.Div:
    """The latest signal; or that there is none among so many looks, or too little to look at."""
    language = selection.language
    period = show_period(*view.days, language)
    if looks == 0:
        detail = texts.TOO_SHORT_DETAIL.text(language, least=FEWEST_WEEKS, period=period)
        return sentence(texts.TOO_SHORT.text(language), detail)
    if not latest:
        detail = texts.NO_SIGNAL_DETAIL.text(language, count=show_count(looks), period=period)
        return sentence(texts.NO_SIGNAL.text(language), detail)
    row = latest[0]
    detail = texts.CERTAINTY.text(
        language,
        between=_between(row["since_earliest"], row["since_latest"], language),
        count=show_count(looks),
        chance=chance_text(row["p_value"], language),
        period=period,
        signals=len(latest),
    )
    return sentence(_title(row, language), detail)


def place_text(department: str, tier: str | None, language: Language) -> str:
    """A department in a tier."""
    return f"{department} · {terms.tier_name(tier, language)}"


def when_text(row: Mapping[str, Any], when: str, language: Language) -> str:
    """The value before or after a signal, with the digits its interval supports."""
    value, low, high = (row[name] for name in (when, f"{when}_low", f"{when}_high"))
    if value is None or low is None or high is None:
        return "–"
    return show_estimate(value, low, high, find_measure(row["measure"]).unit, language)


def chance_text(p_value: float, language: Language) -> str:
    """A probability, no finer than a tenth of a per cent."""
    if p_value < _LEAST_CHANCE:
        return texts.LESS_THAN.text(language, share=show_share(_LEAST_CHANCE))
    return show_share(p_value)


def _title(row: Mapping[str, Any], language: Language) -> str:
    words = _SENTENCES.get((row["shape"], row["is_better"]), texts.MOVED)
    return words.text(
        language,
        place=place_text(row["department"], row["contact_tier"], language),
        measure=find_measure(row["measure"]).label.text(language),
        since=texts.WEEK_OF.text(language, day=show_day(row["since"], language)),
        before=when_text(row, "before", language),
        after=when_text(row, "after", language),
    )


def _between(first: date, last: date, language: Language) -> str:
    if first == last:
        return texts.WEEK_OF.text(language, day=show_day(first, language))
    return texts.WEEKS_BETWEEN.text(language, first=show_day(first, language), last=show_day(last, language))
