"""Sales opportunity or cost over delivery modes, with the line through the modes."""

import math
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
import polars as pl

from analytics.catalogue import find_measure
from analytics.design_matrix.line import Matrix
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line, points
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.design import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import show_value
from warehouse.contract import DELIVERY_MODES
from warehouse.words import Language

HEIGHT = 420
_EDGE = 0.4
# Six names beside one another have to fit a phone.
_NAMES = 11
# Half of what a value is rounded to, in parts of it.
_PRECISION = 0.05


def line_chart(matrix: Matrix, outcome: str, selection: Selection) -> go.Figure:
    """Modes as large dots, departments as small ones; words in their place where there is no line."""
    palette, language = PALETTES[selection.theme], selection.language
    fit, units = matrix.lines[outcome], matrix.units.filter(outcome=outcome)
    if fit is None:
        return chart_that_says(texts.NO_POINTS.text(language), selection, HEIGHT)
    places = np.linspace(1 - _EDGE, len(DELIVERY_MODES) + _EDGE, 41)
    fitted = [fit.of(np.array([1.0, place])) for place in places]
    chart = canvas(selection, HEIGHT, margin={"r": 16, "b": 40})
    lows, highs = ([math.exp(one[end]) for one in fitted] for end in (1, 2))
    chart.add_trace(band(places, lows, highs, faded(palette.muted, 0.14)))
    chart.add_trace(line(places, [math.exp(one.value) for one in fitted], palette.muted))
    for trace in (
        *_departments(units, outcome, palette, selection),
        *_modes(matrix, outcome, palette, selection),
    ):
        chart.add_trace(trace)
    # A word a line: on a phone there is no room for two.
    names = [texts.SHORT_MODES[mode].text(language).replace(" ", "\n") for mode in DELIVERY_MODES]
    places_of_names = list(range(1, len(names) + 1))
    chart.update_xaxes(tickvals=places_of_names, ticktext=names, tickangle=0, tickfont={"size": _NAMES})
    return chart.update_yaxes(type="log", **_ticks(units, outcome, language))


def behind_line(matrix: Matrix, outcome: str, language: Language) -> Behind:
    """Every department in every mode."""
    measure = find_measure(outcome)
    named = matrix.units.filter(outcome=outcome).with_columns(
        pl.col("value").exp(),
        delivery_mode=pl.col("delivery_mode").replace(
            {mode: terms.value_name("delivery_mode", mode, language) for mode in DELIVERY_MODES}
        ),
    )
    columns = [
        Column("delivery_mode", texts.MODE.text(language)),
        Column("department", texts.DEPARTMENT.text(language)),
        Column("value", measure.label.text(language), measure.unit),
    ]
    return Behind(named, columns)


def _modes(matrix: Matrix, outcome: str, palette: Palette, selection: Selection) -> list[go.Scatter]:
    marker = {"color": palette.accent, "size": 13}
    known = matrix.modes.drop_nulls(outcome).filter(pl.col(outcome) > 0)
    return [
        points(
            [row["place"]],
            [row[outcome]],
            marker,
            [_tooltip(_mode(row, selection), row[outcome], outcome, selection.language)],
        ).update(meta=to_contacts(outcome, selection.pick(delivery_mode=row["delivery_mode"])))
        for row in known.iter_rows(named=True)
    ]


def _departments(
    units: pl.DataFrame, outcome: str, palette: Palette, selection: Selection
) -> list[go.Scatter]:
    marker = {"color": faded(palette.accent, 0.5), "size": 6}
    return [
        points(
            [row["place"]],
            [math.exp(row["value"])],
            marker,
            [
                _tooltip(
                    f"{row['department']} · {_mode(row, selection)}",
                    math.exp(row["value"]),
                    outcome,
                    selection.language,
                )
            ],
        ).update(
            meta=to_contacts(
                outcome, selection.pick(delivery_mode=row["delivery_mode"], department=row["department"])
            )
        )
        for row in units.iter_rows(named=True)
    ]


def _mode(row: dict[str, object], selection: Selection) -> str:
    return terms.value_name("delivery_mode", str(row["delivery_mode"]), selection.language)


def _tooltip(name: str, value: float, outcome: str, language: Language) -> str:
    return f"{name}\n{bold(_shown(value, outcome, language))}"


def _shown(value: float, outcome: str, language: Language) -> str:
    return show_value(value, value * _PRECISION, find_measure(outcome).unit, language)


def _ticks(units: pl.DataFrame, outcome: str, language: Language) -> dict[str, Sequence[object]]:
    """Powers of ten around the values, and three times these."""
    logs = units["value"].to_numpy() / math.log(10)
    powers = range(math.floor(logs.min()), math.ceil(logs.max()) + 1)
    values = [step * 10.0**power for power in powers for step in (1, 3)]
    return {"tickvals": values, "ticktext": [_shown(value, outcome, language) for value in values]}
