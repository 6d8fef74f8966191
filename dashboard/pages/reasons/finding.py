"""The sentence of the page: how many contacts need not have been, what they are about, what they cost."""

import polars as pl
from dash import html

from analytics.reasons.avoidable import KINDS, Avoidable
from dashboard.address.selection import Selection, Span
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row
from dashboard.parts.sentence import sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language


def reasons_finding(by_reason: Avoidable, settings: Settings, span: Span, selection: Selection) -> html.Div:
    """The share with its interval and kinds, the reason with most of them, and the money."""
    language, whole = selection.language, by_reason.whole
    if whole.is_empty() or whole["value"].item() is None:
        return sentence(texts.TOO_FEW_TO_TELL.text(language), _too_few(whole, settings, language))
    row = whole.row(0, named=True)
    details = [
        _how_sure(row, by_reason.kinds_of_whole, span, selection),
        " ".join([_most(by_reason, language), _cost(row, language)]),
    ]
    return sentence(texts.FINDING.text(language, share=_share(row, language)), *details)


def _too_few(whole: pl.DataFrame, settings: Settings, language: Language) -> str:
    definitions = settings.definitions
    return texts.AT_LEAST.text(
        language,
        n=show_count(int(whole["n"].sum())),
        least=show_count(definitions.small_n),
        days=definitions.first_contact_days,
    )


def _how_sure(row: Row, kinds: pl.DataFrame, span: Span, selection: Selection) -> str:
    language = selection.language
    counted = dict.fromkeys(KINDS, 0) | dict(kinds.select("kind", "contacts").iter_rows())
    return texts.HOW_SURE.text(
        language,
        n=show_count(row["n"]),
        contacts=show_count(row["contacts"]),
        interval=show_interval(row["low"], row["high"], "share", language),
        period=show_period(*selection.days(span), language),
        **{kind: show_count(count) for kind, count in counted.items()},
    )


def _most(by_reason: Avoidable, language: Language) -> str:
    known = by_reason.totals.drop_nulls(["reason", "value"])
    if known.is_empty():
        return ""
    row = known.row(0, named=True)
    return texts.MOST_OF_THEM.text(
        language,
        reason=row["reason"],
        contacts=show_count(row["contacts"]),
        share=_share(row, language),
        interval=show_interval(row["low"], row["high"], "share", language),
    )


def _cost(row: Row, language: Language) -> str:
    if row["cost"] is None:
        return texts.NO_COST.text(language)
    said = texts.COST.text(
        language,
        cost=show_count(round(row["cost"])),
        known=show_count(row["cost_known"]),
        contacts=show_count(row["contacts"]),
    )
    yearly, low, high = (row[f"cost_a_year{end}"] for end in ("", "_low", "_high"))
    if yearly is None:
        return said
    cost = show_estimate(yearly, low, high, "money", language)
    a_year = {"cost": cost, "interval": show_interval(low, high, "money", language)}
    return f"{said} {texts.COST_A_YEAR.text(language, **a_year)}"


def _share(row: Row, language: Language) -> str:
    return show_estimate(row["value"], row["low"], row["high"], "share", language)
