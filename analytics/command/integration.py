"""The verb `integration`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


class Of(StrEnum):
    """What is told."""

    links = "links"
    systems = "systems"
    apart = "apart"
    arrivals = "arrivals"
    overlap = "overlap"
    pairs = "pairs"


_BESIDE = ("low", "high", "fed", "counted")


@over_a_view
def integration(
    of: Annotated[
        Of,
        typer.Option(
            help="links: how well records are linked; systems: what each feeds, never says and misses; apart:"
            " what should be linked and is not; arrivals: where hand-overs came to; overlap, pairs: customers"
            " that several systems see."
        ),
    ] = Of.links,
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Which system feeds what, and how well its records are linked. --by: of links and arrivals alone."""
    import polars as pl

    from analytics.integration.apart import apart
    from analytics.integration.arrivals import arrivals
    from analytics.integration.feeds import feeds, with_measures
    from analytics.integration.links import links
    from analytics.integration.overlap import overlap

    settings = settings_of(config)
    match of:
        case Of.links:
            rows = asked(settings, links, names_in(by), view)
        case Of.arrivals:
            rows = asked(settings, arrivals, by or "channel", view)
        case Of.systems:
            lists = pl.col("lacking", "fed", "missing").list.join(", ")
            rows = with_measures(asked(settings, feeds, view)).with_columns(lists)
        case Of.apart:
            rows = apart(asked(settings, links, (), view), settings)
        case Of.overlap:
            rows = asked(settings, overlap, view).by_number
        case Of.pairs:
            rows = asked(settings, overlap, view).pairs
    print_rows(rows, printed, beside=_BESIDE, raw=raw)
