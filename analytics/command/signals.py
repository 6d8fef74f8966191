"""The verb `signals`."""

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
from analytics.comparing.signals import signals as signals_in
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


def signals(
    everything: Annotated[bool, typer.Option("--all", help="Also what is no more than chance.")] = False,
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What changed beyond chance, in which department and tier, since when, and how surely."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        found = signals_in(connection, settings, view)
    shown = found if everything else found.filter("is_signal")
    intervals = ("before_low", "before_high", "after_low", "after_high", "since_earliest", "since_latest")
    print_rows(shown, printed, beside=(*intervals, "shape", "is_signal", "n_before", "n_after"), raw=raw)
