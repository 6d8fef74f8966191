"""What is open, what was asked twice, and every event."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from dash import html

from analytics.customer.record import CustomerRecord
from dashboard.charts.behind import Behind, Column
from dashboard.pages.customer import words as texts
from dashboard.pages.customer.event_words import Event, event_details, event_name, event_place, event_wait
from dashboard.pages.customer.line_chart import told_lines
from dashboard.parts.table import plain_table
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_count
from warehouse.words import Language, Words

# More are not read on a page; the files have them all.
MOST_EVENTS = 60
_KINDS_OF_FIGURES: Mapping[str, Any] = {
    "wait_seconds": "seconds",
    "promised_wait_seconds": "seconds",
    "amount": "number",
}


def open_table(record: CustomerRecord, language: Language) -> html.Div:
    """What waits for something, the newest first."""
    return _marked(
        record.open, lambda event: texts.OPENED[event["open"]].text(language), language, texts.NOTHING_OPEN
    )


def again_table(record: CustomerRecord, within_days: int, language: Language) -> html.Div:
    """Contacts in which something was asked or said again."""

    def named(event: Event) -> str:
        return texts.AGAIN[event["again"]].text(language, days=within_days)

    return _marked(record.repeated, named, language, texts.NOTHING_AGAIN)


def line_table(record: CustomerRecord, language: Language) -> html.Div:
    """The newest events."""
    rows = [_event(event, language) for event in record.line.head(MOST_EVENTS).iter_rows(named=True)]
    table = plain_table(texts.LINE_COLUMNS, rows, language, numbers_from=len(texts.LINE_COLUMNS))
    if record.line.height <= MOST_EVENTS:
        return html.Div([table])
    count = show_count(record.line.height)
    cut = texts.LINE_CUT.text(language, most=show_count(MOST_EVENTS), count=count)
    return html.Div([table, html.P(cut, className="small muted")])


def behind_line(line: pl.DataFrame, language: Language) -> Behind:
    """All events, with what is known of each."""
    columns = [
        Column(name, words.text(language), _KINDS_OF_FIGURES.get(name, "text"))
        for name, words in texts.FILE_COLUMNS.items()
    ]
    return Behind.of(told_lines(line, language), columns, told=("kind_name",))


def _marked(
    events: pl.DataFrame, named: Callable[[Event], str], language: Language, nothing: Words
) -> html.Div:
    if events.is_empty():
        return html.Div(html.P(nothing.text(language), className="muted"))
    rows = [
        [
            _moment(event),
            f"{named(event)}: {event['reason']}" if event["reason"] else named(event),
            event_place(event, language),
            event["id"],
        ]
        for event in events.head(MOST_EVENTS).iter_rows(named=True)
    ]
    return html.Div(plain_table(texts.OPEN_COLUMNS, rows, language, numbers_from=len(texts.OPEN_COLUMNS)))


def _moment(event: Event) -> html.Span:
    """In one line, so that the column can be read down."""
    return html.Span(show_moment(event["at_local"]) if event["at_local"] else "", className="nowrap")


def _event(event: Event, language: Language) -> list[Any]:
    return [
        _moment(event),
        event_name(event, language),
        event_place(event, language),
        event_wait(event, language),
        event_details(event, language),
    ]
