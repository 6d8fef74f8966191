"""Fair comparison: what changed beyond chance, and which departments stand out within their tier."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import polars as pl
from dash import html

from analytics.calendar import calendar_of
from analytics.comparing.control import control_chart
from analytics.comparing.fitting import why_not_charted, why_not_compared
from analytics.comparing.funnel import fair_comparison
from analytics.measures.measure import Measure
from dashboard.address.links import COMPARING
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind
from dashboard.charts.marks import chart_that_says
from dashboard.lake.store import Reading
from dashboard.pages.comparing import control_chart as control
from dashboard.pages.comparing import funnel_chart as funnel
from dashboard.pages.comparing import words as texts
from dashboard.pages.comparing.finding import place_text, signal_finding
from dashboard.pages.comparing.pickers import DEPARTMENT_PICKER, MEASURE_PICKER
from dashboard.pages.comparing.ranking_chart import behind_ranking, ranking_chart
from dashboard.pages.comparing.signals import latest_first, read_looks, signals_view
from dashboard.pages.comparing.table import behind_signals, signal_table, signals_title
from dashboard.parts.headline import chosen_measure
from dashboard.parts.marked import with_changes
from dashboard.parts.page import Page, Place, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.wording import terms
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

# So many fit on a narrow screen.
_LETTERS = 44


@dataclass(frozen=True)
class Shown:
    """What the page is about: the measure and tier compared, and the department of the control chart."""

    measure: Measure
    tier: str
    department: str


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    looks = read_looks(reading, selection, span)
    return signal_finding(latest_first(looks), looks.height, signals_view(selection, span), selection)


def _control(reading: Reading, selection: Selection, span: Span) -> Drawn:
    shown, language = _shown(reading, selection, span), selection.language
    reason = why_not_charted(shown.measure)
    if reason is not None:
        # Charts do not break lines by themselves.
        lines = "<br>".join(wrap(reason.text(language), _LETTERS))
        blank = chart_that_says(lines, selection, control.HEIGHT)
        return Drawn(shown.measure.label.text(language), blank, Behind.of([], []))
    view = signals_view(selection, span).pick(department=shown.department, contact_tier=shown.tier)
    found = reading.ask(control_chart, shown.measure.name, view)
    title = texts.CONTROL.text(
        language,
        place=place_text(shown.department, shown.tier, language),
        measure=shown.measure.label.text(language),
        finding=control.control_title(found, language),
    )
    caption = ". ".join([texts.CONTROL_CAPTION.text(language), *_left_out(reading, selection)])
    chart = control.limits_chart(found, shown.measure, selection)
    behind = control.behind_control(found, shown.measure, language).over(view.days)
    return with_changes(Drawn(title, chart, behind, caption), reading, view.picked, view.days, selection)


def _left_out(reading: Reading, selection: Selection) -> list[str]:
    """That holidays are left out, where any are known."""
    knows_any = calendar_of(reading.settings).has_holidays
    return [texts.HOLIDAYS_LEFT_OUT.text(selection.language)] if knows_any else []


def _not_compared(reading: Reading, selection: Selection, span: Span) -> Any:
    """Why there is no funnel of a measure; nothing where there is one."""
    reason = why_not_compared(_shown(reading, selection, span).measure)
    return [] if reason is None else html.P(reason.text(selection.language), className="shown muted")


def _is_not_compared(reading: Reading, selection: Selection, span: Span) -> bool:
    return why_not_compared(_shown(reading, selection, span).measure) is not None


def _compared(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """All departments of the tier, whatever the filter of another page has chosen."""
    shown, view = _shown(reading, selection, span), selection.view(span).pick(department=())
    return reading.ask(fair_comparison, shown.measure.name, shown.tier, view)


def _funnel(reading: Reading, selection: Selection, span: Span) -> Drawn:
    shown, compared = _shown(reading, selection, span), _compared(reading, selection, span)
    title = funnel.funnel_title(compared, shown.measure, shown.tier, selection.language)
    chart = funnel.funnel_chart(compared, shown.measure, reading.settings, selection)
    return Drawn(title, chart, funnel.behind_funnel(compared, shown.measure, selection.language))


def _ranking(reading: Reading, selection: Selection, span: Span) -> Drawn:
    shown, language = _shown(reading, selection, span), selection.language
    compared = _compared(reading, selection, span)
    return Drawn(
        texts.RANKING.text(language, tier=terms.tier_name(shown.tier, language)),
        ranking_chart(compared, shown.measure, selection),
        behind_ranking(compared, shown.measure, language),
    )


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    latest = latest_first(read_looks(reading, selection, span))
    behind = behind_signals(latest, selection.language).over(signals_view(selection, span).days)
    table = signal_table(latest, _left_out(reading, selection), selection)
    return Laid(signals_title(len(latest), selection), table, behind)


def _shown(reading: Reading, selection: Selection, span: Span) -> Shown:
    """What the address picks; for the rest what the latest signal that fits is about, else the first there
    is."""
    tiers = selection.of("contact_tier") or reading.values("contact_tier") or CONTACT_TIERS
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


PAGE = Page(
    key="comparing",
    path=COMPARING,
    name=Words("공정 비교", "Fair comparison"),
    group="departments",
    records=("contacts", "answers"),
    finding=_finding,
    parts=[
        Chart(
            "comparing-control",
            _control,
            control.HEIGHT,
            texts.CONTROL_CAPTION,
            head=[MEASURE_PICKER, DEPARTMENT_PICKER],
        ),
        Place("comparing-not-compared", _not_compared),
        Row(
            [
                Chart("comparing-funnel", _funnel, funnel.HEIGHT, texts.FUNNEL_CAPTION),
                Chart("comparing-ranking", _ranking, funnel.HEIGHT, texts.RANKING_CAPTION),
            ],
            name="comparing-beside",
            is_empty=_is_not_compared,
        ),
        Table("comparing-table", _table),
    ],
    filters=("contact_tier", "channel", "segment"),
)
