"""The sentence on top, the key figures and how moments ended."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.intervals import event_count
from analytics.moments.counted import ALL
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.moments import words as texts
from dashboard.pages.moments.card_table import shown_value
from dashboard.pages.moments.touchpoints import Row, Touchpoint, behind, place_name
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_seconds
from warehouse.words import Language, Words

_HOUR = 3600


def whole(moments: pl.DataFrame) -> Row:
    """The row of all contacts."""
    return moments.row(by_predicate=pl.col("outcome") == ALL, named=True)


def moments_finding(moments: pl.DataFrame, found: Sequence[Touchpoint], selection: Selection) -> html.Div:
    """The touchpoint most clearly behind, and moments as customers × contacts × seconds."""
    language, counted = selection.language, whole(moments)
    if not counted["contacts"]:
        return notice(texts.NO_CONTACTS.text(language), texts.WIDEN.text(language))
    figures = [row for touchpoint in found for row in touchpoint.figures.values()]
    looks = sum(row["z"] is not None for row in figures)
    worst = max((row for row in figures if row["stands_out"] == "worse"), key=behind, default=None)
    title = texts.NOTHING_STANDS_OUT.text(language) if worst is None else _stands_out(worst, language)
    beneath = texts.LOOKS.text(language, touchpoints=show_count(len(found)), looks=show_count(looks))
    return sentence(title, _product(counted, language), beneath)


def moments_cards(moments: pl.DataFrame, selection: Selection) -> list[html.Article]:
    """Contacts, customers, and what makes the hours together."""
    language, counted = selection.language, whole(moments)
    if not counted["contacts"]:
        return []
    served = texts.OF_SERVED.text(language, n=show_count(counted["served"]))
    contacts, customers = counted["contacts"], counted["customers"]
    return [
        _card(texts.CONTACTS, show_count(contacts), _interval(contacts, language), texts.IN_ALL, language),
        _card(texts.CUSTOMERS, show_count(customers), _interval(customers, language), texts.KNOWN, language),
        _card(texts.EACH, _each(counted), "", texts.KNOWN, language),
        _card(texts.LENGTH, _length(counted, language), served, texts.IN_ALL, language),
        _card(texts.HOURS, _hours(counted["service_seconds"], language), served, texts.IN_ALL, language),
    ]


def ended_table(moments: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per outcome."""
    language = selection.language
    ended = moments.filter(pl.col("outcome") != ALL).drop_nulls("value")
    rows = [_ended(row, selection) for row in ended.iter_rows(named=True)]
    table = plain_table(texts.ENDED_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(texts.ENDED_CAPTION.text(language), className="small muted")])


def _ended(row: Row, selection: Selection) -> list[Any]:
    language = selection.language
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    return [
        terms.value_name("outcome", row["outcome"], language),
        _link(row, selection),
        f"{share} ({interval})",
        _hours(row["service_seconds"], language),
        _hours(row["wait_seconds"], language),
    ]


def behind_ended(moments: pl.DataFrame, language: Language) -> Behind:
    """The same with seconds."""
    heads = [words.text(language) for words in texts.ENDED_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("contacts", heads[1], "count"),
        Column("value", heads[2], "share", "low", "high"),
        Column("service_seconds", heads[3], "seconds"),
        Column("wait_seconds", heads[4], "seconds"),
    ]
    rows = [
        row | {"name": terms.value_name("outcome", row["outcome"], language)}
        for row in moments.filter(pl.col("outcome") != ALL).iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def _stands_out(row: Row, language: Language) -> str:
    measure = find_measure(row["measure"])
    return texts.STANDS_OUT.text(
        language,
        place=place_name((row["department"], row["channel"], row["stage"]), language),
        measure=measure.label.text(language),
        value=shown_value(row, "value", measure, language),
        expected=shown_value(row, "expected", measure, language),
    )


def _product(counted: Row, language: Language) -> str:
    """Empty where it is not known who the customers are, or how long contacts took."""
    if not counted["customers"] or not counted["served"]:
        return ""
    return texts.COUNTED.text(
        language,
        customers=show_count(counted["customers"]),
        each=_each(counted),
        length=_length(counted, language),
        hours=show_count(round(counted["service_seconds"] / _HOUR)),
    )


def _each(counted: Row) -> str:
    return f"{counted['contacts'] / counted['customers']:.1f}" if counted["customers"] else "–"


def _length(counted: Row, language: Language) -> str:
    if not counted["served"]:
        return "–"
    return show_seconds(counted["service_seconds"] / counted["served"], 1, language)


def _hours(seconds: float, language: Language) -> str:
    return texts.HOURS_UNIT.text(language, hours=show_count(round(seconds / _HOUR)))


def _link(row: Row, selection: Selection) -> Any:
    there = selection.pick(outcome=row["outcome"])
    return dcc.Link(show_count(row["contacts"]), href=to_contacts("contacts", there))


def _interval(count: int, language: Language) -> str:
    _, low, high = pl.select(**event_count(pl.lit(count))._asdict()).row(0)
    return show_interval(low, high, "count", language)


def _card(name: Words, value: str, note: str, footer: Words, language: Language) -> html.Article:
    head = html.P(name.text(language), className="card-name small")
    small = [html.P(note, className="small muted")] if note else []
    return card(head, value, [*small, html.Div(className="course")], [html.Span(footer.text(language))])
