"""Retention: who stays how long, cohorts month by month, and how many leave; all of the data at once."""

from dash import html

from analytics.retention.cohorts import cohorts
from analytics.retention.inactivity import inactivity_window
from analytics.retention.still_there import medians
from analytics.retention.survival import SPLITS, survival
from analytics.view import NOTHING_PICKED, View
from dashboard.address.selection import Selection, Span
from dashboard.charts.trend import HEIGHT, behind_trend, trend_chart, trend_title
from dashboard.lake.store import Reading
from dashboard.pages.retention import survival_chart
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.cards import median_card, monthly_card, staying_card
from dashboard.pages.retention.cohort_map import behind_cohorts, cohort_maps
from dashboard.pages.retention.comparison import SPLIT_PICKER, read_comparison, split_of
from dashboard.pages.retention.finding import retention_finding
from dashboard.pages.retention.monthly import read_monthly, read_monthly_series
from dashboard.pages.retention.survival_table import behind_survival, survival_table
from dashboard.parts.leaving_quietly import leaving_quietly
from dashboard.parts.marked import with_changes
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words

_MONTHLY = ("churn_rate", "inactivity_rate", "left_without_complaint")


def _is_empty(reading: Reading, _selection: Selection, _span: Span) -> bool:
    return reading.ask(survival).groups.is_empty()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    comparison = read_comparison(reading, split_of(reading, selection))
    return retention_finding(comparison, reading.ask(inactivity_window), span, selection)


def _cards(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    found = reading.ask(survival)
    if found.groups.is_empty():
        return []
    comparison = read_comparison(reading, split_of(reading, selection))
    middle = medians(found)
    return [
        staying_card(comparison.whole, selection),
        median_card(middle.row(0, named=True), int(found.groups["customers"].sum()), selection),
        *(monthly_card(read_monthly(reading, name), reading.settings, selection) for name in _MONTHLY),
    ]


def _curves(reading: Reading, selection: Selection, _span: Span) -> Drawn:
    split, language = split_of(reading, selection), selection.language
    title = texts.CURVES.text(language, split=SPLITS[split].text(language).lower())
    found = reading.ask(survival, split)
    return Drawn(
        title,
        survival_chart.survival_chart(found, reading.settings, selection),
        survival_chart.behind_curves(found, reading.settings, language),
        survival_chart.curves_caption(found, reading.settings, language),
    )


def _table(reading: Reading, selection: Selection, _span: Span) -> Laid:
    found = reading.ask(survival, split_of(reading, selection))
    table = survival_table(found, reading.settings, selection)
    behind = behind_survival(found, reading.settings, selection.language)
    return Laid(texts.TABLE.text(selection.language), table, behind)


def _is_recorded(reading: Reading) -> bool:
    """Whether leaving stands in the records, instead of being told by silence."""
    return reading.ask(cohorts).definition.kind == "records"


def _leaving_by_month(reading: Reading, selection: Selection, span: Span) -> Drawn:
    name = "churn_rate" if _is_recorded(reading) else "inactivity_rate"
    series = read_monthly_series(reading, name, span)
    # A line beside which there is no other needs no name.
    chart = trend_chart(series, reading.settings, selection, is_named=series.target is not None)
    title = trend_title(series, "", selection.language)
    made = Drawn(title, chart, behind_trend(series, selection.language))
    return with_changes(made, reading, NOTHING_PICKED, series.days, selection)


def _leaving_quietly(reading: Reading, selection: Selection, _span: Span) -> Laid:
    return Laid(*leaving_quietly(reading, View(), selection))


def _cohorts(reading: Reading, selection: Selection, _span: Span) -> Laid:
    split = split_of(reading, selection)
    title = texts.COHORTS_JOINED if _is_recorded(reading) else texts.COHORTS_SEEN
    whole, parts = reading.ask(cohorts), reading.ask(cohorts, split)
    maps = cohort_maps(whole, parts, split, reading.settings, selection)
    behind = behind_cohorts(whole, parts, split, selection.language)
    return Laid(title.text(selection.language), maps, behind)


PAGE = Page(
    key="retention",
    path="/retention",
    name=Words("유지", "Retention"),
    group="customers",
    records=("contacts", "customers"),
    finding=_finding,
    cards=_cards,
    card_count=2 + len(_MONTHLY),
    measures=_MONTHLY,
    is_empty=_is_empty,
    parts=[
        Chart(
            "retention-curves",
            _curves,
            survival_chart.HEIGHT,
            head=[SPLIT_PICKER],
        ),
        Table("retention-table", _table),
        Chart("retention-churn", _leaving_by_month, HEIGHT, texts.MONTHS_CAPTION),
        Table("retention-leaving", _leaving_quietly, is_words=True),
        Table("retention-cohorts", _cohorts),
    ],
    # Staying is a matter of years: a filter of days would cut it off.
    filters=(),
)
