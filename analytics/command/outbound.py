"""The verbs `outbound` and `callsstayed`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

if TYPE_CHECKING:
    from analytics.outbound.staying import Staying

_RATES = ("reach_low", "reach_high", "answer_low", "answer_high")
_STAYING = ("with_call", "without", "lowest", "highest", "trimmed", "effective_n", "effective_others")


@over_a_view
def outbound(
    by: By = "",
    attempts: Annotated[
        bool, typer.Option("--attempts", help="Instead: customers by how often they were tried.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Calls that the company made: tried, reached and answered, by campaign (reason), department, hour …"""
    from analytics.outbound.rates import attempts as read_attempts
    from analytics.outbound.rates import rates

    settings = settings_of(config)
    if attempts:
        print_rows(asked(settings, read_attempts, view), printed, beside=_RATES, raw=raw)
    else:
        print_rows(asked(settings, rates, names_in(by), view), printed, beside=_RATES, raw=raw)


@over_a_view
def callsstayed(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Whether those called stay, beside others who could have been called, at equal circumstances."""
    import polars as pl

    from analytics.outbound.staying import staying

    found = asked(settings_of(config), staying, view)
    rows = pl.DataFrame([_row(each) for each in (found.tried, found.reached)], infer_schema_length=None)
    print_rows(rows, printed, beside=_STAYING, raw=raw)


def _row(found: "Staying") -> dict[str, Any]:
    figures = {"plain": found.plain, "difference": found.difference}
    ends = {
        f"{name}{end}": None if figure is None else getattr(figure, part)
        for name, figure in figures.items()
        for end, part in (("", "value"), ("_low", "low"), ("_high", "high"))
    }
    shares = {
        name: None if figure is None else figure.value
        for name, figure in (("with_call", found.with_call), ("without", found.without))
    }
    overlap = dict.fromkeys(_STAYING[2:]) if found.overlap is None else asdict(found.overlap)
    named = {"treated": "effective_n", "untreated": "effective_others"}
    beside = {named.get(name, name): value for name, value in overlap.items()}
    return {
        "comparison": found.comparison,
        "n": found.n,
        "others": found.others,
        **ends,
        **shares,
        **beside,
        "note": found.note,
    }
