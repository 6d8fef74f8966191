"""The verb `askedagain`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


class Told(StrEnum):
    """What is told of what was asked again."""

    ways = "ways"
    departments = "departments"
    effects = "effects"


@over_a_view
def askedagain(
    tell_of: Annotated[
        Told, typer.Option("--of", help="By channels from and to; by department; what goes with it.")
    ] = Told.ways,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What customers had to say again after a hand-over: how often, where, and what goes with it."""
    from analytics.handing_over.asked_again import asked_again

    found = asked(settings_of(config), asked_again, view)
    rows = {Told.ways: found.ways, Told.departments: found.departments, Told.effects: found.effects}[tell_of]
    print_rows(rows, printed, raw=raw)
