"""The line of time: contacts by tier, surveys, purchases and changes, each in a lane."""

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from analytics.customer.record import CustomerRecord
from dashboard.address.selection import Selection
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, name_rows, points
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.customer import words as texts
from dashboard.pages.customer.event_words import (
    Event,
    event_details,
    event_name,
    event_place,
    event_wait,
    is_bad,
    outcome_name,
)
from dashboard.wording import terms
from dashboard.wording.dates import show_moment
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Language

HEIGHT = 320
_LANES_OF_CUSTOMERS = {"left": "change"}


def line_chart(record: CustomerRecord, selection: Selection) -> go.Figure:
    """A mark per event, in the lane of its tier or kind."""
    # Years may lie between joining and the first record: the table tells of it.
    events = record.line.drop_nulls("at_local").filter(pl.col("kind") != "joined").rows(named=True)
    if not events:
        return chart_that_says(texts.NO_LINE.text(selection.language), selection, HEIGHT)
    lanes = _lanes(events)
    heights = {lane: len(lanes) - place for place, lane in enumerate(lanes)}
    opened = set(record.open["id"])
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    chart.add_trace(_marks(events, heights, opened, PALETTES[selection.theme], selection.language))
    names = {height: _lane_name(lane, selection.language) for lane, height in heights.items()}
    name_rows(chart, names, range=(0.4, len(lanes) + 0.6))
    return chart


def _lanes(events: Sequence[Event]) -> list[str]:
    """Those with an event: the highest tier on top, what is not of contacts beneath."""
    order = [*CONTACT_TIERS, "", *texts.LANES]
    present = {_lane(event) for event in events}
    return [lane for lane in order if lane in present]


def _lane(event: Event) -> str:
    if event["kind"] == "contact":
        tier: str | None = event["contact_tier"]
        return tier or ""
    kind: str = event["kind"]
    return _LANES_OF_CUSTOMERS.get(kind, kind)


def _lane_name(lane: str, language: Language) -> str:
    words = texts.LANES.get(lane)
    return words.text(language) if words else terms.tier_name(lane or None, language)


def _marks(
    events: Sequence[Event], heights: dict[str, int], opened: set[str], palette: Palette, language: Language
) -> go.Scatter:
    marker = {
        "color": [palette.worse if is_bad(event) else palette.accent for event in events],
        "symbol": ["diamond-open" if _is_open(event, opened) else "circle" for event in events],
        "size": 10,
        "line": {"width": 2},
        "opacity": 0.8,
    }
    tooltips = [_tooltip(event, language) for event in events]
    heights_of = [heights[_lane(event)] for event in events]
    return points([event["at_local"] for event in events], heights_of, marker, tooltips)


def _is_open(event: Event, opened: set[str]) -> bool:
    return event["kind"] == "contact" and event["id"] in opened


def _tooltip(event: Event, language: Language) -> str:
    more = (event_place(event, language), event_wait(event, language), event_details(event, language))
    told = [show_moment(event["at_local"]), *(part for part in more if part)]
    return "\n".join([bold(event_name(event, language)), *told])


def told_lines(line: pl.DataFrame, language: Language) -> list[dict[str, object]]:
    """The events as rows for tables and files, with what each was in words."""
    return [
        event
        | {
            "kind_name": texts.KINDS[event["kind"]].text(language),
            "outcome_name": outcome_name(event, language) or None,
            "told": event_details(event, language) or None,
        }
        for event in line.iter_rows(named=True)
    ]
