"""The verb `design`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

_MODES = ("delivery_mode", "share", "cost_per_resolved", "per_busy_hour", "conversion", "csat", "failure")
_DEPARTMENTS = (
    "department",
    "main_mode",
    "position",
    "conversion_deviation",
    "cost_per_resolved_deviation",
    "stands",
)


@over_a_view
def design(
    departments: Annotated[
        bool, typer.Option("--departments", help="Instead: how far each department is off the line.")
    ] = False,
    line: Annotated[
        bool, typer.Option("--line", help="Instead: how sales and cost rise from mode to mode.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The service-system design matrix: what each delivery mode costs, sells and pleases."""
    from analytics.design_matrix.line import design_matrix, rises

    found = asked(settings_of(config), design_matrix, view)
    if line:
        print_rows(rises(found), printed, raw=raw)
        return
    rows, shown = (found.departments, _DEPARTMENTS) if departments else (found.modes, _MODES)
    print_rows(rows, printed, beside=[name for name in rows.columns if name not in shown], raw=raw)
