"""What the funnel shows, in a line."""

import polars as pl

from analytics.measures.measure import Measure
from dashboard.pages.comparing import words as texts
from dashboard.wording import terms
from warehouse.words import Language

_MOST_NAMES = 2


def funnel_title(compared: pl.DataFrame, measure: Measure, tier: str, language: Language) -> str:
    """The measure, the tier, and which departments are outside the limits."""
    return texts.FUNNEL.text(language).format(
        measure=measure.label.text(language),
        tier=terms.tier_name(tier, language),
        finding=_finding(compared, language),
    )


def _finding(compared: pl.DataFrame, language: Language) -> str:
    if compared["is_outside"].drop_nulls().is_empty():
        return texts.NOT_COMPARED.text(language)
    outside = compared.filter("is_outside")["department"].to_list()
    if not outside:
        return texts.NONE_OUTSIDE.text(language)
    if len(outside) > _MOST_NAMES:
        return texts.MANY_OUTSIDE.text(language).format(count=len(outside))
    words = texts.ONE_OUTSIDE if len(outside) == 1 else texts.SOME_OUTSIDE
    return words.text(language).format(names=", ".join(outside))
