"""The line that says on every page how fresh its figures are."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

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
    said = store.find(lambda reading: _said(reading, selection.language), nothing)
    parts = [part for span in said for part in (" · ", span)][1:]
    return parts and [dcc.Link(parts, href=to_page(DATA, selection), className="small muted")]


def _said(reading: Reading, language: Language) -> list[html.Span]:
    loads, span = reading.ask(source_loads), reading.span()
    late = loads.filter(is_late(datetime.now(UTC)))["source"].to_list()
    up_to = [texts.DATA_UP_TO.text(language, day=show_day(span[1], language))] if span else []
    last = _last_load(loads["last_loaded_at"].max(), reading.settings.business_time_zone, language)
    said = [html.Span(text) for text in (*up_to, *last)]
    return [*said, html.Span(_late(late, language), className="late")] if late else said


def _last_load(last: Any, zone: str, language: Language) -> list[str]:
    if last is None:
        return []
    return [texts.LAST_LOAD.text(language, moment=show_moment(last.astimezone(ZoneInfo(zone))))]


def _late(sources: list[str], language: Language) -> str:
    if len(sources) == 1:
        return texts.LATE.text(language, source=sources[0])
    return texts.SEVERAL_LATE.text(language, count=len(sources), sources=", ".join(sources))
