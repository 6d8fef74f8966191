"""Avoidable contacts by reason, ranked: by what a year of them would cost, or by their share."""

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from analytics.measures.measure import Unit
from analytics.reasons.avoidable import KINDS, Avoidable
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, name_rows, whiskers
from dashboard.charts.theme import PALETTES, faded
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 460
# As many rows as the height has room for; files have all.
_MOST_ROWS = 12
_COST = ("cost_a_year", "cost_a_year_low", "cost_a_year_high")
_SHARE = ("value", "low", "high")


def avoidable_chart(found: Avoidable, selection: Selection) -> go.Figure:
    """A bar per reason with its interval as a whisker; words in their place where there is none."""
    language, palette = selection.language, PALETTES[selection.theme]
    rows, names = _ranked(found).to_dicts(), _columns(found)
    if not rows:
        return chart_that_says(texts.NO_AVOIDABLE.text(language), selection, HEIGHT)
    values, lows, highs = ([row[name] for row in rows] for name in names)
    places = list(range(len(rows)))
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    chart.add_trace(
        go.Bar(
            x=values,
            y=places,
            orientation="h",
            width=0.6,
            marker={"color": faded(palette.accent, 0.45)},
            error_x=whiskers(values, lows, highs, palette.accent),
            text=[_tooltip(row, language) for row in rows],
            textposition="none",
            hovertemplate="%{text}",
        )
    )
    extent = (0.0, max(highs) * 1.04)
    unit: Unit = "money" if names is _COST else "share"
    # Two, as amounts of money are long.
    ticks = value_ticks(unit, extent, language, most=2)
    chart.update_xaxes(range=extent, showgrid=True, tickangle=0, **ticks)
    reasons = {place: _name(row["reason"], language) for place, row in zip(places, rows, strict=True)}
    name_rows(chart, reasons, range=(len(rows) - 0.5, -0.5), ticklabelstandoff=8)
    return chart


def behind_avoidable(found: Avoidable, language: Language) -> Behind:
    """All reasons, in their order."""
    share, yearly = texts.AVOIDABLE_SHARE.text(language), texts.YEARLY_COST.text(language)
    columns = [
        Column("reason", texts.REASON.text(language)),
        Column("contacts", texts.AVOIDABLE_CONTACTS.text(language), "count"),
        *(Column(kind, texts.KINDS[kind].text(language), "count") for kind in KINDS),
        Column("n", texts.ALL_CONTACTS.text(language), "count"),
        Column("value", share, "share", "low", "high"),
        Column("cost", texts.COST_SO_FAR.text(language), "count"),
        Column("cost_known", texts.COST_KNOWN.text(language), "count"),
        Column(_COST[0], yearly, "count", *_COST[1:]),
    ]
    named = _sorted(found).with_columns(pl.col("reason").fill_null(_name(None, language)))
    return Behind(named, columns, told=(_columns(found)[0],))


def avoidable_title(found: Avoidable, language: Language) -> str:
    """What is ranked."""
    words = texts.AVOIDABLE_BY_COST if _columns(found) is _COST else texts.AVOIDABLE_BY_SHARE
    return words.text(language)


def avoidable_caption(found: Avoidable, language: Language) -> str:
    """How to read it."""
    is_of_cost = _columns(found) is _COST
    words = texts.AVOIDABLE_CAPTION if is_of_cost else texts.AVOIDABLE_CAPTION_OF_SHARES
    return words.text(language, shown=_ranked(found).height)


def _columns(found: Avoidable) -> Sequence[str]:
    return _COST if found.totals[_COST[0]].count() else _SHARE


def _ranked(found: Avoidable) -> pl.DataFrame:
    return _sorted(found).filter(pl.col("contacts") > 0).drop_nulls(_columns(found)).head(_MOST_ROWS)


def _sorted(found: Avoidable) -> pl.DataFrame:
    """The totals with how many there are of each kind."""
    counted = [
        found.kinds.filter(pl.col("kind") == kind).select("reason", pl.col("contacts").alias(kind))
        for kind in KINDS
    ]
    totals = found.totals
    for kind in counted:
        totals = totals.join(kind, on="reason", how="left", nulls_equal=True)
    return totals.with_columns(pl.col(KINDS).fill_null(0)).sort(
        _columns(found)[0], "reason", descending=[True, False], nulls_last=True
    )


def _name(reason: str | None, language: Language) -> str:
    return texts.UNKNOWN_REASON.text(language) if reason is None else reason


def _tooltip(row: Row, language: Language) -> str:
    lines = [bold(_name(row["reason"], language))]
    if row[_COST[0]] is not None:
        cost, low, high = (row[name] for name in _COST)
        yearly = texts.YEARLY_COST.text(language)
        interval = show_interval(low, high, "money", language)
        lines.append(f"{yearly} {show_estimate(cost, low, high, 'money', language)} ({interval})")
    if row["value"] is not None:
        value, low, high = (row[name] for name in _SHARE)
        share = texts.AVOIDABLE_SHARE.text(language)
        interval = show_interval(low, high, "share", language)
        lines.append(f"{share} {show_estimate(value, low, high, 'share', language)} ({interval})")
    lines.append(figures.OUT_OF.text(language, n=show_count(row["contacts"])))
    lines += [f"{texts.KINDS[kind].text(language)} {show_count(row[kind])}" for kind in KINDS]
    return "\n".join(lines)
