"""Words from those of low scores to those of high ones, each with its interval."""

from math import ceil, exp, log
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.voice.low_scores import WordsOfScores
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, name_rows, write
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.voice import words as texts
from dashboard.pages.voice.finding import shares, show_ratio
from dashboard.wording.numbers import show_count
from warehouse.words import Language

# Of each side; more than a reader remembers.
MOST_WORDS = 10
_ROW_HEIGHT, _AROUND = 26, 88
HEIGHT = _AROUND + _ROW_HEIGHT * 2 * MOST_WORDS
# Of a sentence in the place of the chart.
_HEIGHT_OF_WORDS = 160
# Of a side's ticks; more would cover each other on a phone.
_MOST_TICKS = 2
# Parts of the plot's width at the right that belong to the shares.
_ROOM = 0.3
# Tenfold, in natural logarithms.
_NATURAL = log(10)


def words_chart(found: WordsOfScores, selection: Selection) -> go.Figure:
    """A row per word: to the left of the middle those that go with low scores, the clearest on top, to the
    right those of high scores, the clearest at the bottom; words where there are none."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = drawn_words(found)
    if rows.is_empty():
        why = texts.NO_SURE_WORD if found.note is None else texts.TOO_FEW
        return chart_that_says(why.text(language), selection, _HEIGHT_OF_WORDS)
    chart = canvas(selection, _AROUND + _ROW_HEIGHT * rows.height, margin={"r": 8, "b": 24})
    heights = {rows.height - place: row for place, row in enumerate(rows.iter_rows(named=True))}
    for height, row in heights.items():
        chart.add_trace(_mark(row, height, found, palette, language))
        said = _said(row, language)
        write(chart, said, 1, height, palette.muted, side="right", bgcolor=palette.surface, borderpad=2)
    chart.add_vline(0, line={"color": palette.muted, "width": 1}, layer="below")
    title = axis_title(texts.WORDS_AXIS.text(language), selection)
    chart.update_xaxes(showgrid=True, title=title, **_axis(rows))
    name_rows(
        chart,
        {height: row["shown"] for height, row in heights.items()},
        range=(0.4, rows.height + 0.6),
        tickfont={"color": palette.text},
    )
    return chart


def drawn_words(found: WordsOfScores) -> pl.DataFrame:
    """The clearest of both sides, from low to high scores."""
    return pl.concat([found.with_low.head(MOST_WORDS), found.with_high.head(MOST_WORDS).reverse()])


def behind_words(found: WordsOfScores, language: Language) -> Behind:
    """All words that were looked at."""
    columns = [
        Column("shown", texts.WORD.text(language)),
        Column("odds", texts.ODDS_OF_LOW.text(language), "ratio", "odds_low", "odds_high"),
        Column("low", texts.LOW_COUNT.text(language), "count"),
        Column("low_share", texts.LOW_SHARE.text(language), "share", "low_share_low", "low_share_high"),
        Column("high", texts.HIGH_COUNT.text(language), "count"),
        Column("high_share", texts.HIGH_SHARE.text(language), "share", "high_share_low", "high_share_high"),
        Column("p", texts.ADJUSTED_P.text(language), "ratio"),
    ]
    rows = found.words.with_columns(
        odds=(-pl.col("value")).exp(),
        odds_low=(-pl.col("high_end")).exp(),
        odds_high=(-pl.col("low_end")).exp(),
    )
    return Behind(rows, columns, told=("odds",))


def _mark(
    row: dict[str, Any], height: float, found: WordsOfScores, palette: Palette, language: Language
) -> go.Scatter:
    colour = palette.worse if row["value"] < 0 else palette.better
    tooltip = _tooltip(row, found, language)
    trace = dot(row["value"], row["low_end"], row["high_end"], height, colour, tooltip)
    # What a click on it searches for.
    return trace.update(customdata=[row["shown"]])


def _axis(rows: pl.DataFrame) -> dict[str, Any]:
    """Round ratios on both sides of the middle, and at the right room for the shares."""
    low, high = min(-0.5, *rows["low_end"]), max(0.5, *rows["high_end"])
    decades = ceil(max(-low, high) / _NATURAL / (_MOST_TICKS + 1))
    steps = [decades * place for place in range(-_MOST_TICKS, _MOST_TICKS + 1)]
    ticks = [step for step in steps if low <= step * _NATURAL <= high]
    air = (high - low) * 0.03
    return {
        "range": [low - air, high + air + (high - low) * _ROOM / (1 - _ROOM)],
        "tickvals": [step * _NATURAL for step in ticks],
        "ticktext": [f"×{10 ** abs(step):,}" for step in ticks],
    }


def _said(row: dict[str, Any], language: Language) -> str:
    both = shares(row, language)
    return f"{both['low_share']} / {both['high_share']}"


def _tooltip(row: dict[str, Any], found: WordsOfScores, language: Language) -> str:
    both = shares(row, language)
    sides = [
        f"{name.text(language)} {both[f'{side}_share']} ({show_count(row[side])} / {show_count(total)})"
        for side, name, total in (
            ("low", texts.LOW_SHARE, found.low),
            ("high", texts.HIGH_SHARE, found.high),
        )
    ]
    value, end, start = (show_ratio(exp(-row[name])) for name in ("value", "low_end", "high_end"))
    odds = f"{texts.ODDS_OF_LOW.text(language)} {value} ({start} – {end})"
    return "\n".join([bold(row["shown"]), *sides, odds])
