"""Changes of the register in a chart over time: a thin upright line each, with its number and its words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard.charts.theme import Palette
from dashboard.wording.dates import show_day
from state.changes import Change
from warehouse.words import Language, Words

# Numbers of more would cover each other, and say little.
MOST_MARKED = 8
_MARK = Words("{number}", "{number}")
_TOLD = Words("{day} 변화 {number}: {plan} ({place})", "Change {number} on {day}: {plan} ({place})")
_EVERYWHERE = Words("모든 부서", "all departments")
MARKED = Words("세로선: 등록된 변화 — {changes}", "upright lines: registered changes: {changes}")


def changes_in(
    register: Sequence[Change], picked: Mapping[str, Iterable[str]], since: date, until: date
) -> list[Change]:
    """The changes within these days that concern what is shown; the newest where there are many.

    One concerns it where its departments and its tier are among those picked, or none are. What is only
    planned or was dropped is not marked.
    """
    departments, tiers = (set(picked.get(name, ())) for name in ("department", "contact_tier"))
    found = [
        change
        for change in register
        if change.is_in_force
        and since <= change.begins_on <= until
        and (not departments or not change.departments or departments & set(change.departments))
        and (not tiers or change.contact_tier is None or change.contact_tier in tiers)
    ]
    return sorted(found, key=lambda change: change.begins_on)[-MOST_MARKED:]


def mark_changes(
    chart: go.Figure, changes: Sequence[Change], palette: Palette, language: Language
) -> go.Figure:
    """A line a day, the numbers of its changes above it, their words on hovering over these."""
    by_day: dict[date, list[Change]] = {}
    for change in changes:
        by_day.setdefault(change.begins_on, []).append(change)
    for day, together in by_day.items():
        _mark(chart, day, together, palette, language)
    return chart


def mark_day(chart: go.Figure, change: Change, palette: Palette, language: Language) -> go.Figure:
    """The same of one change."""
    return mark_changes(chart, [change], palette, language)


def changes_told(changes: Sequence[Change], language: Language) -> str:
    """What the lines are, for the caption; nothing without any."""
    if not changes:
        return ""
    return MARKED.text(language, changes="; ".join(_told(change, language) for change in changes))


def _mark(
    chart: go.Figure, day: date, together: Sequence[Change], palette: Palette, language: Language
) -> None:
    line, at = {"color": palette.muted, "width": 1, "dash": "dot"}, _within(chart, day).isoformat()
    chart.add_shape(type="line", line=line, layer="below", x0=at, x1=at, y0=0, y1=1, yref="paper")
    chart.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text="·".join(_MARK.text(language, number=change.change_id) for change in together),
        hovertext="\n".join(_told(change, language) for change in together),
        font={"color": palette.muted},
    )


def _within(chart: go.Figure, day: date) -> date:
    """The day, or the end of the axis where it lies within the last step behind that."""
    ends = chart.layout.xaxis.range
    return day if ends is None else min(day, ends[1].date())


def _told(change: Change, language: Language) -> str:
    place = ", ".join(change.departments) or _EVERYWHERE.text(language)
    day = show_day(change.begins_on, language)
    return _TOLD.text(language, number=change.change_id, day=day, plan=change.plan, place=place)
