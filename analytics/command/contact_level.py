"""The verbs `contactlevel`, `contactmoves` and `contactneeds`."""

from typing import TYPE_CHECKING, Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from warehouse.settings import Settings

_BESIDE = (
    *("n", "share_low", "share_high", "annual_low", "annual_high", "lifetime_low", "lifetime_high"),
    *("years", "years_low", "years_high", "note"),
)


@over_a_view
def contactlevel(
    measures: Annotated[
        str, typer.Option(help="Instead: these measures by group, joined by commas: csat,failure.")
    ] = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Customers by how often and how deep they make contact: how many, and what each group is worth."""
    from analytics.contact_level.needs import measures_by_level

    settings = settings_of(config)
    if measures:
        print_rows(asked(settings, measures_by_level, names_in(measures), view), printed, raw=raw)
    else:
        print_rows(asked(settings, _sized_and_valued, view), printed, beside=_BESIDE, raw=raw)


@over_a_view
def contactmoves(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Where customers of each contact level of the days before are now: in which group, or gone."""
    from analytics.contact_level.groups import movement, read_moves

    settings = settings_of(config)
    print_rows(movement(asked(settings, read_moves, view), settings), printed, raw=raw)


@over_a_view
def contactneeds(
    of: Annotated[str, typer.Option(help="A dimension of contacts: reason, channel or the like.")] = "reason",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What customers of each contact level come for more or less often than all others."""
    from analytics.contact_level.needs import needs

    found = asked(settings_of(config), needs, of, view)
    print_rows(found, printed, beside=("matters", "n", "difference"), raw=raw)


def _sized_and_valued(
    connection: "duckdb.DuckDBPyConnection", settings: "Settings", view: View
) -> "pl.DataFrame":
    from analytics.contact_level.groups import read_moves, sizes
    from analytics.contact_level.worth import worth

    found = sizes(read_moves(connection, settings, view)).rename(
        {"value": "share", "low": "share_low", "high": "share_high"}
    )
    valued = worth(connection, settings, view).drop("customers", "n")
    return found.join(valued, on="level", how="left", maintain_order="left")
