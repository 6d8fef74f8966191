"""Published values beside one's own index: the sentence, the chart and the table."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import html

from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, line, points, whiskers
from dashboard.charts.theme import PALETTES
from dashboard.pages.benchmarks import words as texts
from dashboard.parts.sentence import notice, sentence
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_difference, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 320
_SYMBOLS = {"own": "diamond", "competitor": "square", "industry": "x"}
NONE = "–"

Row = dict[str, Any]


def beside_finding(beside: pl.DataFrame, label: str, language: Language) -> html.Div:
    """Of the latest year with values and an own index: which of them differ beyond the interval."""
    if beside.is_empty():
        return notice(texts.NONE_ENTERED.text(language), texts.HOW_TO_ENTER.text(language))
    known = beside.drop_nulls("own")
    if known.is_empty():
        return sentence(texts.NO_OWN.text(language), texts.BESIDE_MEANS.text(language))
    latest = known.filter(pl.col("year") == pl.col("year").max())
    clear = latest.filter("is_clear").sort(pl.col("difference").abs(), descending=True)
    row = (latest if clear.is_empty() else clear).row(0, named=True)
    words = texts.ALIKE if clear.is_empty() else texts.ABOVE if row["difference"] > 0 else texts.BELOW
    low, high = row["own_low"], row["own_high"]
    own, shown_low, shown_high = (
        show_estimate(value, low, high, "score", language) for value in (row["own"], low, high)
    )
    places = {"year": row["year"], "set": label, "own": own, "low": shown_low, "high": shown_high}
    said = words.text(language, **places, name=_name(row, language), published=f"{row['published']:.1f}")
    return sentence(said, texts.BESIDE_MEANS.text(language))


def beside_chart(own: pl.DataFrame, beside: pl.DataFrame, selection: Selection) -> go.Figure:
    """One's own index by year, and a mark for each published value."""
    palette, language = PALETTES[selection.theme], selection.language
    known = own.drop_nulls(["value", "low", "high"])
    chart = canvas(selection, HEIGHT, margin={"r": 24}, showlegend=True)
    # Above the plot: beside it there is no room on a phone.
    chart.update_layout(legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"})
    tips = [
        f"{texts.OUR_OWN.text(language)} {row['year']}\n{bold(_value(row, language))}\n"
        f"{show_interval(row['low'], row['high'], 'score', language)}"
        for row in known.iter_rows(named=True)
    ]
    index = line(known["year"], known["value"], palette.accent, tips).update(
        mode="lines+markers",
        name=texts.OUR_OWN.text(language),
        error_y=whiskers(known["value"], known["low"], known["high"], palette.accent),
    )
    chart.add_trace(index)
    for about, symbol in _SYMBOLS.items():
        rows = beside.filter(pl.col("about") == about)
        if rows.is_empty():
            continue
        said = [
            f"{_name(row, language)} {row['year']}\n{bold(format(row['published'], '.1f'))}"
            for row in rows.iter_rows(named=True)
        ]
        marker = {"symbol": symbol, "size": 10, "color": palette.muted}
        marks = points(rows["year"], rows["published"], marker, said)
        chart.add_trace(marks.update(name=texts.ABOUT[about].text(language)))
    limits = [*known["low"], *known["high"], *beside["published"]]
    extent = value_range("score", limits)
    years = sorted({*known["year"], *beside["year"]})
    chart.update_xaxes(tickvals=years, ticktext=[str(year) for year in years])
    if years:
        chart.update_xaxes(range=[years[0] - 0.5, years[-1] + 0.5])
    chart.update_yaxes(range=extent, **value_ticks("score", extent, language))
    return chart


def beside_table(beside: pl.DataFrame, language: Language) -> html.Div:
    """A row per value."""
    rows = [_row(row, language) for row in beside.iter_rows(named=True)]
    return plain_table(texts.COLUMNS, rows, language, numbers_from=4)


def entry_name(row: Row, language: Language) -> str:
    """What a value is called among others."""
    return f"{row['index_name']} {row['year']} · {_name(row, language)} · {row['value']:g}"


def _row(row: Row, language: Language) -> list[Any]:
    own, difference, is_clear = NONE, NONE, row["is_clear"]
    if row["own"] is not None:
        ends = row["own_low"], row["own_high"]
        interval = show_interval(*ends, "score", language)
        own = f"{show_estimate(row['own'], *ends, 'score', language)} ({interval})"
        low, high = row["difference_low"], row["difference_high"]
        shown = show_difference(row["difference"], low, high, "score", language)
        difference = shown
    about = texts.ABOUT[row["about"]].text(language)
    head = [str(row["year"]), row["index_name"], about, row["name"] or NONE]
    return [
        *head,
        f"{row['published']:.1f}",
        own,
        html.B(difference) if is_clear else difference,
        row["organisation"],
        row["source"] or NONE,
    ]


def _value(row: Row, language: Language) -> str:
    return show_estimate(row["value"], row["low"], row["high"], "score", language)


def _name(row: Row, language: Language) -> str:
    return str(row["name"] or texts.ABOUT[row["about"]].text(language))
