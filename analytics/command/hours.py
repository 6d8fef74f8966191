"""The verb `hours`."""

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
from analytics.waiting.hours import waits_by_hour
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


def hours(
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Mean wait, service level and abandonment by hour of the week."""
    settings = read_settings(config)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        print_rows(waits_by_hour(connection, settings, view), printed, raw=raw)
