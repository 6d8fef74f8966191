"""The verbs `recovery`, `backlog`, `failures`, `reactions` and `wordofmouth`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_out, print_rows
from warehouse.verbs import settings_of


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
    from analytics.recovery.paradox import paradox
    from analytics.recovery.tables import paradox_rows
    from analytics.recovery.verdict import verdict

    settings = settings_of(config)
    found = asked(settings, paradox, view)
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
    from analytics.recovery.backlog import backlog as read_backlog
    from analytics.recovery.backlog_words import backlog_words

    settings = settings_of(config)
    found = asked(settings, read_backlog, step.value, names_in(by), view)
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
    from analytics.recovery.by_number import failure_by_number
    from analytics.recovery.tables import failure_rows

    print_rows(failure_rows(asked(settings_of(config), failure_by_number, view)), printed, raw=raw)


@over_a_view
def reactions(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What customers do after a failure: complain, come again, fall silent; and who of them leaves."""
    from analytics.recovery.reactions import reactions as read_reactions

    found = asked(settings_of(config), read_reactions, view)
    print_rows(found.shares, printed, beside=("left_failures",), raw=raw)


@over_a_view
def wordofmouth(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Who told others something bad, where a survey asks: after a failure, recovered or not, and without."""
    from analytics.recovery.word_of_mouth import word_of_mouth

    print_rows(asked(settings_of(config), word_of_mouth, view), printed, raw=raw)
