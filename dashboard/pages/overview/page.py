"""Overview: what changed, how things stand, the course of one measure, and where it is better or worse."""

from dash import html

from analytics.measures.measure import Measure
from analytics.standing_out import Comparisons
from dashboard.address.links import OVERVIEW
from dashboard.address.selection import Selection, Span
from dashboard.charts.series import read_series
from dashboard.charts.trend import HEIGHT, behind_trend, trend_caption, trend_chart, trend_title
from dashboard.lake.store import Reading
from dashboard.pages.overview.targets import TARGETS_LINE, TARGETS_PANEL
from dashboard.parts.change_finding import finding, place_text, read_changes
from dashboard.parts.headline import MOST_FIGURES, chosen_measure, headline_cards
from dashboard.parts.marked import with_changes
from dashboard.parts.matrix import CELLS, measure_matrix
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.picker import measure_picker
from dashboard.wording import figure_words as texts
from warehouse.words import Words


def _changes(reading: Reading, selection: Selection, span: Span) -> Comparisons:
    return read_changes(reading, selection.view(span), CELLS)


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not _changes(reading, selection, span).has_records


def _measure(reading: Reading, selection: Selection, span: Span) -> Measure:
    return chosen_measure(reading, selection, _changes(reading, selection, span).measure)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return finding(_changes(reading, selection, span), span, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return headline_cards(reading, selection, selection.view(span), span)


def _trend(reading: Reading, selection: Selection, span: Span) -> Drawn:
    """Where the sentence says that something changed, unless the reader picked a measure to see."""
    view, place = selection.view(span), ""
    changes = _changes(reading, selection, span)
    if selection.measure is None and changes.clearest is not None:
        view, place = changes.where(view), place_text(changes, selection.language)
    series = read_series(reading, _measure(reading, selection, span), view, span)
    title = trend_title(series, place, selection.language)
    caption = trend_caption(series, reading.settings, selection.language)
    chart = trend_chart(series, reading.settings, selection)
    made = Drawn(title, chart, behind_trend(series, selection.language), caption)
    return with_changes(made, reading, view.picked, series.days, selection)


def _matrix(reading: Reading, selection: Selection, span: Span) -> Laid:
    view = selection.view(span)
    return Laid(*measure_matrix(reading, _measure(reading, selection, span), view, view, selection))


PAGE = Page(
    key="overview",
    path=OVERVIEW,
    name=Words("한눈에", "Overview"),
    group="now",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=MOST_FIGURES,
    any_measure_in="overview-trend",
    is_empty=_is_empty,
    parts=[
        TARGETS_LINE,
        Chart(
            "overview-trend", _trend, HEIGHT, texts.TREND_CAPTION, head=[measure_picker("overview-measure")]
        ),
        Table("overview-matrix", _matrix),
        TARGETS_PANEL,
    ],
)
