"""The verbs `recovery`, `backlog` and `failures`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.recovery.backlog import backlog as read_backlog
from analytics.recovery.backlog_words import backlog_words
from analytics.recovery.by_number import failure_by_number
from analytics.recovery.paradox import paradox
from analytics.recovery.tables import failure_rows, paradox_rows
from analytics.recovery.verdict import verdict
from analytics.view import View
from warehouse.lake import open_reader
from warehouse.printing import Format, print_out, print_rows
from warehouse.settings_file import read_settings


class Period(StrEnum):
    """How finely the backlog is told."""

    day = "day"
    week = "week"
    month = "month"


@over_a_view
def recovery(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Recovered failures beside none and beside unrecovered ones: satisfaction and leaving."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        found = paradox(connection, settings, view)
    print_rows(
        paradox_rows(found), printed, beside=("naive_low", "naive_high", "effective_n", "left_out"), raw=raw
    )
    if printed == Format.table:
        print_out(verdict(found).text(settings.language))


@over_a_view
def backlog(
    step: Annotated[Period, typer.Option(help="Rows by day, week or month.")] = Period.week,
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Failures in, recoveries out, what was given up and how many failures are open, by period."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        found = read_backlog(connection, settings, step.value, names_in(by), view)
    print_rows(found.periods, printed, beside=("days", "unknown"), raw=raw)
    for words in backlog_words(found):
        typer.echo(words.text(settings.language), err=True)


@over_a_view
def failures(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Failure by contact tier and number of the contact, and whether it rises with it."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        print_rows(failure_rows(failure_by_number(connection, settings, view)), printed, raw=raw)
