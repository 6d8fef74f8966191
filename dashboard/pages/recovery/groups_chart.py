"""Recovered, never failed and not recovered side by side: satisfaction above, leaving below."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.measures.measure import Unit
from analytics.notes import NOT_IN_DATA
from analytics.recovery.paradox import Paradox
from analytics.recovery.three_groups import GROUPS, GroupMean, ThreeGroups
from analytics.statistics.common import Interval
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import dot, name_rows
from dashboard.charts.theme import PALETTES, TEMPLATES, Palette
from dashboard.pages.recovery import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language, Words

HEIGHT = 520
_ASIDE = 0.12


def groups_chart(found: Paradox, settings: Settings, selection: Selection) -> go.Figure:
    """A row per group: adjusted solid, as it is hollow, whiskers for intervals; words where there is none."""
    palette, language = PALETTES[selection.theme], selection.language
    chart = make_subplots(rows=2, cols=1, vertical_spacing=0.22)
    chart.update_layout(template=TEMPLATES[selection.theme], height=HEIGHT, margin={"t": 32})
    parts: Sequence[tuple[ThreeGroups, Unit, Words]] = (
        (found.satisfaction, "score", texts.SATISFACTION_AXIS),
        (found.leaving, "share", texts.LEAVING_AXIS),
    )
    for row, (groups, unit, axis) in enumerate(parts, 1):
        _title(chart, row, axis.text(language))
        if not groups.groups:
            _say(chart, row, _why(groups, settings, language), palette)
            continue
        for mean in groups.groups:
            chart.add_traces(list(_dots(mean, unit, palette, language)), rows=row, cols=1)
        _axes(chart, row, groups, unit, language)
    return chart


def behind_groups(found: Paradox, language: Language) -> Behind:
    """Both outcomes of each group, like for like and as they are."""
    parts: Sequence[tuple[str, ThreeGroups, Unit, Words]] = (
        ("satisfaction", found.satisfaction, "score", texts.SATISFACTION_AXIS),
        ("leaving", found.leaving, "share", texts.LEAVING_AXIS),
    )
    rows: dict[str, dict[str, object]] = {
        group: {"group": texts.GROUPS[group].text(language)} for group in GROUPS
    }
    columns = [Column("group", texts.GROUP.text(language))]
    for name, groups, unit, words in parts:
        for mean in groups.groups:
            rows[mean.group] |= _interval(f"{name}_adjusted", mean.adjusted)
            rows[mean.group] |= _interval(f"{name}_naive", mean.naive) | {f"{name}_n": mean.units}
        if groups.groups:
            columns += _columns(name, words.text(language), unit, language)
    told = [column.source for column in columns if column.source.endswith("_adjusted")]
    return Behind.of(list(rows.values()), columns, told=told)


def _interval(name: str, found: Interval | None) -> dict[str, float | None]:
    value, low, high = found or (None, None, None)
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def _columns(name: str, label: str, unit: Unit, language: Language) -> Sequence[Column]:
    adjusted, naive, n = f"{name}_adjusted", f"{name}_naive", f"{name}_n"
    like = texts.LIKE_FOR_LIKE.text(language, measure=label)
    return (
        Column(adjusted, like, unit, f"{adjusted}_low", f"{adjusted}_high"),
        Column(naive, label, unit, f"{naive}_low", f"{naive}_high"),
        Column(n, figures.COUNT_OF.text(language, measure=label), "count"),
    )


def _dots(mean: GroupMean, unit: Unit, palette: Palette, language: Language) -> Sequence[go.Scatter]:
    height = len(GROUPS) - GROUPS.index(mean.group)
    colours = {"recovered": palette.accent, "never_failed": palette.text, "unrecovered": palette.worse}
    dots = []
    if mean.adjusted is not None:
        tooltip, label = _tooltip(mean.adjusted, mean.units, unit, language)
        place = height + _ASIDE
        dots.append(dot(*mean.adjusted, place, colours[mean.group], tooltip, label=label))
    if mean.group != "recovered":
        tooltip, label = _tooltip(mean.naive, mean.units, unit, language)
        place = height - _ASIDE
        dots.append(dot(*mean.naive, place, palette.muted, tooltip, symbol="circle-open", label=label))
    return dots


def _tooltip(found: Interval, n: int, unit: Unit, language: Language) -> tuple[str, str]:
    """What is read at a dot, and its value."""
    value = show_estimate(*found, unit, language)
    interval = show_interval(found.low, found.high, unit, language)
    size = figures.OUT_OF.text(language, n=show_count(n))
    return f"{bold(value)}\n{interval}\n{size}", value


def _axes(chart: go.Figure, row: int, groups: ThreeGroups, unit: Unit, language: Language) -> None:
    ends = [
        end
        for mean in groups.groups
        for found in (mean.naive, mean.adjusted)
        if found is not None
        for end in (found.low, found.high)
    ]
    low, high = min(ends), max(ends)
    air = max(high - low, 1e-3) * 0.08
    extent = (0.0 if unit == "share" and low < high / 2 else low - air, high + air)
    chart.update_xaxes(
        range=extent, showgrid=True, tickangle=0, row=row, col=1, **value_ticks(unit, extent, language)
    )
    names = {len(GROUPS) - place: texts.GROUPS[group].text(language) for place, group in enumerate(GROUPS)}
    name_rows(chart, names, range=(0.3, len(GROUPS) + 0.7), row=row, col=1)


def _title(chart: go.Figure, row: int, text: str) -> None:
    place = (
        {"xref": f"x{row} domain", "yref": f"y{row} domain"}
        if row > 1
        else {"xref": "x domain", "yref": "y domain"}
    )
    chart.add_annotation(text=text, x=0, y=1.02, xanchor="left", yanchor="bottom", showarrow=False, **place)


def _say(chart: go.Figure, row: int, text: str, palette: Palette) -> None:
    chart.update_xaxes(visible=False, range=(0, 1), row=row, col=1)
    chart.update_yaxes(visible=False, range=(0, 1), row=row, col=1)
    chart.add_trace(go.Scatter(x=[], y=[]), row=row, col=1)
    chart.add_annotation(
        text=text, x=0.5, y=0.5, showarrow=False, font={"color": palette.muted}, row=row, col=1
    )


def _why(groups: ThreeGroups, settings: Settings, language: Language) -> str:
    if groups.note == NOT_IN_DATA:
        return texts.NO_RECOVERED.text(language)
    return texts.NOT_COMPARABLE.text(language, least=show_count(settings.definitions.small_n))
