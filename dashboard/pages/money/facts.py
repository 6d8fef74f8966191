"""The sentence on top and the key figures."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.money.at_stake import AtStake
from analytics.money.lifetime_value import LifetimeValue
from analytics.money.lists import LEFT
from dashboard.address.links import to_contacts, to_page
from dashboard.address.selection import Selection, Span
from dashboard.pages.money import words as texts
from dashboard.parts.card import card
from dashboard.parts.definition import defined_name
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words
from dashboard.wording.dates import show_period
from dashboard.wording.figure import Figure, interval_text, note_text, value_text
from dashboard.wording.numbers import say_money, show_count
from warehouse.settings import Settings
from warehouse.words import Language, Words

MEASURES = ("cost_per_contact", "conversion", "repurchase", "refund_rate")
"""Those whose cards the page shows."""
# Where the customers at risk are listed.
_DRIVERS = "/drivers"


def money_finding(
    lost: pl.DataFrame,
    value: LifetimeValue,
    days: Span,
    left_out: Sequence[str],
    settings: Settings,
    selection: Selection,
) -> html.Div:
    """The value that leaves in a year, and what those who are there are worth."""
    language, row = selection.language, lost.row(0, named=True)
    if row["value"] is None:
        return notice(texts.NO_VALUE.text(language), texts.NO_VALUE_WHY.text(language))
    figure = row["value"], row["low"], row["high"]
    interval = _said_interval(*figure[1:], language)
    years = settings.money.horizon_years
    how = texts.LOST_HOW.text(
        language,
        period=show_period(*days, language),
        n=show_count(row["n"]),
        years=years,
        interval=interval,
    )
    notes = [texts.OF_PURCHASES] if value.basis == "purchases" else []
    notes += [] if settings.money.margin else [texts.WITHOUT_MARGIN]
    said = [words.text(language) for words in notes]
    if left_out:
        said.append(texts.LEFT_OUT.text(language, names=", ".join(left_out)))
    title = texts.LOST.text(language, value=say_money(*figure, language))
    return sentence(title, f"{how} {_there(value, years, language)}".strip(), " ".join(said))


def money_cards(
    lost: pl.DataFrame,
    value: LifetimeValue,
    stake: AtStake,
    measured: Mapping[str, Figure],
    settings: Settings,
    selection: Selection,
) -> list[html.Article]:
    """Value that leaves, a customer's lifetime value, value at stake, and four measures."""
    own = [
        _lost_card(lost, selection),
        _value_card(value, settings, selection.language),
        _stake_card(stake, selection),
    ]
    measures = [_measure_card(name, figure, settings, selection) for name, figure in measured.items()]
    return [*own, *measures]


def _there(value: LifetimeValue, years: int, language: Language) -> str:
    row = value.whole.row(0, named=True)
    if row["total"] is None:
        return ""
    total = say_money(row["total"], row["total_low"], row["total_high"], language)
    return texts.THERE.text(language, n=show_count(row["n"]), years=years, value=total)


def _lost_card(lost: pl.DataFrame, selection: Selection) -> html.Article:
    language, row = selection.language, lost.row(0, named=True)
    footer = [
        html.Span(texts.LEAVERS.text(language, n=show_count(row["n"]))),
        dcc.Link(figure_words.SEE_CONTACTS.text(language), href=to_contacts(LEFT, selection)),
    ]
    if row["value"] is None:
        return _card(texts.LOST_CARD, "–", [texts.NO_VALUE.text(language)], footer, language)
    ends = row["low"], row["high"]
    annual = say_money(row["annual"], *ends, language)
    notes = [_said_interval(*ends, language), texts.LOST_CARD_NOTE.text(language, annual=annual)]
    shown = say_money(row["value"], *ends, language)
    return _card(texts.LOST_CARD, shown, notes, footer, language)


def _value_card(value: LifetimeValue, settings: Settings, language: Language) -> html.Article:
    row = value.whole.row(0, named=True)
    footer = [html.Span(texts.CUSTOMERS.text(language, n=show_count(row["n"])))]
    if row["value"] is None:
        return _card(texts.VALUE_CARD, "–", [texts.NO_VALUE.text(language)], footer, language)
    ends = row["value_low"], row["value_high"]
    notes = [_said_interval(*ends, language), ahead(texts.VALUE_CARD_NOTE, settings, language)]
    return _card(texts.VALUE_CARD, say_money(row["value"], *ends, language), notes, footer, language)


def _stake_card(stake: AtStake, selection: Selection) -> html.Article:
    language = selection.language
    footer = [
        html.Span(texts.CUSTOMERS.text(language, n=show_count(stake.n))),
        dcc.Link(texts.WHOM_TO_CALL.text(language), href=to_page(_DRIVERS, selection)),
    ]
    if stake.worth is None or stake.expected is None:
        return _card(texts.STAKE_CARD, "–", [texts.NO_VALUE.text(language)], footer, language)
    expected = say_money(*stake.expected, language)
    notes = [
        _said_interval(stake.worth.low, stake.worth.high, language),
        texts.STAKE_CARD_NOTE.text(language, expected=expected),
    ]
    return _card(texts.STAKE_CARD, say_money(*stake.worth, language), notes, footer, language)


def _measure_card(name: str, figure: Figure, settings: Settings, selection: Selection) -> html.Article:
    """A measure over all days of the view, without a change."""
    measure, language = find_measure(name), selection.language
    notes = [note_text(figure, measure, settings, language)]
    if figure.value is not None:
        notes = [interval_text(figure, measure, language)]
    footer = [
        html.Span(figure_words.OUT_OF.text(language, n=show_count(figure.n))),
        dcc.Link(figure_words.SEE_CONTACTS.text(language), href=to_contacts(name, selection)),
    ]
    small = [html.P(note, className="small muted") for note in notes if note]
    return card(defined_name(measure, language), value_text(figure, measure, language), small, footer)


def _said_interval(low: float, high: float, language: Language) -> str:
    return " – ".join(say_money(end, low, high, language) for end in (low, high))


def ahead(words: Words, settings: Settings, language: Language) -> str:
    """Words that say how far ahead value is counted, and how it is discounted."""
    rate = f"{100 * settings.money.discount_rate:g} %"
    return words.text(language, years=settings.money.horizon_years, rate=rate)


def _card(
    name: Words,
    value: str,
    notes: Sequence[str],
    footer: Sequence[Any],
    language: Language,
) -> html.Article:
    small = [html.P(note, className="small muted") for note in notes if note]
    return card(html.P(name.text(language), className="card-name small"), value, small, footer)
