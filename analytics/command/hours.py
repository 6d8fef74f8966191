"""The verb `hours`."""

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from analytics.waiting.hours import waits_by_hour
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


@over_a_view
def hours(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Mean wait, service level and abandonment by hour of the week."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        print_rows(waits_by_hour(connection, settings, view), printed, raw=raw)
