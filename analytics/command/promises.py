"""The verb `promises`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from analytics.waiting.promises import promise_figures
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

By = Annotated[str | None, typer.Option(help="One dimension, as department.")]


@over_a_view
def promises(
    by: By = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Promised waits: kept, over and under, and satisfaction after a broken one at equal wait."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        print_rows(promise_figures(connection, settings, by, view), printed, raw=raw)
