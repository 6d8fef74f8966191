"""The sentence on top and the key figures."""

from collections.abc import Mapping

import polars as pl
from dash import html

from analytics.loyalty.by_score import Loyalty
from analytics.loyalty.looked_at import said_of_answers
from analytics.loyalty.satisfaction_drivers import SatisfactionDrivers
from analytics.loyalty.summary import ADJUSTED_FOR, bend_sentence, contrast_sentence, drivers_sentence
from analytics.statistics.common import Interval
from dashboard.address.selection import Selection
from dashboard.pages.loyalty import words as texts
from dashboard.pages.loyalty.differences import between, signed, signed_share
from dashboard.pages.loyalty.pickers import item_name
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_estimate,
    show_interval,
)
from warehouse.words import Language, Words


def loyalty_finding(found: Loyalty, drivers: SatisfactionDrivers, selection: Selection) -> html.Div:
    """Good against bad scores, where the line bends, and what goes with scores."""
    language = selection.language
    if not found.n and not drivers.n:
        return notice(texts.NOT_ASKED.text(language), texts.NEEDED.text(language, days=found.days))
    meaning = found.outcome.meaning.text(language, days=found.days)
    bend = [] if found.contrast is None else [bend_sentence(found).text(language)]
    details = " ".join([*bend, drivers_sentence(drivers).text(language)])
    beneath = [
        f"{found.outcome.label.text(language)}: {meaning}.",
        ADJUSTED_FOR.text(language),
        *said_of_answers(found.per_mille, language),
        texts.DATES.text(language),
    ]
    return sentence(contrast_sentence(found).text(language), details, " ".join(beneath))


def loyalty_cards(
    outcomes: Mapping[str, Loyalty], drivers: SatisfactionDrivers, changes: pl.DataFrame, selection: Selection
) -> list[html.Article]:
    """Good less bad scores for each outcome, what the drivers explain, and what kept promises go with."""
    language = selection.language
    return [
        *(_contrast_card(found, language) for found in outcomes.values()),
        _explained_card(drivers, language),
        _kept_card(changes, language),
    ]


def _contrast_card(found: Loyalty, language: Language) -> html.Article:
    name = texts.DIFFERENCE.text(language, outcome=found.outcome.label.text(language))
    item = found.item
    bands = texts.BANDS.text(
        language,
        item=item_name(item.name),
        high=item.high,
        highest=item.highest,
        lowest=item.lowest,
        low=item.low,
    )
    n = texts.CUSTOMERS.text(language, n=show_count(found.n))
    if found.contrast is None:
        return _card(name, "–", texts.NOT_COMPARED.text(language), bands, n)
    difference = found.contrast.difference
    interval = show_change_interval(difference.low, difference.high, "share", language)
    return _card(name, signed_share(difference, language), interval, bands, n)


def _explained_card(drivers: SatisfactionDrivers, language: Language) -> html.Article:
    name, n = texts.EXPLAINED.text(language), texts.RATED.text(language, n=show_count(drivers.n))
    if drivers.explained is None:
        return _card(name, "–", texts.NOT_COMPARED.text(language), "", n)
    value, low, high = drivers.explained
    shown = show_estimate(value, low, high, "share", language)
    interval = show_interval(low, high, "share", language)
    return _card(name, shown, interval, texts.EXPLAINED_NOTE.text(language), n)


def _kept_card(changes: pl.DataFrame, language: Language) -> html.Article:
    name = texts.IF_KEPT.text(language)
    rows = changes.filter(change="promises_kept").rows(named=True)
    if not rows:
        return _card(name, "–", texts.NOT_COMPARED.text(language), "", "")
    difference = Interval(rows[0]["difference"], rows[0]["low"], rows[0]["high"])
    interval = between(difference)
    n = texts.RATED.text(language, n=show_count(rows[0]["n"]))
    return _card(name, signed(difference), interval, texts.IF_KEPT_NOTE.text(language), n)


def _card(name: str, value: str, interval: str, note: str, n: str) -> html.Article:
    body = [html.P(interval, className="small muted"), html.P(note, className="small muted note")]
    return card(html.P(name, className="card-name small"), value, body, [html.Span(n)])


def title_of(found: Loyalty, language: Language) -> str:
    """What the chart by score shows."""
    return texts.BY_SCORE.text(
        language, item=item_name(found.item.name), outcome=found.outcome.label.text(language)
    )


def caption_of(found: Loyalty, least: int, language: Language) -> str:
    """How it is to be read."""
    meaning = found.outcome.meaning.text(language, days=found.days)
    return texts.BY_SCORE_CAPTION.text(language, meaning=_upper(meaning), least=show_count(least))


def in_item(words: Words, item: str, language: Language) -> str:
    """Words that name the item."""
    return words.text(language, item=item_name(item))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
