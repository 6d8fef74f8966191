"""The verb `reservations`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


@over_a_view
def reservations(
    is_punctuality: Annotated[
        bool, typer.Option("--punctuality", help="Minutes after the appointment, of customers and company.")
    ] = False,
    is_load: Annotated[
        bool, typer.Option("--load", help="How evenly both come over the hours of the day.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(help="department, channel or hour; of punctuality any dimension.")
    ] = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Booked against walk-in: waits at equal department, channel and hour; else punctuality or load."""
    from analytics.reservations.load import levelled
    from analytics.reservations.punctuality import punctuality
    from analytics.reservations.summary import load_rows
    from analytics.reservations.waits import STRATA, booked_waits

    if is_punctuality and is_load:
        raise typer.BadParameter("--punctuality and --load print different rows: give one of them.")
    settings = settings_of(config)
    if is_load:
        print_rows(load_rows(asked(settings, levelled, view)), printed, raw=raw)
    elif is_punctuality:
        print_rows(asked(settings, punctuality, by, view), printed, beside=("note",), raw=raw)
    elif by not in (None, *STRATA):
        raise typer.BadParameter(f"Waits are compared by {', '.join(STRATA)}.", param_hint="--by")
    else:
        print_rows(asked(settings, booked_waits, by, view), printed, raw=raw)
