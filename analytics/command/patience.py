"""The verb `patience`."""

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
from analytics.waiting.patience import patience_curve, patience_figures
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

By = Annotated[str | None, typer.Option(help="One dimension, as department.")]
IsCurve = Annotated[bool, typer.Option("--curve", help="Print the whole curves.")]


def patience(
    by: By = None,
    is_curve: IsCurve = False,
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How long customers would wait before they give up, if nobody served them (Kaplan-Meier)."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    read = patience_curve if is_curve else patience_figures
    with open_reader(settings) as connection:
        print_rows(read(connection, settings, by, view), printed, raw=raw)
