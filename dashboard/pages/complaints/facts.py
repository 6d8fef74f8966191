"""The sentence on top and the key figures that are no measures."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.complaints.who import WHO
from analytics.dimensions import find_dimension
from analytics.intervals import event_count
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.complaints import words as texts
from dashboard.pages.complaints.who_chart import Row, shown_times, times_interval
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_interval
from warehouse.settings import Settings
from warehouse.words import Language


def complaints_finding(found: pl.DataFrame, counted: Row, settings: Settings, language: Language) -> html.Div:
    """Who clearly complains more often, and by what it makes no difference.

    found: rows of `complainers`. counted: complaints and n, of all contacts that say so.
    """
    if not counted["n"]:
        return notice(texts.NOT_SAID.text(language), texts.NEEDED.text(language))
    known = found.drop_nulls("odds_ratio")
    if known.is_empty():
        return notice(texts.UNKNOWN_WHO.text(language), texts.NEEDED.text(language))
    more, less = clearest(known)
    title = (
        texts.NOBODY.text(language) if more is None else texts.MOST.text(language, **_named(more, language))
    )
    least = "" if less is None else texts.LEAST.text(language, **_named(less, language))
    looks = texts.LOOKS.text(
        language,
        n=show_count(counted["n"]),
        complaints=show_count(counted["complaints"]),
        looks=show_count(known.height),
    )
    return sentence(title, " ".join(filter(None, [least, _same(known, settings, language)])), looks)


def clearest(known: pl.DataFrame) -> tuple[Row | None, Row | None]:
    """Of the groups that differ clearly the one that complains most often and the one that does least."""
    clear = known.filter("is_clear").sort("odds_ratio").rows(named=True)
    more = clear[-1] if clear and clear[-1]["odds_ratio"] > 1 else None
    less = clear[0] if clear and clear[0]["odds_ratio"] < 1 else None
    return more, less


def complaints_card(counted: Row, selection: Selection) -> html.Article:
    """How many complaints there were, and the way to them."""
    language, count = selection.language, counted["complaints"]
    _, low, high = pl.select(**event_count(pl.lit(count))._asdict()).row(0)
    link = _link("complaint", selection)
    footer = [html.Span(texts.OF_CONTACTS.text(language, n=show_count(counted["n"]))), link]
    interval = show_interval(low, high, "count", language)
    return _card(texts.COMPLAINTS.text(language), show_count(count), [interval], footer)


def group_cards(found: pl.DataFrame, selection: Selection) -> list[html.Article]:
    """The groups that clearly complain most and least often."""
    language = selection.language
    more, less = clearest(found.drop_nulls("odds_ratio"))
    named = ((texts.MOST_OFTEN, more), (texts.LEAST_OFTEN, less))
    cards = []
    for words, row in named:
        if row is None:
            continue
        there = selection.pick(**{row["dimension"]: row["part"]})
        n = figure_words.OUT_OF.text(language, n=show_count(row["n"]))
        footer = [html.Span(n), _link("complaint", there)]
        notes = [times_interval(row), texts.TIMES_NOTE.text(language)]
        times = texts.TIMES.text(language, times=shown_times(row))
        cards.append(_card(words.text(language, part=_part(row, language)), times, notes, footer))
    return cards


def _same(known: pl.DataFrame, settings: Settings, language: Language) -> str:
    """The traits by which nobody differs clearly."""
    same = [
        find_dimension(settings, name).label.text(language)
        for name in WHO
        if (rows := known.filter(dimension=name)).height and not rows["is_clear"].any()
    ]
    if not same:
        return ""
    listed = ", ".join(same) if language == "ko" else ", ".join(same).lower()
    return texts.NOT_CLEAR.text(language, dimensions=listed)


def _named(row: Row, language: Language) -> dict[str, str]:
    return {"part": _part(row, language), "times": f"{shown_times(row)} ({times_interval(row)})"}


def _part(row: Row, language: Language) -> str:
    return terms.value_name(row["dimension"], row["part"], language)


def _link(behind: str, selection: Selection) -> dcc.Link:
    return dcc.Link(figure_words.SEE_CONTACTS.text(selection.language), href=to_contacts(behind, selection))


def _card(name: str, value: str, notes: list[str], footer: list[Any]) -> html.Article:
    small = [html.P(note, className="small muted") for note in notes]
    return card(
        html.P(name, className="card-name small"), value, [*small, html.Div(className="course")], footer
    )
