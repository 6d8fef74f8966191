"""The verbs `causes`, `lived` and `paths`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


@over_a_view
def causes(
    by: By = "",
    beside: Annotated[
        str, typer.Option(help="Each part of this dimension beside all other leavers, instead of --by.")
    ] = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Why customers left, in their own words: causes named, several each. Days are those of leaving."""
    from analytics.leaving.causes import causes as read_causes
    from analytics.leaving.causes import causes_beside_others

    if beside and by:
        raise typer.BadParameter("Give either --by or --beside.", param_hint="--beside")
    settings = settings_of(config)
    if beside:
        found = asked(settings, causes_beside_others, beside, view)
        hidden = ("named", "low", "high", "note", "difference_low", "difference_high")
        print_rows(found, printed, beside=hidden, raw=raw)
        return
    print_rows(asked(settings, read_causes, names_in(by), view), printed, raw=raw)


@over_a_view
def lived(
    view: View = EVERYTHING, printed: Printed = Format.table, raw: Raw = False, config: Config = None
) -> None:
    """Causes named beside what leavers lived through in the month before, and how much goes with that."""
    from analytics.leaving.lived import said_beside_drivers

    said = asked(settings_of(config), said_beside_drivers, view)
    names = ("said_if_lived", "said_else", "difference", "gap", "driver")
    ends = [f"{name}_{end}" for name in names for end in ("low", "high")]
    counts = ("both", "lived_only", "said_only", "neither", "difference", "note")
    print_rows(said, printed, beside=(*ends, *counts), raw=raw)


@over_a_view
def paths(
    view: View = EVERYTHING, printed: Printed = Format.table, raw: Raw = False, config: Config = None
) -> None:
    """Failures by whether the customer complained, how far recovery came, and who stayed or left."""
    from analytics.leaving.paths import failure_paths

    found = asked(settings_of(config), failure_paths, view)
    print_rows(found.links.drop("name"), printed, raw=raw)
