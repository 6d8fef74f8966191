"""The verb `standards`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

# The other formats have these too.
_BESIDE = ("weeks_low", "weeks_high", "note", "before_low", "before_high", "after_low", "after_high", "shape")


@over_a_view
def standards(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A promise, or a measure with a target.")] = (
        "promise_kept"
    ),
    drifting: Annotated[
        bool, typer.Option("--drifting", help="Where any standard is kept otherwise than before.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How far a standard is kept by department and tier: now, and in how many weeks of the year."""
    from analytics.standards.kept import drifting as where_drifting
    from analytics.standards.kept import kept

    settings = settings_of(config)
    if drifting:
        print_rows(asked(settings, where_drifting, view), printed, beside=_BESIDE, raw=raw)
        return
    print_rows(asked(settings, kept, name, view), printed, beside=("standard", *_BESIDE), raw=raw)
