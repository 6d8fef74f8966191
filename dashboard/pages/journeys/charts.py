"""How far the product is ahead of each rule, and which touchpoints spoil journeys."""

import plotly.graph_objects as go
import polars as pl

from analytics.journeys.rules import PRODUCT
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.journeys import words as texts
from dashboard.pages.journeys.shown import Row, less_by, narrowed_to, touchpoint_name
from dashboard.wording.numbers import MINUS, show_count
from warehouse.words import Language

RULES_HEIGHT, SPOILERS_HEIGHT = 280, 420
_MOST = 10


def rules_chart(rules: pl.DataFrame, outcome: str, selection: Selection) -> go.Figure:
    """A dot with its whisker per rule beside a line at no difference; words without any."""
    language, palette = selection.language, PALETTES[selection.theme]
    rows = _told(rules, outcome)
    if not rows:
        return chart_that_says(texts.NO_RULES.text(language), selection, RULES_HEIGHT)
    chart = canvas(selection, RULES_HEIGHT, margin={"r": 24})
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        is_sure = row["low"] > 0 or row["high"] < 0
        colour = palette.muted if not is_sure else palette.better if row["low"] > 0 else palette.worse
        told = _rule_tooltip(row, language)
        chart.add_trace(dot(row["difference"], row["low"], row["high"], height, colour, told))
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1}, layer="below")
    names = {len(rows) - place: texts.RULES[row["rule"]].text(language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    title = axis_title(texts.RULE_AXIS.text(language), selection, standoff=8)
    return chart.update_xaxes(title=title, nticks=5, showgrid=True, tickangle=0)


def behind_rules(rules: pl.DataFrame, outcome: str, language: Language) -> Behind:
    """Every rule, the product among them."""
    columns = [
        Column("name", texts.RULE.text(language)),
        Column("difference", texts.AHEAD.text(language), "number", "low", "high"),
        Column("log_likelihood", texts.LOG_LIKELIHOOD.text(language), "ratio"),
        Column("earlier", texts.EARLIER.text(language), "count"),
        Column("later", texts.LATER.text(language), "count"),
    ]
    rows = [
        row | {"name": texts.RULES[row["rule"]].text(language)}
        for row in rules.filter(outcome=outcome).iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def spoilers_chart(touchpoints: pl.DataFrame, selection: Selection) -> go.Figure:
    """A dot with its whisker per touchpoint, those that spoil most on top; a click leads to the contacts."""
    language, palette = selection.language, PALETTES[selection.theme]
    rows = touchpoints.drop_nulls("times").head(_MOST).rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_SPOILERS.text(language), selection, SPOILERS_HEIGHT)
    chart = canvas(selection, SPOILERS_HEIGHT, margin={"r": 24})
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        colour = palette.worse if row["spoils"] else palette.muted
        ends = row["times_low"], row["times_high"]
        trace = dot(row["times"], *ends, height, colour, _spoiler_tooltip(row, language))
        chart.add_trace(trace.update(meta=to_contacts("contacts", narrowed_to(row, selection))))
    chart.add_vline(x=1, line={"color": palette.muted, "width": 1}, layer="below")
    names = {len(rows) - place: touchpoint_name(row) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    title = axis_title(texts.SPOILERS_AXIS.text(language), selection, standoff=8)
    return chart.update_xaxes(title=title, nticks=4, showgrid=True, tickformat=".2f")


def behind_touchpoints(touchpoints: pl.DataFrame, language: Language) -> Behind:
    """Every touchpoint with all that is known of it."""
    heads = [words.text(language) for words in texts.TOUCHPOINT_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("times", texts.SPOILERS_AXIS.text(language), "ratio", "times_low", "times_high"),
        Column("share", heads[2], "share", "share_low", "share_high"),
        Column("weight", heads[3], "share"),
        Column("score", heads[4], "score"),
        Column("peers", heads[5], "score"),
        Column("journeys", heads[1], "count"),
    ]
    rows = [row | {"name": touchpoint_name(row)} for row in touchpoints.iter_rows(named=True)]
    return Behind.of(rows, columns)


def _told(rules: pl.DataFrame, outcome: str) -> list[Row]:
    known = rules.filter(pl.col("outcome") == outcome, pl.col("rule") != PRODUCT)
    return known.drop_nulls("difference").rows(named=True)


def _rule_tooltip(row: Row, language: Language) -> str:
    name = bold(texts.RULES[row["rule"]].text(language))
    value = f"{row['difference']:+.1f} ({row['low']:.1f} – {row['high']:.1f})".replace("-", MINUS)
    counts = {side: show_count(row[side]) for side in ("earlier", "later")}
    return f"{name}\n{value}\n{texts.RULE_TIP.text(language, **counts)}"


def _spoiler_tooltip(row: Row, language: Language) -> str:
    less, interval = less_by(row)
    n = texts.OF_JOURNEYS.text(language, n=show_count(row["journeys"]))
    note = texts.SPOILER_NOTE.text(language, less=f"{less} ({interval})".replace("-", MINUS))
    return f"{bold(touchpoint_name(row))}\n{note}\n{n}"
