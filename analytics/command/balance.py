"""The verb `balance`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

if TYPE_CHECKING:
    import polars as pl

    from warehouse.settings import Settings


class BalanceQuestion(StrEnum):
    """What is asked of the three sides."""

    sides = "sides"
    figures = "figures"
    leads = "leads"


_BESIDE = {
    BalanceQuestion.sides: ("drawn_low", "drawn_high", "beside", "beyond_low", "beyond_high", "p"),
    BalanceQuestion.figures: ("clusters",),
    BalanceQuestion.leads: ("n", "unknown", "is_of_time"),
}


@over_a_view
def balance(
    question: Annotated[
        BalanceQuestion,
        typer.Argument(
            help="sides: how company, staff and customers of each department stand; figures: what that is"
            " made of, by tier; leads: who leads the encounter.",
        ),
    ] = BalanceQuestion.sides,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Company, staff and customers of each department: which side gives way, and who leads."""
    found = _found(question, settings_of(config), view)
    print_rows(found, printed, beside=_BESIDE[question], raw=raw)


def _found(question: BalanceQuestion, settings: "Settings", view: View) -> "pl.DataFrame":
    from analytics.balance.leading import leading
    from analytics.balance.sides import balance as read_balance

    if question == BalanceQuestion.leads:
        return asked(settings, leading, view)
    found = asked(settings, read_balance, view)
    return found.sides if question == BalanceQuestion.sides else found.cells
