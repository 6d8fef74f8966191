"""The verb `patience`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from analytics.waiting.patience import patience_curve, patience_figures
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

By = Annotated[str | None, typer.Option(help="One dimension, as department.")]
IsCurve = Annotated[bool, typer.Option("--curve", help="Print the whole curves.")]


@over_a_view
def patience(
    by: By = None,
    is_curve: IsCurve = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How long customers would wait before they give up, if nobody served them (Kaplan-Meier)."""
    settings = read_settings(config)
    read = patience_curve if is_curve else patience_figures
    with open_reader(settings) as connection:
        print_rows(read(connection, settings, by, view), printed, raw=raw)
