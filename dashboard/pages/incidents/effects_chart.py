"""What each kind of incident goes with, and the sentence and key figures about it."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import dcc, html

from analytics.customer_sample import said_of_sample
from analytics.incidents.effects import Outcome, clear_kinds
from analytics.incidents.kinds import Place
from analytics.incidents.lists import name_of
from analytics.incidents.queries import MOST_CONTACTS
from analytics.incidents.words import KIND_NAMES, SIDE_NAMES
from analytics.measures.measure import Unit
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.incidents import words as texts
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_change_interval, show_count, show_difference
from warehouse.words import Language

HEIGHT = 420
UNITS: dict[Outcome, Unit] = {"left": "share", "csat": "score"}
# Which way a difference is for the better.
_BETTER: dict[Outcome, int] = {"left": -1, "csat": 1}
_PERCENT = 100

Row = dict[str, Any]


def effects_finding(
    effects: pl.DataFrame, place: Place, days: Span, per_mille: int, language: Language
) -> html.Div:
    """Which kind goes most surely with leaving, and which with dissatisfaction.

    per_mille: of how many in 1,000 customers the contacts are.
    """
    if effects["difference"].count() == 0:
        return notice(texts.NOBODY.text(language), texts.NEEDED.text(language))
    left, csat = (clear_kinds(effects, "damage", outcome).rows(named=True) for outcome in UNITS)
    title = texts.NONE_LEAVES.text(language)
    if left:
        title = texts.WORST.text(language, **_words(left[0], language))
    also = ""
    if left[1:]:
        named = ", ".join(f"{_name(row, language)} ({_shown(row, language)})" for row in left[1:])
        also = texts.ALSO.text(language, kinds=named)
    lowest = texts.SATISFIES.text(language, **_words(csat[0], language)) if csat else ""
    alike, period = texts.PLACES[place].text(language), show_period(*days, language)
    defined = texts.DEFINED.text(language, place=alike, period=period)
    drawn = said_of_sample(per_mille, MOST_CONTACTS, language)
    told = [f"{one} {texts.OF_ALL.text(language)}" for one in drawn]
    return sentence(title, " ".join(filter(None, [also, lowest])), defined, *told)


def effects_cards(effects: pl.DataFrame, there: Selection) -> list[html.Article]:
    """The worst by leaving and by satisfaction, and the best of delights."""
    language = there.language
    found = (
        (texts.MOST_LEFT, clear_kinds(effects, "damage", "left")),
        (texts.LOWEST, clear_kinds(effects, "damage", "csat")),
        (texts.HIGHEST, clear_kinds(effects, "delight", "csat")),
    )
    return [_card(name.text(language), rows.row(0, named=True), there) for name, rows in found if rows.height]


def effects_chart(effects: pl.DataFrame, outcome: Outcome, there: Selection) -> go.Figure:
    """A dot with its whisker per kind; a click leads to the contacts."""
    palette, language = PALETTES[there.theme], there.language
    known = effects.filter(outcome=outcome).drop_nulls("difference")
    rows, scale = known.sort("difference", descending=outcome == "left").rows(named=True), 1
    if not rows:
        return chart_that_says(texts.NO_CHART.text(language), there, HEIGHT)
    chart = canvas(there, HEIGHT, margin={"r": 24})
    if UNITS[outcome] == "share":
        scale = _PERCENT
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        is_better = row["difference"] * _BETTER[outcome] > 0
        colour = palette.muted if not row["is_clear"] else palette.better if is_better else palette.worse
        value, low, high = (scale * row[name] for name in ("difference", "low", "high"))
        label = _shown(row, language) if row["is_clear"] else ""
        trace = dot(value, low, high, height, colour, _tooltip(row, language), label=label)
        chart.add_trace(trace.update(meta=to_contacts(name_of(row["kind"]), there)))
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1}, layer="below")
    names = {len(rows) - place: _name(row, language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.8))
    axis = texts.LEFT_AXIS if outcome == "left" else texts.CSAT_AXIS
    suffix = ("%p" if language == "ko" else " pp") if outcome == "left" else ""
    title = axis_title(axis.text(language), there, standoff=8)
    return chart.update_xaxes(title=title, ticksuffix=suffix, nticks=4, showgrid=True, tickangle=0)


def behind_effects(effects: pl.DataFrame, outcome: Outcome, language: Language) -> Behind:
    """Every kind, also those of too few."""
    columns = [
        Column("name", texts.KIND.text(language)),
        Column("side_name", texts.SIDE.text(language)),
        Column("difference", texts.DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("n", texts.WITH_IT.text(language), "count"),
        Column("others", texts.OTHERS.text(language), "count"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    rows = [
        row | {"name": _name(row, language), "side_name": SIDE_NAMES[row["side"]].text(language)}
        for row in effects.filter(outcome=outcome).iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def _name(row: Row, language: Language) -> str:
    return KIND_NAMES[row["kind"]].text(language)


def _shown(row: Row, language: Language) -> str:
    return show_difference(row["difference"], row["low"], row["high"], UNITS[row["outcome"]], language)


def _ends(row: Row, language: Language) -> str:
    return show_change_interval(row["low"], row["high"], UNITS[row["outcome"]], language)


def _words(row: Row, language: Language) -> dict[str, str]:
    return {
        "kind": _name(row, language),
        "difference": _shown(row, language),
        "interval": _ends(row, language),
    }


def _tooltip(row: Row, language: Language) -> str:
    n = texts.TIP.text(language, n=show_count(row["n"]), others=show_count(row["others"]))
    return f"{bold(_name(row, language))}\n{_shown(row, language)} ({_ends(row, language)})\n{n}"


def _card(name: str, row: Row, there: Selection) -> html.Article:
    language = there.language
    head = html.P(f"{name}: {_name(row, language)}", className="card-name small")
    notes = [html.P(_ends(row, language), className="small muted"), html.Div(className="course")]
    link = dcc.Link(figure_words.SEE_CONTACTS.text(language), href=to_contacts(name_of(row["kind"]), there))
    n = texts.ALL.text(language, n=show_count(row["all"]))
    return card(head, _shown(row, language), notes, [html.Span(n), link])
