"""The verb `hours`."""

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


@over_a_view
def hours(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Mean wait, service level and abandonment by hour of the week."""
    from analytics.waiting.hours import waits_by_hour

    print_rows(asked(settings_of(config), waits_by_hour, view), printed, raw=raw)
