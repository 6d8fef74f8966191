"""What customers had to say again after a hand-over, by way and by department, and what goes with it."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.handing_over.asked_again import AskedAgain
from analytics.handing_over.lists import AFTER_HAND_OVER, asked_again_from
from analytics.measures.measure import Unit
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.moments import words as texts
from dashboard.pages.moments.touchpoints import Row
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
)
from warehouse.settings import Settings
from warehouse.words import Language

# The most frequent ways; the files have them all.
_MOST_WAYS = 10


def asked_again_table(found: AskedAgain, settings: Settings, selection: Selection) -> html.Div:
    """What goes with it in a sentence, then a row per way and per department."""
    language, whole = selection.language, found.whole.row(0, named=True)
    if not whole["n"]:
        return html.Div(html.P(texts.NO_ASKED_AGAIN.text(language), className="muted"))
    ways = found.ways.head(_MOST_WAYS).iter_rows(named=True)
    departments = found.departments.iter_rows(named=True)
    rows = [
        _row(texts.ALL_HAND_OVERS.text(language), whole, AFTER_HAND_OVER, selection),
        *(_of_way(row, selection) for row in ways),
        *(_of_department(row, selection) for row in departments),
    ]
    days = settings.definitions.first_contact_days
    caption = texts.ASKED_AGAIN_CAPTION.text(language, days=days)
    return html.Div(
        [
            html.P(_effects(found, days, language)),
            plain_table(texts.ASKED_AGAIN_COLUMNS, rows, language, numbers_from=1),
            html.P(caption, className="small muted"),
        ]
    )


def behind_asked_again(found: AskedAgain, language: Language) -> Behind:
    """Every way and department."""
    heads = [words.text(language) for words in texts.ASKED_AGAIN_COLUMNS]
    way = pl.format("{} → {}", "from_channel", "channel").alias("name")
    department = pl.format("→ {}", "department").alias("name")
    numbers = ("n", "asked", "value", "low", "high")
    rows = pl.concat([found.ways.select(way, *numbers), found.departments.select(department, *numbers)])
    columns = [
        Column("name", heads[0]),
        Column("n", heads[1], "count"),
        Column("asked", heads[2], "count"),
        Column("value", heads[3], "share", "low", "high"),
    ]
    return Behind(rows, columns)


def _effects(found: AskedAgain, days: int, language: Language) -> str:
    effects = {row["outcome"]: row for row in found.effects.iter_rows(named=True)}
    csat, followed = effects["csat"], effects["followed"]
    if csat["note"] is not None:
        said = texts.ASKED_AGAIN_NO_EFFECT.text(language)
    else:
        counts = {name: show_count(csat[name]) for name in ("asked", "others")}
        difference = _difference(csat, "score", language)
        said = texts.ASKED_AGAIN_CSAT.text(language, difference=difference, **counts)
    if followed["note"] is not None:
        return said
    difference = _difference(followed, "share", language)
    return f"{said} {texts.ASKED_AGAIN_FOLLOWED.text(language, days=days, difference=difference)}"


def _difference(row: Row, unit: Unit, language: Language) -> str:
    shown = show_difference(row["difference"], row["low"], row["high"], unit, language)
    return f"{shown} ({show_change_interval(row['low'], row['high'], unit, language)})"


def _of_way(row: Row, selection: Selection) -> list[Any]:
    there = selection.pick(channel=row["channel"])
    name = f"{row['from_channel']} → {row['channel']}"
    return _row(name, row, asked_again_from(row["from_channel"]), there)


def _of_department(row: Row, selection: Selection) -> list[Any]:
    there = selection.pick(department=row["department"])
    name = texts.TO_DEPARTMENT.text(selection.language, department=row["department"])
    return _row(name, row, AFTER_HAND_OVER, there)


def _row(name: str, row: Row, behind: str, there: Selection) -> list[Any]:
    language, share = there.language, "–"
    if row["value"] is not None:
        value = show_estimate(row["value"], row["low"], row["high"], "share", language)
        share = f"{value} ({show_interval(row['low'], row['high'], 'share', language)})"
    link = dcc.Link(show_count(row["asked"]), href=to_contacts(behind, there))
    return [name, show_count(row["n"]), link, share]
