"""The sentence on top and the key figures that are no measures."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.recovery.efforts import Efforts
from analytics.recovery.lists import kinds_name, with_kind
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.efforts import words as texts
from dashboard.pages.efforts.effects_chart import UNITS, Row, speed_row, told_kinds, with_interval
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
)
from warehouse.settings import Settings
from warehouse.words import Language


def efforts_finding(found: Efforts, settings: Settings, language: Language) -> html.Div:
    """Which kinds clearly go with satisfaction, what speed does, and whether anything else differs."""
    if not found.tried:
        return notice(texts.NOT_SAID.text(language), texts.NEEDED.text(language))
    counts = {"tried": found.tried, "recovered": found.recovered, "rated": found.rated}
    counted = texts.COUNTED.text(language, **{name: show_count(count) for name, count in counts.items()})
    if found.note is not None:
        return sentence(texts.TOO_FEW.text(language, least=show_count(settings.definitions.small_n)), counted)
    clear = [row for row in told_kinds(found, "csat") if row["is_clear"]]
    title = texts.NONE_WORKS.text(language)
    if clear:
        title = texts.WORKS.text(language, kinds=", ".join(_named(row, language) for row in clear))
    speed = speed_row(found)
    said = (
        ""
        if speed is None
        else texts.SPEED.text(language, difference=with_interval(speed, "score", language))
    )
    return sentence(title, " ".join(filter(None, [said, _others(found, language)])), counted)


def clearest_card(found: Efforts, selection: Selection) -> html.Article | None:
    """The kind with the largest difference in satisfaction, of those that are clear if any is."""
    language = selection.language
    rows = sorted(told_kinds(found, "csat"), key=lambda row: (-row["is_clear"], -abs(row["difference"])))
    if not rows:
        return None
    row = rows[0]
    name = texts.CLEAREST.text(language, kind=kinds_name(row["kind"]).text(language))
    link = dcc.Link(
        figure_words.SEE_CONTACTS.text(language), href=to_contacts(with_kind(row["kind"]), selection)
    )
    n = figure_words.OUT_OF.text(language, n=show_count(row["n"]))
    return _difference_card(name, row, [html.Span(n), link], language)


def speed_card(found: Efforts, language: Language) -> html.Article | None:
    """What a doubling of the time to recover goes with."""
    row = speed_row(found)
    if row is None:
        return None
    n = texts.OUT_OF_RATED.text(language, n=show_count(row["n"]))
    return _difference_card(texts.DOUBLING.text(language), row, [html.Span(n)], language)


def origin_card(origins: pl.DataFrame, selection: Selection) -> html.Article | None:
    """Where most failures arise."""
    known, language = origins.drop_nulls("value"), selection.language
    if known.is_empty():
        return None
    row = known.sort("failures", descending=True).row(0, named=True)
    there = selection.pick(failure_origin=row["failure_origin"])
    link = dcc.Link(figure_words.SEE_CONTACTS.text(language), href=to_contacts("failure", there))
    name = terms.value_name("failure_origin", row["failure_origin"], language)
    return _card(
        texts.TOP_ORIGIN.text(language, origin=name),
        show_estimate(row["value"], row["low"], row["high"], "share", language),
        [show_interval(row["low"], row["high"], "share", language)],
        [html.Span(texts.OF_FAILURES.text(language, n=show_count(row["n"]))), link],
    )


def _named(row: Row, language: Language) -> str:
    kind = kinds_name(row["kind"]).text(language)
    return f"{kind} {show_difference(row['difference'], row['low'], row['high'], 'score', language)}"


def _others(found: Efforts, language: Language) -> str:
    clear = [
        f"{kinds_name(row['kind']).text(language)} ({texts.OUTCOMES[outcome].text(language)} "
        f"{with_interval(row, UNITS[outcome], language)})"
        for outcome in ("recovered", "left")
        for row in told_kinds(found, outcome)
        if row["is_clear"]
    ]
    if not clear:
        return texts.OTHERS_NOT_CLEAR.text(language)
    return texts.OTHERS_CLEAR.text(language, kinds=", ".join(clear))


def _difference_card(name: str, row: Row, footer: list[Any], language: Language) -> html.Article:
    value = show_difference(row["difference"], row["low"], row["high"], "score", language)
    interval = show_change_interval(row["low"], row["high"], "score", language)
    return _card(name, value, [interval, texts.OF_SATISFACTION.text(language)], footer)


def _card(name: str, value: str, notes: list[str], footer: list[Any]) -> html.Article:
    small = [html.P(note, className="small muted") for note in notes]
    return card(
        html.P(name, className="card-name small"), value, [*small, html.Div(className="course")], footer
    )
