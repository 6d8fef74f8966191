"""The verb `control`."""

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
from analytics.comparing.control import control_chart
from analytics.comparing.periods import Step
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


def control(
    measure: Annotated[str, typer.Argument(help="A measure; `touchpoints measures` lists them.")],
    by: Annotated[Step, typer.Option(help="Length of a step.")] = "week",
    baseline: Annotated[
        int | None, typer.Option(help="How many of the first steps set the limits; else 20, or half of all.")
    ] = None,
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The control chart of a measure: its steps with their limits, and which of them signal."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        print_rows(control_chart(connection, settings, measure, view, by, baseline).points, printed, raw=raw)
