"""Staff there less staff needed, by weekday and hour, of one desk."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.dimensions import WEEKDAYS
from analytics.people.needed import share_in_time
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column
from dashboard.charts.marks import TEXT_OF_POINT, canvas, chart_that_says, points
from dashboard.charts.theme import PALETTES
from dashboard.pages.people import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import MINUS, show_count, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 320
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
Row = dict[str, Any]


def desk_name(department: str, channel: str) -> str:
    """A desk, as pickers and titles have it."""
    return f"{department} · {channel}"


def shown_desk(needed: pl.DataFrame, picked: str | None) -> pl.DataFrame:
    """The rows of the desk that is picked; else of the one with least to spare."""
    named = needed.with_columns(desk=pl.concat_str("department", pl.lit(" · "), "channel"))
    if picked in named["desk"]:
        return named.filter(desk=picked)
    tightest = named.sort("gap", nulls_last=True)["desk"].head(1)
    return named.filter(pl.col("desk").is_in(tightest.implode()))


def needed_title(desk: pl.DataFrame, language: Language) -> str:
    """Whether it is short at its tightest, and when."""
    known = desk.drop_nulls("gap").sort("gap")
    if desk.is_empty():
        return texts.NEEDED.text(
            language, desk=texts.DESK.text(language), finding=texts.NOT_KNOWN.text(language)
        )
    finding = texts.NOT_KNOWN.text(language)
    if known.height:
        row = known.row(0, named=True)
        gap = f"{abs(row['gap']):.1f}".removesuffix(".0")
        weekday = texts.WEEKDAYS[row["weekday"]].text(language)
        when = texts.WHEN.text(language, weekday=weekday, hour=int(row["hour"]))
        words = texts.ALWAYS_ENOUGH if row["gap"] >= 0 else texts.SHORT_AT
        words = texts.JUST_ENOUGH if gap == "0" else words
        finding = words.text(language, gap=gap, when=when)
    return texts.NEEDED.text(language, desk=desk["desk"][0], finding=finding)


def needed_caption(settings: Settings, language: Language) -> str:
    """How to read it: the service level that is meant."""
    return texts.NEEDED_CAPTION.text(
        language,
        share=f"{100 * share_in_time(settings):.0f} %",
        seconds=f"{settings.definitions.service_level_seconds:g}",
        least=show_count(settings.definitions.small_n),
    )


def needed_chart(desk: pl.DataFrame, selection: Selection) -> go.Figure:
    """A map of the week: bluer with more to spare, orange where staff is short; × where too few came."""
    language, palette = selection.language, PALETTES[selection.theme]
    rows = desk.rows(named=True)
    known = [row for row in rows if row["gap"] is not None]
    if not known:
        words = texts.NO_QUEUES if not rows else texts.NOT_KNOWN
        return chart_that_says(words.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin=_MARGIN)
    most = max(abs(row["gap"]) for row in known) or 1
    chart.add_trace(
        go.Heatmap(
            x=[int(row["hour"]) for row in known],
            y=[WEEKDAYS.index(row["weekday"]) for row in known],
            z=[row["gap"] for row in known],
            zmin=-most,
            zmax=most,
            colorscale=[[0, palette.worse], [0.5, palette.surface], [1, palette.accent]],
            showscale=False,
            xgap=1,
            ygap=1,
            text=[_tooltip(row, language) for row in known],
            hovertemplate=TEXT_OF_POINT,
        )
    )
    _write_gaps(chart, known, most, palette.text, palette.surface)
    few = [row for row in rows if row["gap"] is None]
    stroke = {"width": 1, "color": palette.muted}
    at = [int(row["hour"]) for row in few], [WEEKDAYS.index(row["weekday"]) for row in few]
    marker = {"symbol": "x-thin", "size": 7, "line": stroke}
    chart.add_trace(points(*at, marker, [_few(row, language) for row in few]))
    _set_axes(chart, rows, language)
    return chart


def behind_needed(needed: pl.DataFrame, language: Language) -> Behind:
    """Every desk and hour of the week."""
    names = {day: words.text(language) for day, words in texts.WEEKDAYS.items()}
    rows = needed.with_columns(pl.col("weekday").replace_strict(names, return_dtype=pl.String))
    columns = [
        department_column(language),
        Column("channel", terms.CHANNEL.text(language)),
        Column("weekday", texts.WEEKDAY.text(language)),
        Column("hour", texts.HOUR.text(language)),
        Column("gap", texts.GAP.text(language), "number"),
        Column("there", texts.STAFF_THERE.text(language), "number", "there_low", "there_high"),
        Column("needed", texts.STAFF_NEEDED.text(language), "number", "needed_low", "needed_high"),
        Column("arrivals_per_hour", texts.ARRIVALS.text(language), "number"),
        Column("contacts", terms.RECORD_KINDS["contacts"].text(language), "count"),
        Column("days", texts.DAYS.text(language), "count"),
    ]
    return Behind(rows, columns)


def _write_gaps(chart: go.Figure, rows: list[Row], most: float, dark: str, light: str) -> None:
    """Only whole numbers have room in a cell."""
    for row in rows:
        text = f"{row['gap']:+.0f}".replace("-", MINUS).replace("+0", "0").replace(f"{MINUS}0", "0")
        is_deep = abs(row["gap"]) > 0.6 * most
        chart.add_annotation(
            x=int(row["hour"]),
            y=WEEKDAYS.index(row["weekday"]),
            text=text,
            showarrow=False,
            font={"color": light if is_deep else dark},
        )


def _tooltip(row: Row, language: Language) -> str:
    low, high = row["there_low"], row["there_high"]
    known = low is not None and high is not None
    return texts.NEEDED_TIP.text(
        language,
        **_when(row, language),
        there=f"{row['there']:.1f}",
        there_interval=show_interval(low, high, "score", language) if known else "–",
        needed=row["needed"],
        low=row["needed_low"],
        high=row["needed_high"],
        arrivals=f"{row['arrivals_per_hour']:.1f}",
    )


def _few(row: Row, language: Language) -> str:
    return texts.FEW_TIP.text(language, **_when(row, language), n=show_count(row["contacts"]))


def _when(row: Row, language: Language) -> dict[str, str]:
    return {
        "weekday": texts.WEEKDAYS[row["weekday"]].text(language),
        "hour": texts.CLOCK.text(language, hour=int(row["hour"])),
    }


def _set_axes(chart: go.Figure, rows: list[Row], language: Language) -> None:
    hours = sorted({int(row["hour"]) for row in rows})
    days = sorted({WEEKDAYS.index(row["weekday"]) for row in rows})
    chart.update_xaxes(
        range=(hours[0] - 0.5, hours[-1] + 0.5),
        tickvals=hours[::3],
        ticktext=[texts.CLOCK.text(language, hour=hour) for hour in hours[::3]],
        showgrid=False,
    )
    chart.update_yaxes(
        range=(days[-1] + 0.5, days[0] - 0.5),
        tickvals=days,
        ticktext=[texts.WEEKDAYS[WEEKDAYS[day]].text(language) for day in days],
        showgrid=False,
    )
