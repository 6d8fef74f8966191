"""The verbs `recovery`, `backlog` and `failures`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import (
    By,
    Channel,
    Config,
    ContactTier,
    Department,
    Printed,
    Raw,
    Since,
    Until,
    names_in,
    view_of,
)
from analytics.recovery.backlog import backlog as read_backlog
from analytics.recovery.backlog_words import backlog_words
from analytics.recovery.by_number import failure_by_number
from analytics.recovery.paradox import paradox
from analytics.recovery.tables import failure_rows, paradox_rows
from analytics.recovery.verdict import verdict
from warehouse.lake import open_reader
from warehouse.printing import Format, print_out, print_rows
from warehouse.settings_file import read_settings


class Period(StrEnum):
    """How finely the backlog is told."""

    day = "day"
    week = "week"
    month = "month"


def recovery(
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Recovered failures beside none and beside unrecovered ones: satisfaction and leaving."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        found = paradox(connection, settings, view)
    print_rows(
        paradox_rows(found), printed, beside=("naive_low", "naive_high", "effective_n", "left_out"), raw=raw
    )
    if printed == Format.table:
        print_out(verdict(found).text(settings.language))


def backlog(
    step: Annotated[Period, typer.Option(help="Rows by day, week or month.")] = Period.week,
    by: By = "",
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Failures in, recoveries out, what was given up and how many failures are open, by period."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        found = read_backlog(connection, settings, step.value, names_in(by), view)
    print_rows(found.periods, printed, beside=("days", "unknown"), raw=raw)
    for words in backlog_words(found):
        typer.echo(words.text(settings.language), err=True)


def failures(
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Failure by contact tier and number of the contact, and whether it rises with it."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        print_rows(failure_rows(failure_by_number(connection, settings, view)), printed, raw=raw)
