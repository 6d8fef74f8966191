"""A department's tiers side by side, each against the same tier elsewhere."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import plotly.graph_objects as go

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column, measure_column, tier_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, line, name_rows
from dashboard.charts.theme import PALETTES, Palette
from dashboard.wording import figure_words as texts
from dashboard.wording import terms
from dashboard.wording.figure import Figure, interval_text, note_text, show_target, value_text
from dashboard.wording.numbers import show_count
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language, Words

HEIGHT = 300
_ASIDE = 0.16
# How far a target reaches below its dot; above it stands the value.
_REACH = 0.15

Figures = Mapping[str, Figure]


def tiers_chart(
    own: Figures,
    others: Figures,
    measure: Measure,
    settings: Settings,
    selection: Selection,
    targets: Mapping[str, float] = MappingProxyType({}),
) -> go.Figure:
    """A dot with whisker per tier; beneath it, hollow, the same tier of all other departments.

    own, others and targets by tier; a target is a dashed stroke beneath its dot. Words in its place where no
    tier has a value.
    """
    known = [figure for figure in own.values() if figure.value is not None]
    if not known:
        figure = next(iter(own.values()), Figure())
        return chart_that_says(note_text(figure, measure, settings, selection.language), selection, HEIGHT)
    tiers = [tier for tier in CONTACT_TIERS if tier in own]
    palette, language = PALETTES[selection.theme], selection.language
    rows = {tier: len(tiers) - place for place, tier in enumerate(tiers)}
    limits = [*_limits([*own.values(), *others.values()]), *targets.values()]
    extent = value_range(measure.unit, limits)
    chart = canvas(selection, HEIGHT)
    for tier, row in rows.items():
        if tier in targets:
            chart.add_trace(_target(targets[tier], row + _ASIDE, palette, measure, language))
        chart.add_trace(_dot(own.get(tier), row + _ASIDE, "circle", palette.tiers[tier], measure, language))
        chart.add_trace(
            _dot(others.get(tier), row - _ASIDE, "diamond-open", palette.muted, measure, language)
        )
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks(measure.unit, extent, language))
    names = {row: terms.tier_name(tier, language) for tier, row in rows.items()}
    name_rows(chart, names, range=(0.5, len(tiers) + 0.5))
    return chart


def _target(
    target: float, height: float, palette: Palette, measure: Measure, language: Language
) -> go.Scatter:
    said = texts.TARGET.text(language, target=show_target(target, measure, language))
    ends = [height - _REACH, height]
    return line([target, target], ends, palette.muted, [said, said], width=1, dash="4px,3px")


def behind_tiers(
    own: Figures,
    others: Figures,
    names: Words,
    beside: Words,
    measure: Measure,
    language: Language,
    targets: Mapping[str, float] = MappingProxyType({}),
) -> Behind:
    """A row per dot. names, beside: what the full and the hollow dots are. targets: of the full, by tier."""
    rows = [
        {"contact_tier": tier, "of": of.text(language), "target": targets.get(tier) if of is names else None}
        | {name: getattr(figures[tier], name) for name in ("value", "low", "high", "n")}
        for tier in CONTACT_TIERS
        for of, figures in ((names, own), (beside, others))
        if tier in figures
    ]
    columns = [
        tier_column(language),
        Column("of", texts.COMPARED.text(language)),
        measure_column(measure, language),
        count_column(language),
        *(
            [
                Column(
                    "target",
                    texts.TARGET_OF.text(language, measure=measure.label.text(language)),
                    measure.unit,
                )
            ]
            if targets
            else []
        ),
    ]
    return Behind.of(rows, columns)


def _limits(figures: Iterable[Figure]) -> list[float]:
    return [limit for figure in figures for limit in (figure.low, figure.high) if limit is not None]


def _dot(
    figure: Figure | None, height: float, symbol: str, colour: str, measure: Measure, language: Language
) -> go.Scatter:
    figure = figure or Figure()
    tooltip, label = _tooltip(figure, measure, language), value_text(figure, measure, language)
    return dot(figure.value, figure.low, figure.high, height, colour, tooltip, symbol=symbol, label=label)


def _tooltip(figure: Figure, measure: Measure, language: Language) -> str:
    n = texts.OUT_OF.text(language, n=show_count(figure.n))
    value, interval = value_text(figure, measure, language), interval_text(figure, measure, language)
    return f"{bold(value)}\n{interval}\n{n}"
