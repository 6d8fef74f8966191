"""The line that says on every page how fresh its figures are."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from dash import dcc, html

from analytics.freshness.sources import is_late, source_loads
from dashboard.address.links import DATA, to_page
from dashboard.address.selection import Selection
from dashboard.frame import words as texts
from dashboard.lake.store import Reading, Store
from dashboard.wording.dates import show_day, show_moment
from warehouse.words import Language

FRESHNESS = "freshness"


def freshness_line(selection: Selection, store: Store) -> list[Any]:
    """How far the data reach, when something was loaded last and which sources are late now.

    It leads to the page that says more. Nothing while there is nothing to read: the page itself says why.
    """
    nothing: list[html.Span] = []
    parts = store.find(lambda reading: _parts(reading, selection.language), nothing)
    return parts and [dcc.Link(parts, href=to_page(DATA, selection), className="small muted")]


def _parts(reading: Reading, language: Language) -> list[html.Span]:
    loads, span = reading.ask(source_loads), reading.span()
    late = loads.filter(is_late(datetime.now(UTC)))["source"].to_list()
    said = [
        *([_up_to(span[1], language)] if span else []),
        *_last_load(loads, reading.settings.business_time_zone, language),
    ]
    spans = [html.Span(text) for text in said]
    return spans + ([html.Span(_late(late, language), className="late")] if late else [])


def _up_to(day: date, language: Language) -> str:
    return texts.DATA_UP_TO.text(language).format(day=show_day(day, language))


def _last_load(loads: pl.DataFrame, zone: str, language: Language) -> list[str]:
    last: Any = loads["last_loaded_at"].max()
    if last is None:
        return []
    moment = show_moment(last.astimezone(ZoneInfo(zone)))
    return [texts.LAST_LOAD.text(language).format(moment=moment)]


def _late(sources: list[str], language: Language) -> str:
    if len(sources) == 1:
        return texts.LATE.text(language).format(source=sources[0])
    return texts.SEVERAL_LATE.text(language).format(count=len(sources), sources=", ".join(sources))
