"""The sentence of the page: in how many figures main and auxiliary channel differ, and what all differ in."""

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.channels.roles import Roles
from dashboard.address.selection import Selection, Span
from dashboard.pages.channels import words as texts
from dashboard.parts.sentence import sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_change_interval, show_difference
from warehouse.words import Language

# As many clear differences as a sentence holds.
_MOST = 3


def channels_finding(
    roles: Roles, rows: pl.DataFrame, spreads: pl.DataFrame, days: Span, selection: Selection
) -> html.Div:
    """How many figures clearly differ and the first of them; then whether all channels differ."""
    language = selection.language
    names = {"main": side_name(roles.main), "auxiliary": side_name(roles.auxiliary)}
    told, clear = rows.filter(pl.col("note").is_null()), rows.filter("is_clear")
    if told.is_empty():
        title, reasons = texts.TOO_FEW, texts.NEEDS_REASONS.text(language)
        return sentence(title.text(language, **names), reasons)
    title = texts.FINDING if clear.height else texts.ALIKE
    leads = " · ".join(_lead(row, names["main"], language) for row in clear.head(_MOST).iter_rows(named=True))
    period = texts.CLEAR_OF.text(language, period=show_period(*days, language))
    return sentence(
        title.text(language, looks=told.height, clear=clear.height, **names),
        " ".join(filter(None, [leads and f"{leads}.", period])),
        _spread(spreads, language),
    )


def side_name(channels: tuple[str, ...]) -> str:
    """The channels of a side."""
    return ", ".join(channels)


def _lead(row: dict[str, object], main: str, language: Language) -> str:
    measure = find_measure(str(row["figure"]))
    value, low, high = (float(str(row[name])) for name in ("difference", "low", "high"))
    return texts.LEADS.text(
        language,
        figure=measure.label.text(language),
        main=main,
        difference=show_difference(value, low, high, measure.unit, language),
        interval=show_change_interval(low, high, measure.unit, language),
    )


def _spread(spreads: pl.DataFrame, language: Language) -> str:
    if spreads["p"].null_count() == spreads.height:
        return ""
    names = [find_measure(name).label.text(language) for name in spreads.filter("is_spread")["figure"]]
    return (texts.SPREAD if names else texts.NO_SPREAD).text(language, figures=", ".join(names))
