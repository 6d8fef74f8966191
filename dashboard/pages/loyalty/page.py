"""Satisfaction and loyalty: who stays and comes again by score, and what goes with scores."""

from dataclasses import replace

from dash import html

from analytics.loyalty.answer_drivers import AnswerDrivers, answer_drivers
from analytics.loyalty.by_score import Loyalty, loyalties, loyalty
from analytics.loyalty.if_better import if_better
from analytics.loyalty.outcomes import OUTCOMES
from analytics.loyalty.satisfaction_drivers import SatisfactionDrivers, satisfaction_drivers
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.loyalty import facts, score_chart, shares_chart, tables
from dashboard.pages.loyalty import words as texts
from dashboard.pages.loyalty.pickers import FIRST, ITEM_PICKER, OUTCOME_PICKER, item_of, outcome_of
from dashboard.parts.leaving_model import drivers_shares
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words

_OTHERS = tuple(name for name in OUTCOMES if name != FIRST)


def _by_score(reading: Reading, selection: Selection, outcome: str) -> Loyalty:
    """What the sentence is about is read on its own: all others take as long again."""
    item, view = item_of(selection), selection.view_of_months()
    if outcome == FIRST:
        return reading.ask(loyalty, item, outcome, view)
    return reading.ask(loyalties, item, _OTHERS, view)[outcome]


def _drivers(reading: Reading, selection: Selection) -> SatisfactionDrivers:
    return reading.ask(satisfaction_drivers, item_of(selection), selection.view_of_months())


def _days(selection: Selection, span: Span) -> Span:
    return days_of(selection.view_of_months(), span)


def _linked(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days."""
    since, until = _days(selection, span)
    return replace(selection, since=since, until=until)


def _is_empty(reading: Reading, selection: Selection, _span: Span) -> bool:
    return not _by_score(reading, selection, FIRST).n and not _drivers(reading, selection).n


def _finding(reading: Reading, selection: Selection, _span: Span) -> html.Div:
    found = _by_score(reading, selection, FIRST)
    return facts.loyalty_finding(found, _drivers(reading, selection), selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    outcomes = {name: _by_score(reading, selection, name) for name in OUTCOMES}
    drivers = _drivers(reading, selection)
    return facts.loyalty_cards(outcomes, drivers, if_better(drivers), selection)


def _stayed(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _drawn(reading, selection, span, FIRST)


def _followed(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _drawn(reading, selection, span, outcome_of(selection))


def _drawn(reading: Reading, selection: Selection, span: Span, outcome: str) -> Drawn:
    found, language = _by_score(reading, selection, outcome), selection.language
    chart = score_chart.score_chart(found, _linked(selection, span))
    behind = score_chart.behind_scores(found, language).over(_days(selection, span))
    caption = facts.caption_of(found, reading.settings.definitions.small_n, language)
    return Drawn(facts.title_of(found, language), chart, behind, caption)


def _shares(reading: Reading, selection: Selection, span: Span) -> Drawn:
    language, found = selection.language, _drivers(reading, selection)
    leaving = drivers_shares(reading, selection.view_of_months())
    rows = shares_chart.share_rows(found.shares, leaving)
    behind = shares_chart.behind_shares(rows, language).over(_days(selection, span))
    caption = facts.in_item(texts.SHARES_CAPTION, found.item, language)
    return Drawn(texts.SHARES.text(language), shares_chart.shares_chart(rows, selection), behind, caption)


def _points(reading: Reading, selection: Selection, span: Span) -> Laid:
    language, found = selection.language, _drivers(reading, selection)
    table = tables.points_table(found, _linked(selection, span))
    behind = tables.behind_points(found, language).over(_days(selection, span))
    return Laid(facts.in_item(texts.POINTS, found.item, language), table, behind)


def _if(reading: Reading, selection: Selection, span: Span) -> Laid:
    language, found = selection.language, _drivers(reading, selection)
    changes = if_better(found)
    table = tables.if_table(changes, found.item, _linked(selection, span))
    behind = tables.behind_if(changes, language).over(_days(selection, span))
    return Laid(texts.IF_BETTER.text(language), table, behind)


def _among(reading: Reading, selection: Selection, span: Span) -> Laid:
    language, item = selection.language, item_of(selection)
    found: AnswerDrivers = reading.ask(answer_drivers, item, "", selection.view_of_months())
    behind = tables.behind_among(found, language).over(_days(selection, span))
    title = facts.in_item(texts.AMONG, item, language)
    return Laid(title, tables.among_table(found, language), behind)


PAGE = Page(
    key="loyalty",
    path="/loyalty",
    name=Words("만족과 충성", "Satisfaction and loyalty"),
    group="customers",
    records=("contacts", "answers", "customers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=len(OUTCOMES) + 2,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart("loyalty-stayed", _stayed, score_chart.HEIGHT, head=[ITEM_PICKER], leads=True),
                Chart("loyalty-followed", _followed, score_chart.HEIGHT, head=[OUTCOME_PICKER], leads=True),
            ]
        ),
        Chart("loyalty-shares", _shares, shares_chart.HEIGHT),
        Table("loyalty-points", _points),
        Table("loyalty-if", _if),
        Table("loyalty-among", _among),
    ],
)
