"""Benchmarks: values that others publish beside one's own index, and monitors beside customers."""

import polars as pl
from dash import html

from analytics.monitoring.agreement import agreement_of
from analytics.monitoring.gaps import Ratings, gaps_of, read_ratings
from analytics.questions.lists import answered_name
from analytics.questions.sets import find_set
from analytics.questions.summary import monitored_words
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.benchmarks import monitored
from dashboard.pages.benchmarks import words as texts
from dashboard.pages.benchmarks.panel import FINDING_PLACE, PANEL
from dashboard.pages.benchmarks.pickers import SET_PICKER, SPLIT_PICKER, label_of, set_of, split_of
from dashboard.parts.page import Page, Place
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words


def _ratings(reading: Reading, selection: Selection) -> Ratings:
    """Read once for all that is said of monitors."""
    by, name = split_of(selection, reading.settings), set_of(selection, reading.settings)
    return reading.ask(read_ratings, name, (by,), selection.view_of_months())


def _said(reading: Reading, selection: Selection, _span: Span) -> list[html.P]:
    """Whether monitors rate higher than customers."""
    settings = reading.settings
    whole = gaps_of(_ratings(reading, selection), settings, set_of(selection, settings))
    return [html.P(monitored_words(whole).text(selection.language), className="large")]


def _gaps(reading: Reading, selection: Selection) -> tuple[pl.DataFrame, str]:
    settings = reading.settings
    by = split_of(selection, settings)
    return gaps_of(_ratings(reading, selection), settings, set_of(selection, settings), (by,)), by


def _chart(reading: Reading, selection: Selection, span: Span) -> Drawn:
    gaps, by = _gaps(reading, selection)
    language = selection.language
    chart = monitored.gaps_chart(gaps, by, selection)
    behind = monitored.behind_gaps(gaps, by, language).over(days_of(selection.view_of_months(), span))
    caption = texts.GAPS_CAPTION.text(language, set=label_of(selection, reading.settings))
    return Drawn(texts.GAPS.text(language), chart, behind, caption)


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    gaps, by = _gaps(reading, selection)
    language, settings = selection.language, reading.settings
    item = find_set(settings, set_of(selection, settings)).items[0].item
    table = monitored.gaps_table(gaps, by, answered_name(item, "monitor"), selection)
    behind = monitored.behind_gaps(gaps, by, language).over(days_of(selection.view_of_months(), span))
    return Laid(texts.GAPS_TABLE.text(language), table, behind)


def _agreement(reading: Reading, selection: Selection, span: Span) -> Laid:
    settings, language = reading.settings, selection.language
    name, view = set_of(selection, settings), selection.view_of_months()
    found = agreement_of(_ratings(reading, selection).pairs, settings)
    names = {item.item: item.label.text(language) for item in find_set(settings, name).items}
    behind = monitored.behind_agreement(found, language).over(days_of(view, span))
    return Laid(texts.AGREEMENT.text(language), monitored.agreement_table(found, names, selection), behind)


PAGE = Page(
    key="benchmarks",
    path="/benchmarks",
    name=Words("벤치마크와 모니터링", "Benchmarks and monitoring"),
    group="experience",
    records=("contacts", "answers"),
    above=[SET_PICKER, FINDING_PLACE, PANEL],
    parts=[
        Place("benchmarks-monitored", _said, "finding"),
        Chart("benchmarks-gaps", _chart, monitored.HEIGHT, head=[SPLIT_PICKER]),
        Table("benchmarks-rated", _table),
        Table("benchmarks-agreement", _agreement),
    ],
)
