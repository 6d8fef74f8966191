"""The verbs `measure` and `measures`."""

from typing import Annotated

import polars as pl
import typer

from analytics.catalogue import MEASURES
from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.measuring import measure as measure_by
from analytics.view import View
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


@over_a_view
def measure(
    name: Annotated[str, typer.Argument(help="A measure; `touchpoints measures` lists them.")],
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """One measure with its interval and n, for all contacts or by dimensions."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        print_rows(measure_by(connection, settings, name, names_in(by), view), printed, raw=raw)


def measures(printed: Printed = Format.table, raw: Raw = False) -> None:
    """The measures there are."""
    rows = [
        {"name": name, "in English": entry.label.en, "한국어": entry.label.ko, "unit": entry.unit}
        for name, entry in MEASURES.items()
    ]
    print_rows(pl.DataFrame(rows), printed, raw=raw)
