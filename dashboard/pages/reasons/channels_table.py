"""For each reason, the channel that goes with the better outcome, like for like."""

import polars as pl
from dash import dcc, html

from analytics.measures.measure import Unit
from analytics.reasons.best_channel import OUTCOMES
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row
from dashboard.wording.numbers import MINUS, show_change, show_change_interval, show_share
from warehouse.settings import Settings
from warehouse.words import Language

# The most frequent; files have all.
MOST_ROWS = 15
_UNITS: dict[str, Unit] = {"settled": "share", "csat": "score", "cost": "count"}
# The contacts that speak for or against a channel.
_BEHIND = {"settled": "resolved_first_same_reason", "csat": "csat", "cost": "contacts"}


def channels_table(found: pl.DataFrame, settings: Settings, selection: Selection) -> html.Div:
    """A row per reason that has a channel to compare; words instead where there is none."""
    language = selection.language
    compared = found.filter(pl.col("note").is_null())
    if compared.is_empty():
        least = settings.definitions.small_n
        return html.Div(html.P(texts.NO_CHANNELS.text(language, least=least), className="muted"))
    head = [texts.REASON, *(texts.OUTCOMES[outcome] for outcome in OUTCOMES), texts.COMPARABLE]
    rows = [_row(reason, compared, selection) for reason in _most_frequent(compared)]
    table = html.Table(
        [
            html.Thead(html.Tr([html.Th(words.text(language), scope="col") for words in head])),
            html.Tbody(rows),
        ],
        className="plain",
    )
    days = settings.definitions.first_contact_days
    caption = texts.CHANNELS_CAPTION.text(language, days=days, shown=len(rows))
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_channels(found: pl.DataFrame, language: Language) -> Behind:
    """Every comparison; shares and scores are in the same columns as costs, so as plain numbers."""
    names = {outcome: words.text(language) for outcome, words in texts.OUTCOMES.items()}
    columns = [
        Column("reason", texts.REASON.text(language)),
        Column("channel", texts.CHANNEL.text(language)),
        Column("outcome", texts.OUTCOME.text(language)),
        Column("n", texts.MATTERS.text(language), "count"),
        Column("value", texts.VALUE.text(language), "ratio"),
        Column("difference", texts.DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("plain", texts.PLAIN_DIFFERENCE.text(language), "ratio"),
        Column("overlap", texts.COMPARABLE.text(language), "share"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    return Behind(found.with_columns(pl.col("outcome").replace(names)), columns)


def _most_frequent(compared: pl.DataFrame) -> list[str]:
    settled = compared.group_by("reason").agg(pl.col("n").sum())
    return settled.sort("n", "reason", descending=[True, False])["reason"].head(MOST_ROWS).to_list()


def _row(reason: str, compared: pl.DataFrame, selection: Selection) -> html.Tr:
    of_reason = compared.filter(pl.col("reason") == reason)
    cells = [
        _cell(of_reason.filter(pl.col("outcome") == outcome).to_dicts(), outcome, selection)
        for outcome in OUTCOMES
    ]
    overlap = of_reason.select((pl.col("overlap") * pl.col("n")).sum() / pl.col("n").sum()).item()
    comparable = html.Td(show_share(overlap), className="muted")
    return html.Tr([html.Th(reason, scope="row"), *cells, comparable])


def _cell(rows: list[Row], outcome: str, selection: Selection) -> html.Td:
    language, unit = selection.language, _UNITS[outcome]
    if not rows:
        return html.Td(texts.TOO_FEW.text(language), className="muted")
    best = next((row for row in rows if row["is_best"]), None)
    if best is None:
        return html.Td(texts.NOT_CLEAR.text(language), className="muted")
    there = selection.pick(reason=best["reason"], channel=best["channel"])
    link = dcc.Link(best["channel"], href=to_contacts(_BEHIND[outcome], there))
    return html.Td([link, html.Div(_difference(best, unit, language), className="small muted")])


def _difference(row: Row, unit: Unit, language: Language) -> str:
    half = (row["high"] - row["low"]) / 2
    sign = MINUS if row["difference"] < 0 else "+"
    # Of a count no share of what was there before is meant here.
    size = show_change(row["difference"], half, 0, unit, language)
    return f"{sign}{size} ({show_change_interval(row['low'], row['high'], unit, language)})"
