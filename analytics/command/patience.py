"""The verb `patience`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

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
    from analytics.waiting.patience import patience_curve, patience_figures

    question = patience_curve if is_curve else patience_figures
    print_rows(asked(settings_of(config), question, by, view), printed, raw=raw)
