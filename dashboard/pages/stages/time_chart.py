"""How long each stage takes: mean and median until the next one, with their intervals."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.shown import Row, show_ends, show_figure, stage_name, step_words
from dashboard.wording.numbers import show_count
from warehouse.words import Language

_ROW_HEIGHT, _AROUND = 52, 72
HEIGHT = _AROUND + 4 * _ROW_HEIGHT
# Two marks of a row stand apart, so that neither covers the other.
_APART = 0.16
_COUNTS = ("customers", "moved", "left")


def time_chart(stages: pl.DataFrame, selection: Selection) -> go.Figure:
    """Two dots with whiskers a row; stages that have a time, in the order of the process."""
    language, rows = selection.language, stages.drop_nulls("mean_days").rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_TIMES.text(language), selection, HEIGHT)
    palette = PALETTES[selection.theme]
    chart = canvas(selection, _AROUND + _ROW_HEIGHT * len(rows))
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        colour = palette.worse if row["bottleneck"] else palette.accent
        for name, shift, symbol in (("mean_days", _APART, "circle"), ("median_days", -_APART, "circle-open")):
            value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
            told = _tooltip(row, language)
            chart.add_trace(dot(value, low, high, height + shift, colour, told, symbol=symbol))
        chart.add_annotation(
            x=row["mean_days_high"],
            y=height + _APART,
            text=show_figure(row, "mean_days", language),
            xanchor="left",
            xshift=6,
            showarrow=False,
        )
    names = {len(rows) - place: _step(row, language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    most = max(row["mean_days_high"] for row in rows)
    title = axis_title(texts.DAYS_AXIS.text(language), selection, standoff=8)
    return chart.update_xaxes(range=[0, most * 1.15], nticks=6, showgrid=True, title=title)


def behind_times(stages: pl.DataFrame, language: Language) -> Behind:
    """Every stage with all that is known of it."""
    heads = [words.text(language) for words in texts.TABLE_COLUMNS]
    now = [words.text(language) for words in texts.NOW_COLUMNS]
    columns = [
        Column("stage_name", heads[0]),
        Column("next_name", heads[1]),
        *(
            Column(f"{name}_days", in_days(head, language), "number", f"{name}_days_low", f"{name}_days_high")
            for name, head in (("mean", heads[5]), ("median", heads[6]))
        ),
        Column("share", heads[7], "share"),
        *(Column(name, head, "count") for name, head in zip(_COUNTS, heads[2:5], strict=True)),
        Column("owner", heads[8]),
        Column("owner_share", texts.OWNER_SHARE.text(language), "share", "owner_low", "owner_high"),
        Column("keeper", heads[9]),
        Column("now", now[1], "count"),
        Column("p90_days", in_days(now[2], language), "number"),
        Column("beyond_p90", now[3], "count"),
        Column("longest_days", in_days(now[4], language), "number"),
    ]
    rows = [
        row
        | {
            "stage_name": stage_name(row["stage"], language),
            "next_name": row["next"] and stage_name(row["next"], language),
        }
        for row in stages.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def in_days(name: str, language: Language) -> str:
    """The name of a column of days."""
    return f"{name} ({texts.DAYS_AXIS.text(language)})"


def _step(row: Row, language: Language) -> str:
    return texts.STEP.text(language, **step_words(row, language))


def _tooltip(row: Row, language: Language) -> str:
    lines = [bold(_step(row, language))]
    for words, name in ((texts.MEAN, "mean_days"), (texts.MEDIAN, "median_days")):
        ends = show_ends(row, name, language)
        said = f"{words.text(language)} {show_figure(row, name, language)}"
        lines.append(f"{said} ({ends})" if ends else said)
    return "\n".join([*lines, texts.OF_CUSTOMERS.text(language, n=show_count(row["customers"]))])
