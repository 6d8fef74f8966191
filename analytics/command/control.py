"""The verb `control`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.comparing.control import control_chart
from analytics.comparing.periods import Step
from analytics.view import View
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


@over_a_view
def control(
    measure: Annotated[str, typer.Argument(help="A measure; `touchpoints measures` lists them.")],
    by: Annotated[Step, typer.Option(help="Length of a step.")] = "week",
    baseline: Annotated[
        int | None, typer.Option(help="How many of the first steps set the limits; else 20, or half of all.")
    ] = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The control chart of a measure: its steps with their limits, and which of them signal."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        print_rows(control_chart(connection, settings, measure, view, by, baseline).points, printed, raw=raw)
