"""The verbs `stages` and `transition`."""

from typing import Annotated, TypeAlias

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

Part: TypeAlias = Annotated[
    str | None, typer.Option("--by", help="A dimension of customers, as segment or customer_type.")
]
# The other formats have these too.
_BESIDE = (
    "next",
    "moved",
    "left",
    "mean_days_low",
    "mean_days_high",
    "median_days_low",
    "median_days_high",
    "p90_days",
    "longest_days",
    "share",
    "owner_share",
    "owner_low",
    "owner_high",
    "owner_n",
    "keeper",
    "keeper_share",
    "note",
)


@over_a_view
def stages(
    by: Part = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How long new customers are in each stage of the process, the bottleneck, and who owns it."""
    from analytics.stages.in_stages import time_in_stages

    found = asked(settings_of(config), time_in_stages, by, view)
    print_rows(found, printed, beside=_BESIDE, raw=raw)


@over_a_view
def transition(
    start: Annotated[str, typer.Argument(help="The stage that customers are in, as order.")],
    to: Annotated[str, typer.Argument(help="A later stage, as delivery.")],
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How many have come from one stage to a later one after some days, have left, and are still there."""
    from analytics.stages.curves import after_days
    from analytics.stages.curves import transition as read_transition

    curve = asked(settings_of(config), read_transition, start, to, view)
    print_rows(after_days(curve), printed, raw=raw)
