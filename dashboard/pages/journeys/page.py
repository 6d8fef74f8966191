"""Journeys: whether they are the product of their touchpoints, what spoils them, and the paths they take."""

from dash import html

from analytics.journeys.paths import path_funnel
from analytics.journeys.rules import ENOUGH
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind
from dashboard.lake.store import Reading
from dashboard.pages.journeys import charts, facts, tables
from dashboard.pages.journeys import words as texts
from dashboard.pages.journeys.shown import STEP_PICKER, found_in, linked, path_name, path_of, step_of, view_of
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.wording.numbers import show_count
from warehouse.words import Words


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return facts.is_empty(found_in(reading, selection, span))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return facts.journeys_finding(found_in(reading, selection, span), reading.settings, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return facts.journeys_cards(found_in(reading, selection, span), reading.settings, linked(selection, span))


def _rules(outcome: str, reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = found_in(reading, selection, span), selection.language
    title = texts.RULE_TITLE.text(language, outcome=texts.OUTCOMES[outcome].text(language))
    caption = texts.RULE_CAPTION.text(language, enough=show_count(ENOUGH))
    if outcome == "staying":
        caption = texts.STAYING_CAPTION.text(language, days=reading.settings.journeys.staying_days)
    behind = charts.behind_rules(found.rules, outcome, language)
    return Drawn(
        title,
        charts.rules_chart(found.rules, outcome, selection),
        _over(behind, reading, selection, span),
        caption,
    )


def _by_satisfaction(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _rules("satisfaction", reading, selection, span)


def _by_staying(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _rules("staying", reading, selection, span)


def _spoilers(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = found_in(reading, selection, span), selection.language
    chart = charts.spoilers_chart(found.touchpoints, linked(selection, span))
    behind = charts.behind_touchpoints(found.touchpoints, language)
    return Drawn(texts.SPOILERS.text(language), chart, _over(behind, reading, selection, span))


def _touchpoints(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = found_in(reading, selection, span), selection.language
    behind = charts.behind_touchpoints(found.touchpoints, language)
    table = tables.touchpoints_table(found, linked(selection, span))
    return Laid(texts.TOUCHPOINTS.text(language), table, _over(behind, reading, selection, span))


def _paths(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, step, language = found_in(reading, selection, span), step_of(selection), selection.language
    table = tables.paths_table(found, step, reading.settings, selection, linked(selection, span))
    behind = tables.behind_paths(found.paths, step, language)
    title = texts.PATHS.text(language, step=texts.STEPS[step].text(language))
    return Laid(title, table, _over(behind, reading, selection, span))


def _funnel(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, step, language = found_in(reading, selection, span), step_of(selection), selection.language
    path, settings = path_of(selection, found.paths), reading.settings
    if not path:
        return Laid(
            texts.FUNNEL.text(language, path="–"), html.P(texts.NO_PATH.text(language), className="muted")
        )
    view = view_of(selection, span, settings)
    funnel = reading.ask(path_funnel, path, step, view) if selection.listed else found.funnel
    behind = tables.behind_funnel(funnel, step, language)
    title = texts.FUNNEL.text(language, path=path_name(path, step, language))
    table = tables.funnel_table(funnel, step, settings, language)
    return Laid(title, table, _over(behind, reading, selection, span))


def _over(behind: Behind, reading: Reading, selection: Selection, span: Span) -> Behind:
    days = found_in(reading, selection, span).days
    return behind if days is None else behind.over((days.starts, days.until))


PAGE = Page(
    key="journeys",
    path=tables.PATH,
    name=Words("여정", "Journeys"),
    group="experience",
    records=("contacts", "answers", "customers"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart("journeys-satisfaction", _by_satisfaction, charts.RULES_HEIGHT),
                Chart("journeys-staying", _by_staying, charts.RULES_HEIGHT),
            ]
        ),
        Chart("journeys-spoilers", _spoilers, charts.SPOILERS_HEIGHT, texts.SPOILERS_CAPTION, leads=True),
        Table("journeys-touchpoints", _touchpoints),
        Table("journeys-paths", _paths, head=[STEP_PICKER]),
        Table("journeys-funnel", _funnel),
    ],
    filters=("segment",),
)
