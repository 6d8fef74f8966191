"""Hand-overs between channels: where customers went on to, and where records say they were sent."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.channels.lists import went_on_to
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.pages.channels import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

# Of each channel; files have all.
_MOST_PLACES = 4


def ways_table(ways: pl.DataFrame, settings: Settings, selection: Selection) -> html.Div:
    """Rows: where customers came; columns: where they went on to. Each cell leads to its contacts."""
    language = selection.language
    if ways.is_empty():
        return html.Div(html.P(texts.NO_WAYS.text(language), className="muted"))
    channels = ways["channel"].unique(maintain_order=True).to_list()
    nexts = (
        ways.group_by("next_channel")
        .agg(pl.col("contacts").sum())
        .sort("contacts", "next_channel", descending=[True, False])["next_channel"]
        .to_list()
    )
    found = {(row["channel"], row["next_channel"]): row for row in ways.iter_rows(named=True)}
    head = [html.Th(f"{texts.FROM.text(language)} ↓ {texts.NEXT.text(language)} →", scope="col")]
    head += [html.Th(name, scope="col", className="number") for name in nexts]
    body = [
        html.Tr(
            [html.Th(channel, scope="row"), *(_way(found.get((channel, name)), selection) for name in nexts)]
        )
        for channel in channels
    ]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="plain figures")
    caption = texts.WAYS_CAPTION.text(language, days=settings.definitions.first_contact_days)
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_ways(ways: pl.DataFrame, language: Language) -> Behind:
    """Every way."""
    columns = [
        Column("channel", texts.FROM.text(language)),
        Column("next_channel", texts.NEXT.text(language)),
        Column("contacts", texts.CONTACTS.text(language), "count"),
        Column("handed", texts.HANDED.text(language), "count"),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
    ]
    return Behind(ways, columns)


def recorded_table(recorded: pl.DataFrame, selection: Selection) -> html.Div:
    """The most frequent places of each channel."""
    language = selection.language
    if recorded.is_empty():
        return html.Div(html.P(texts.NO_RECORDED.text(language), className="muted"))
    shown = recorded.group_by("channel", maintain_order=True).head(_MOST_PLACES)
    heads = (texts.FROM, texts.HANDED_TO, texts.CONTACTS, texts.OF_CHANNEL)
    rows = [_recorded(row, selection) for row in shown.iter_rows(named=True)]
    table = plain_table(heads, rows, language, numbers_from=2)
    return html.Div([table, html.P(texts.RECORDED_CAPTION.text(language), className="small muted")])


def behind_recorded(recorded: pl.DataFrame, language: Language) -> Behind:
    """Every place."""
    columns = [
        Column("channel", texts.FROM.text(language)),
        Column("handed_to", texts.HANDED_TO.text(language)),
        Column("contacts", texts.CONTACTS.text(language), "count"),
        Column("value", texts.OF_CHANNEL.text(language), "share", "low", "high"),
    ]
    said = recorded.with_columns(pl.col("handed_to").fill_null(texts.NOT_SAID.text(language)))
    return Behind(said, columns)


def _way(row: dict[str, Any] | None, selection: Selection) -> html.Td:
    if row is None:
        return html.Td(NO_FIGURE, className="number muted")
    language = selection.language
    title = texts.WAY_TITLE.text(
        language,
        channel=row["channel"],
        next_channel=row["next_channel"],
        interval=show_interval(row["low"], row["high"], "share", language),
        handed=show_count(row["handed"]),
    )
    there = selection.pick(channel=())
    link = dcc.Link(
        show_count(row["contacts"]),
        href=to_contacts(went_on_to(row["channel"], row["next_channel"]), there),
        title=title,
    )
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    return html.Td([html.Div(link), html.Div(share, className="small muted")], className="number")


def _recorded(row: dict[str, Any], selection: Selection) -> list[Any]:
    language = selection.language
    contacts: Any = show_count(row["contacts"])
    if row["handed_to"] is not None:
        there = selection.pick(channel=row["channel"], handed_to=row["handed_to"], outcome="transferred")
        contacts = dcc.Link(contacts, href=to_contacts("contacts", there))
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    place = row["handed_to"] or texts.NOT_SAID.text(language)
    return [row["channel"], place, contacts, f"{share} ({interval})"]
