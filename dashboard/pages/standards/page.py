"""Service standards: what was promised or is to be reached, how far it is kept, and where that changes."""

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from analytics.standards.kept import drifting, kept, standards
from dashboard.address.selection import Selection, Span
from dashboard.charts.series import read_series
from dashboard.charts.trend import HEIGHT, behind_trend, trend_caption, trend_chart, trend_title
from dashboard.lake.store import Reading, Store
from dashboard.pages.standards import words as texts
from dashboard.pages.standards.parts_chart import HEIGHT as PARTS_HEIGHT
from dashboard.pages.standards.parts_chart import behind_parts, part_name, parts_chart
from dashboard.pages.standards.tables import behind_drift, drift_table, how_text, parts_table
from dashboard.parts.card import measure_card
from dashboard.parts.marked import with_changes
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.picker import Picker
from dashboard.parts.sentence import sentence
from dashboard.wording.dates import show_day
from dashboard.wording.figure import Figure, interval_text, note_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.words import Language, Words

CARDS = ("promise_kept", "over_promise", "service_level")


def _standard(selection: Selection, store: Store | Reading) -> str:
    known = standards(store.settings)
    return selection.measure if selection.measure in known else known[0]


def _measure(reading: Reading, selection: Selection) -> Measure:
    return find_measure(_standard(selection, reading))


def _kept(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(kept, _standard(selection, reading), selection.view(span))


def _drifting(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """In all departments, whatever is picked: fewer would have nothing to be held against."""
    view = selection.view(span).pick(department=())
    return reading.ask(drifting, view, (_standard(selection, reading),))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    """How far the standard is kept, against targets, and what is drifting most clearly."""
    measure, language = _measure(reading, selection), selection.language
    figure = Figure.of(reading.measure(measure.name, (), selection.view(span)).row(0, named=True))
    name = measure.label.text(language)
    if figure.value is None:
        why = note_text(figure, measure, reading.settings, language)
        return sentence(texts.NO_FIGURE.text(language, standard=name), why)
    interval = interval_text(figure, measure, language)
    title = texts.KEPT.text(
        language, standard=name, value=value_text(figure, measure, language), interval=interval
    )
    found = _kept(reading, selection, span)
    return sentence(title, _missed(found, language), _drifts(_drifting(reading, selection, span), language))


def _missed(found: pl.DataFrame, language: Language) -> str:
    judged = found["verdict"].drop_nulls()
    if judged.is_empty():
        return texts.NO_TARGETS.text(language)
    missed = show_count(int((judged == "missed").sum()))
    return texts.MISSED.text(language, count=show_count(len(judged)), missed=missed)


def _drifts(found: pl.DataFrame, language: Language) -> str:
    if found.is_empty():
        return texts.NO_DRIFTS.text(language)
    row = found.row(0, named=True)
    return texts.DRIFTS.text(
        language,
        count=show_count(found.height),
        place=part_name(row, language),
        day=show_day(row["since"], language),
        how=how_text(row, language),
    )


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _trend(reading: Reading, selection: Selection, span: Span) -> Drawn:
    measure, view, language = _measure(reading, selection), selection.view(span), selection.language
    series = read_series(reading, measure, view, span)
    made = Drawn(
        trend_title(series, "", language),
        trend_chart(series, reading.settings, selection),
        behind_trend(series, language),
        trend_caption(series, reading.settings, language),
    )
    return with_changes(made, reading, view.picked, series.days, selection)


def _parts(reading: Reading, selection: Selection, span: Span) -> Drawn:
    measure, found, language = (
        _measure(reading, selection),
        _kept(reading, selection, span),
        selection.language,
    )
    return Drawn(
        texts.BY_PART.text(language, standard=measure.label.text(language)),
        parts_chart(found, measure, reading.settings, selection),
        behind_parts(found, measure, language),
    )


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    measure, found = _measure(reading, selection), _kept(reading, selection, span)
    title = texts.TABLE.text(selection.language, standard=measure.label.text(selection.language))
    return Laid(
        title, parts_table(found, measure, selection), behind_parts(found, measure, selection.language)
    )


def _drift(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _drifting(reading, selection, span), selection.language
    return Laid(
        texts.DRIFT_TABLE.text(language), drift_table(found, span, selection), behind_drift(found, language)
    )


def _options(selection: Selection, store: Store) -> dict[str, str]:
    names = standards(store.settings)
    return {name: find_measure(name).label.text(selection.language) for name in names}


PICKER = Picker("standards-pick", "measure", texts.PICK, _options, _standard)

PAGE = Page(
    key="standards",
    path="/standards",
    name=Words("서비스 기준", "Service standards"),
    group="strategy",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    card_count=len(CARDS),
    measures=CARDS,
    is_compared=True,
    parts=[
        Chart("standards-trend", _trend, HEIGHT, head=[PICKER]),
        Chart("standards-parts", _parts, PARTS_HEIGHT, texts.BY_PART_CAPTION),
        Table("standards-table", _table),
        Table("standards-drift", _drift),
    ],
)
