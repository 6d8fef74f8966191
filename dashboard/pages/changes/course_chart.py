"""The chosen change over time: the department that was changed against its controls, by week."""

import plotly.graph_objects as go

from analytics.changes.effect import Effect
from analytics.changes.words import NOTES, VERDICTS
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.changes import mark_day
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line, name_ends, points
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.changes import words as texts
from dashboard.pages.changes.shown import measure_of, place_name
from dashboard.wording import figure_words as figures
from dashboard.wording.dates import show_step
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 320
_SERIES = ("treated", "control", "synthetic")


def course_chart(one: Effect, selection: Selection) -> go.Figure:
    """The line with its band, the control dashed, the synthetic control dotted, and the day upright."""
    language, rows = selection.language, one.course
    if rows.is_empty():
        return chart_that_says(why_nothing(one, language), selection, HEIGHT)
    palette, unit = PALETTES[selection.theme], measure_of(one).unit
    heights = [height for name in (*_SERIES, "low", "high") for height in rows[name].to_list()]
    extent, days = value_range(unit, heights), rows["at"].to_list()
    chart = canvas(selection, HEIGHT, margin={"r": 88})
    chart.add_trace(band(days, rows["low"], rows["high"], palette.band()))
    chart.add_trace(line(days, rows["synthetic"], palette.muted, width=1, dash="dot"))
    chart.add_trace(line(days, rows["control"], palette.muted, width=1.5, dash="dash"))
    chart.add_trace(line(days, rows["treated"], palette.accent))
    chart.add_trace(_marks(one, palette, language))
    mark_day(chart, one.change, palette, language)
    chart.update_yaxes(range=extent, **value_ticks(unit, extent, language))
    chart.update_xaxes(range=date_range(days), **date_ticks(days, "week", language), tickangle=0)
    ends = [
        (rows["treated"][-1], texts.OWN.text(language), palette.accent),
        (rows["control"][-1], texts.CONTROL.text(language), palette.muted),
    ]
    name_ends(chart, ends, extent)
    return chart


def course_title(one: Effect, language: Language) -> str:
    """What is drawn, and where."""
    measure = measure_of(one).label.text(language)
    return texts.COURSE.text(language, place=place_name(one.change, language), measure=measure)


def course_caption(one: Effect, language: Language) -> str:
    """How to read it, and who is left out."""
    changed = one.window.changed if one.window else ()
    parts = [
        words.text(language, names=", ".join(names))
        for words, names in ((texts.CHANGED_TOO, changed), (texts.TOO_THIN, one.left_out))
        if names
    ]
    left = " · ".join(parts) or texts.NONE_LEFT_OUT.text(language)
    said = texts.COURSE_CAPTION.text(language, controls=", ".join(one.controls) or "–", left=left)
    return f"{said} {texts.OF_COUNTS.text(language)}" if measure_of(one).unit == "count" else said


def behind_course(one: Effect, language: Language) -> Behind:
    """Every week of either side."""
    unit = measure_of(one).unit
    columns = [
        Column("at", figures.SINCE.text(language)),
        Column("until", figures.UNTIL.text(language)),
        Column("treated", measure_of(one).label.text(language), unit, "low", "high"),
        Column("control", texts.CONTROL.text(language), unit),
        Column("synthetic", texts.SYNTHETIC.text(language), unit),
        count_column(language),
    ]
    return Behind(one.course, columns, along="at", told=("treated", "control"))


def why_nothing(one: Effect, language: Language) -> str:
    """Why there is nothing to draw."""
    words = NOTES[one.note] if one.note else VERDICTS[one.verdict]
    return texts.NO_COURSE.text(language, why=words.text(language))


def _marks(one: Effect, palette: Palette, language: Language) -> go.Scatter:
    rows, unit = one.course.to_dicts(), measure_of(one).unit
    tooltips = [
        "\n".join(
            [
                bold(show_estimate(row["treated"], row["low"], row["high"], unit, language)),
                show_interval(row["low"], row["high"], unit, language),
                figures.OUT_OF.text(language, n=show_count(row["n"])),
                f"{texts.CONTROL.text(language)} "
                + show_estimate(row["control"], row["low"], row["high"], unit, language),
                show_step(row["at"], row["until"], "week", language),
            ]
        )
        for row in rows
    ]
    marker = {"size": 5, "color": palette.accent}
    return points(one.course["at"], one.course["treated"], marker, tooltips)
