"""The verb `promises`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

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
    from analytics.waiting.promises import promise_figures

    print_rows(asked(settings_of(config), promise_figures, by, view), printed, raw=raw)
