"""Fair comparison: what changed beyond chance, and which departments stand out within their tier."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

import dash
import polars as pl
from dash import Output, html

from analytics.comparing.control import control_chart
from analytics.comparing.fitting import fitting, why_not_charted, why_not_compared
from analytics.comparing.funnel import fair_comparison
from analytics.measures.measure import Measure
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts.blank import chart_that_says
from dashboard.lake.store import Reading, Store
from dashboard.pages.comparing import control_chart as control
from dashboard.pages.comparing import funnel_chart as funnel
from dashboard.pages.comparing import words as texts
from dashboard.pages.comparing.department_picker import department_picker, register_department_picker
from dashboard.pages.comparing.finding import place_text, signal_finding
from dashboard.pages.comparing.funnel_title import funnel_title
from dashboard.pages.comparing.ranking_chart import ranking_chart, ranking_height
from dashboard.pages.comparing.signals import latest_first, read_looks, signals_view
from dashboard.pages.comparing.table import signal_table, signals_title
from dashboard.parts.filling import Filling
from dashboard.parts.headline import chosen_measure
from dashboard.parts.measure_picker import measure_picker, register_measure_picker
from dashboard.parts.panels import chart_panel, table_panel
from dashboard.wording import terms
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

PATH = links.COMPARING
NAME = Words("공정 비교", "Fair comparison")
FILTERS: Sequence[str] = ("contact_tier", "channel")

FINDING = "comparing-finding"
CHARTS = "comparing-charts"
MEASURE = "comparing-measure"
DEPARTMENT = "comparing-department"
NOT_COMPARED, BESIDE = "comparing-not-compared", "comparing-beside"
FUNNEL_TITLE, FUNNEL = "comparing-funnel-title", "comparing-funnel"
RANKING_TITLE, RANKING = "comparing-ranking-title", "comparing-ranking"
CONTROL_TITLE, CONTROL = "comparing-control-title", "comparing-control"
TABLE_TITLE, TABLE = "comparing-table-title", "comparing-table"
# So many fit on a narrow screen.
_LETTERS = 44


@dataclass(frozen=True)
class Shown:
    """What the page is about: the measure and tier compared, and the department of the control chart."""

    measure: Measure
    tier: str
    department: str


def layout(selection: Selection, store: Store) -> list[Any]:
    """Empty places of the final size."""
    language = selection.language
    pickers = html.Div(
        [
            measure_picker(MEASURE, selection, fitting(why_not_charted)),
            department_picker(DEPARTMENT, selection, store),
        ],
        className="pickers",
    )
    funnel_reading = texts.FUNNEL_READING.text(language)
    ranking_reading = texts.RANKING_READING.text(language)
    beside = [
        chart_panel(FUNNEL_TITLE, FUNNEL, funnel_reading, funnel.HEIGHT),
        chart_panel(RANKING_TITLE, RANKING, ranking_reading, funnel.HEIGHT),
    ]
    control_reading = texts.CONTROL_READING.text(language)
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(
            [
                chart_panel(CONTROL_TITLE, CONTROL, control_reading, control.HEIGHT, pickers),
                html.P(id=NOT_COMPARED, className="shown muted", hidden=True),
                html.Div(beside, id=BESIDE, className="side-by-side"),
                table_panel(TABLE_TITLE, TABLE),
            ],
            id=CHARTS,
        ),
    ]


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """The sentence and the table at once; each chart on its own."""
    register_measure_picker(app, store, MEASURE)
    register_department_picker(app, store, DEPARTMENT)
    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(
        _table,
        (True, *[dash.no_update] * 2),
        Output(CHARTS, "hidden"),
        Output(TABLE_TITLE, "children"),
        Output(TABLE, "children"),
    )
    filling.show(
        _not_compared,
        ("", True, False),
        Output(NOT_COMPARED, "children"),
        Output(NOT_COMPARED, "hidden"),
        Output(BESIDE, "hidden"),
    )
    filling.show(
        _comparison,
        [dash.no_update] * 5,
        Output(FUNNEL_TITLE, "children"),
        Output(FUNNEL, "figure"),
        Output(RANKING_TITLE, "children"),
        Output(RANKING, "figure"),
        Output(RANKING, "style"),
    )
    filling.show(_control, [dash.no_update] * 2, Output(CONTROL_TITLE, "children"), Output(CONTROL, "figure"))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    looks = read_looks(reading, selection, span)
    return signal_finding(latest_first(looks), looks.height, signals_view(selection, span), selection)


def _table(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    latest = latest_first(read_looks(reading, selection, span))
    return False, signals_title(len(latest), selection), signal_table(latest, selection)


def _not_compared(reading: Reading, selection: Selection, span: Span) -> tuple[str, bool, bool]:
    """Why there is no funnel of a measure; nothing where there is one."""
    reason = why_not_compared(_shown(reading, selection, span).measure)
    return ("", True, False) if reason is None else (reason.text(selection.language), False, True)


def _comparison(reading: Reading, selection: Selection, span: Span) -> Sequence[Any]:
    shown, language = _shown(reading, selection, span), selection.language
    if why_not_compared(shown.measure) is not None:
        return [dash.no_update] * 5
    compared = _compared(reading, selection, span, shown)
    return (
        funnel_title(compared, shown.measure, shown.tier, language),
        funnel.funnel_chart(compared, shown.measure, reading.settings, selection),
        texts.RANKING.text(language).format(tier=terms.tier_name(shown.tier, language)),
        ranking_chart(compared, shown.measure, selection),
        {"height": ranking_height(compared)},
    )


def _compared(reading: Reading, selection: Selection, span: Span, shown: Shown) -> pl.DataFrame:
    """All departments of the tier, whatever the filter of another page has chosen."""
    view = replace(selection.view(span), departments=())
    return reading.ask(fair_comparison, shown.measure.name, shown.tier, view)


def _control(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    shown, language = _shown(reading, selection, span), selection.language
    reason = why_not_charted(shown.measure)
    if reason is not None:
        # Charts do not break lines by themselves.
        lines = "<br>".join(wrap(reason.text(language), _LETTERS))
        return shown.measure.label.text(language), chart_that_says(lines, selection, control.HEIGHT)
    view = replace(
        signals_view(selection, span), departments=(shown.department,), contact_tiers=(shown.tier,)
    )
    chart = reading.ask(control_chart, shown.measure.name, view)
    title = texts.CONTROL.text(language).format(
        place=place_text(shown.department, shown.tier, language),
        measure=shown.measure.label.text(language),
        finding=control.control_title(chart, language),
    )
    return title, control.limits_chart(chart, shown.measure, selection)


def _shown(reading: Reading, selection: Selection, span: Span) -> Shown:
    """What the address picks; for the rest what the latest signal that fits is about, else the first there
    is."""
    tiers = selection.contact_tiers or reading.values("contact_tier") or CONTACT_TIERS
    fitting = (
        row
        for row in latest_first(read_looks(reading, selection, span))
        if row["contact_tier"] in tiers
        and selection.measure in (None, row["measure"])
        and selection.focus in (None, row["department"])
    )
    signal = next(fitting, {})
    measure = chosen_measure(reading, selection, signal.get("measure"))
    departments = [selection.focus or signal.get("department"), *reading.values("department")]
    department = next((name for name in departments if name), "")
    return Shown(measure, signal.get("contact_tier") or tiers[0], department)
