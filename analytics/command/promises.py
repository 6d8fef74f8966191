"""The verb `promises`."""

from typing import Annotated

import typer

from analytics.command.options import (
    Channel,
    Config,
    ContactTier,
    Department,
    Printed,
    Raw,
    Since,
    Until,
    view_of,
)
from analytics.waiting.promises import promise_figures
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

By = Annotated[str | None, typer.Option(help="One dimension, as department.")]


def promises(
    by: By = None,
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Promised waits: kept, over and under, and satisfaction after a broken one at equal wait."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        print_rows(promise_figures(connection, settings, by, view), printed, raw=raw)
