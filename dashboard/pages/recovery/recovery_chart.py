"""The share of failures recovered as time passes."""

import plotly.graph_objects as go
import polars as pl

from analytics.recovery.time_to_recover import TimeToRecover
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line
from dashboard.charts.theme import PALETTES
from dashboard.pages.recovery import words as texts
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import show_count, show_interval, show_seconds, show_share, show_value
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
# Beyond this part of what is recovered in the end the curve is flat.
_NEARLY_ALL = 0.99
_MOST_TICKS = 4
_STEPS = (60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000, 2_592_000)


def recovery_chart(found: TimeToRecover, settings: Settings, selection: Selection) -> go.Figure:
    """A step line with its band; words in its place where too few failures were taken up."""
    language, palette = selection.language, PALETTES[selection.theme]
    if not _is_drawn(found, settings):
        return chart_that_says(texts.NO_RECOVERIES.text(language), selection, HEIGHT)
    shown = _shown(found.course)
    times, last = shown["seconds"], shown["seconds"][-1]
    tooltips = [_tooltip(row, language) for row in shown.iter_rows(named=True)]
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    chart.add_trace(band(times, shown["low"], shown["high"], palette.band()))
    chart.add_trace(line(times, shown["share"], palette.accent, tooltips, shape="hv"))
    chart.update_yaxes(range=(0, 1.02), **value_ticks("share", (0, 1), language))
    chart.update_xaxes(range=(0, last * 1.02), tickangle=0, **_time_ticks(last, language))
    return chart


def behind_curve(found: TimeToRecover, settings: Settings, language: Language) -> Behind:
    """The share recovered by each time, as far as it is drawn."""
    columns = [
        Column("seconds", texts.AFTER_FAILURE.text(language), "seconds"),
        Column("share", texts.RECOVERED_BY_THEN.text(language), "share", "low", "high"),
    ]
    rows = _shown(found.course) if _is_drawn(found, settings) else found.course.clear()
    return Behind(rows, columns, along="seconds")


def _is_drawn(found: TimeToRecover, settings: Settings) -> bool:
    return found.recovered > 0 and found.failures >= settings.definitions.small_n


def curve_title(median: Figure, language: Language) -> str:
    """By when half of what was taken up is recovered, where it is known."""
    if median.value is None:
        return texts.CURVE_TITLE_PLAIN.text(language)
    time = show_seconds(median.value, median.half_width, language)
    return texts.CURVE_TITLE.text(language, share=show_value(0.5, 1, "share", language), time=time)


def curve_caption(found: TimeToRecover, language: Language) -> str:
    """What the curve counts."""
    return texts.CURVE_CAPTION.text(language, n=show_count(found.failures))


def _shown(course: pl.DataFrame) -> pl.DataFrame:
    """From nothing at the failure to where the curve turns flat."""
    reached = course.filter(pl.col("share") >= _NEARLY_ALL * pl.col("share").max())["seconds"].min()
    start = pl.DataFrame({"seconds": [0.0], "share": [0.0], "low": [0.0], "high": [0.0]})
    return pl.concat([start, course.filter(pl.col("seconds") <= reached)])


def _time_ticks(last: float, language: Language) -> dict[str, list[object]]:
    """At most five round times."""
    step = next((size for size in _STEPS if last / size <= _MOST_TICKS), last)
    times = [place * step for place in range(int(last // step) + 1)]
    return {"tickvals": list(times), "ticktext": [show_seconds(time, step, language) for time in times]}


def _tooltip(row: dict[str, float], language: Language) -> str:
    after = texts.SINCE_FAILURE.text(
        language, time=show_seconds(row["seconds"], row["seconds"] / 25, language)
    )
    interval = show_interval(row["low"], row["high"], "share", language)
    return f"{bold(show_share(row['share']))}\n{interval}\n{after}"
