"""The verbs `relationship`, `movement` and `sincejoining`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


@over_a_view
def relationship(
    measure: Annotated[
        str, typer.Option(help="Instead: measures by the stage on the contact's day, joined by commas.")
    ] = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How many customers are acquired, developing and retained when the view's last day ends."""
    from analytics.relationship.by_stage import measures_by_stage
    from analytics.relationship.stages import sizes

    settings = settings_of(config)
    if measure:
        print_rows(asked(settings, measures_by_stage, names_in(measure), view), printed, raw=raw)
    else:
        print_rows(asked(settings, sizes, view), printed, raw=raw)


@over_a_view
def movement(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Where customers of each stage of the relationship are when the view ends: in which stage, or gone."""
    from analytics.relationship.stages import movement as read_movement

    print_rows(asked(settings_of(config), read_movement, view), printed, raw=raw)


@over_a_view
def sincejoining(
    start: Annotated[
        str, typer.Option(help="The stage in which they were: acquired, developing or retained.")
    ] = "acquired",
    from_day: Annotated[float, typer.Option(help="So many days after joining.")] = 0.0,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """In which stage customers are so many days after joining, or whether they have left, with what
    chance.
    """
    from analytics.relationship.since_joining import after_days, since_joining

    curve = asked(settings_of(config), since_joining, view, start, from_day)
    print_rows(after_days(curve), printed, raw=raw)
