"""Stages of the service: where new customers' time goes, who owns it, and who is waiting now."""

from datetime import date

import polars as pl
from dash import html

from analytics.dimensions import find_dimension
from analytics.stages.curves import transition
from analytics.stages.in_stages import bottleneck, time_in_stages
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.stages import curves_chart, facts, tables, time_chart
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.pickers import SPLIT_PICKER, WAY_PICKER, Way, split_of, way_of
from dashboard.pages.stages.shown import last_day, linked, stage_name, view_of
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.wording.numbers import show_count
from warehouse.words import Words


def _stages(reading: Reading, selection: Selection, span: Span, by: str | None = None) -> pl.DataFrame:
    return reading.ask(time_in_stages, by, view_of(selection, span, reading.settings))


def _days(reading: Reading, selection: Selection, span: Span) -> tuple[date, date]:
    """The first day looked at, and the last that is over."""
    view = view_of(selection, span, reading.settings)
    return view.days[0], last_day(view, span)


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return _stages(reading, selection, span).is_empty()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    days = _days(reading, selection, span)
    return facts.stages_finding(_stages(reading, selection, span), days, reading.settings, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    there = linked(selection, span, reading.settings)
    return facts.stages_cards(_stages(reading, selection, span), *_days(reading, selection, span), there)


def _times(reading: Reading, selection: Selection, span: Span) -> Drawn:
    stages, language = _stages(reading, selection, span), selection.language
    behind = time_chart.behind_times(stages, language).over(_days(reading, selection, span))
    caption = texts.TIME_CAPTION.text(language, horizon=show_count(reading.settings.process.horizon_days))
    return Drawn(texts.TIME.text(language), time_chart.time_chart(stages, selection), behind, caption)


def _curves(reading: Reading, selection: Selection, span: Span) -> Drawn:
    settings, language = reading.settings, selection.language
    start, to = way_of(selection, settings, _longest(_stages(reading, selection, span)))
    curve = reading.ask(transition, start, to, view_of(selection, span, settings))
    title = texts.CURVES.text(language, stage=stage_name(start, language), next=stage_name(to, language))
    behind = curves_chart.behind_curves(curve, settings, language).over(_days(reading, selection, span))
    caption = texts.CURVES_CAPTION.text(language, least=show_count(settings.definitions.small_n))
    return Drawn(title, curves_chart.curves_chart(curve, settings, selection), behind, caption)


def _longest(stages: pl.DataFrame) -> Way | None:
    row = bottleneck(stages)
    return None if row is None else (row["stage"], row["next"])


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    stages, language = _stages(reading, selection, span), selection.language
    days = _days(reading, selection, span)
    table = tables.stages_table(stages, days[0], linked(selection, span, reading.settings))
    return Laid(texts.TABLE.text(language), table, time_chart.behind_times(stages, language).over(days))


def _now(reading: Reading, selection: Selection, span: Span) -> Laid:
    stages, language = _stages(reading, selection, span), selection.language
    days = _days(reading, selection, span)
    table = tables.now_table(stages, *days, linked(selection, span, reading.settings))
    return Laid(texts.THERE_NOW.text(language), table, time_chart.behind_times(stages, language).over(days))


def _split(reading: Reading, selection: Selection, span: Span) -> Laid:
    settings, language = reading.settings, selection.language
    by = split_of(selection, settings)
    found, days = _stages(reading, selection, span, by), _days(reading, selection, span)
    label = find_dimension(settings, by).label.text(language)
    table = tables.split_table(found, by, days[0], settings, linked(selection, span, settings))
    behind = tables.behind_split(found, by, label, language).over(days)
    return Laid(texts.SPLIT.text(language, dimension=label.lower()), table, behind)


PAGE = Page(
    key="stages",
    path="/stages",
    name=Words("서비스 단계", "Stages of the service"),
    group="experience",
    records=("contacts", "customers"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("stages-times", _times, time_chart.HEIGHT),
        Table("stages-table", _table),
        Table("stages-now", _now),
        Chart("stages-curves", _curves, curves_chart.HEIGHT, head=[WAY_PICKER]),
        Table("stages-split", _split, head=[SPLIT_PICKER]),
    ],
    filters=("segment",),
)
