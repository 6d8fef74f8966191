"""The verbs `calls list`, `calls add`, `calls set`, `calls export` and `calls helped`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse.printing import Format, print_out, print_rows, tell
from warehouse.verbs import Config, Printed, Verb, settings_of

if TYPE_CHECKING:
    import polars as pl

    from warehouse.settings import Settings

calls = typer.Typer(no_args_is_help=True, help="Whom to call before they leave, and what came of it.")
States = Annotated[
    list[str] | None, typer.Option("--state", help="open, called, kept or lost; may be repeated.")
]
_BESIDE = ("added_at", "changed_at", "annual_value", "reasons")


@calls.command("list", cls=Verb)
def list_(states: States = None, printed: Printed = Format.table, config: Config = None) -> None:
    """The calls: open ones first, the highest risk first."""
    print_rows(_listed(settings_of(config), states), printed, beside=_BESIDE)


@calls.command(cls=Verb)
def add(
    customers: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="Customers to call.")] = None,
    at_risk: Annotated[
        int,
        typer.Option(min=0, max=100_000, help="As many of those likeliest to leave who have not complained."),
    ] = 0,
    config: Config = None,
) -> None:
    """Put customers on the list of the coming month; whoever is on it stays as they are."""
    from analytics.calls.listing import coming_calls
    from state.calls import add_calls
    from warehouse.asking import asked

    if not customers and not at_risk:
        raise typer.BadParameter("Name customers, or say how many with --at-risk.")
    settings = settings_of(config)
    found, month = asked(settings, coming_calls, tuple(customers or ()), at_risk)
    new = add_calls(settings, found, month, datetime.now(UTC))
    print_out(f"{new:,} customers were put on the list of {month:%Y-%m}; {len(found) - new:,} were on it.")


@calls.command("set", cls=Verb)
def set_(
    customer: Annotated[str, typer.Argument(metavar="ID", help="The customer who was called.")],
    state: Annotated[str | None, typer.Argument(help="open, called, kept or lost.")] = None,
    note: Annotated[str | None, typer.Option(help="What to remember of it.")] = None,
    config: Config = None,
) -> None:
    """Say what came of the latest call of a customer."""
    from state.calls import call_of, set_call

    if state is None and note is None:
        raise typer.BadParameter("Give a state, a note or both.")
    settings = settings_of(config)
    number = call_of(settings, customer)
    set_call(settings, number, datetime.now(UTC), state, note)
    print_out(f"The call of {customer} was changed.")


@calls.command(cls=Verb)
def export(
    target: Annotated[Path, typer.Argument(help="The file to write, .csv or .xlsx.")],
    states: States = None,
    config: Config = None,
) -> None:
    """Write the list to a file."""
    from warehouse.errors import QueryError
    from warehouse.spreadsheet import as_csv
    from warehouse.workbook import as_workbook

    if target.suffix not in (".csv", ".xlsx"):
        raise QueryError(f"'{target.name}' is neither .csv nor .xlsx.", "Name the file accordingly.")
    rows = _listed(settings_of(config), states)
    is_book = target.suffix == ".xlsx"
    target.write_bytes(as_workbook(rows, "calls") if is_book else as_csv(rows).encode())
    print_out(f"Wrote {rows.height:,} calls to {target}.")


@calls.command(cls=Verb)
def helped(printed: Printed = Format.table, config: Config = None) -> None:
    """Whether calls helped: who stayed, against others of the same risk who were not called."""
    from analytics.calls.helped import helped as calls_helped
    from analytics.calls.summary import helped_rows, helped_sentences
    from analytics.drivers.model import driver_model
    from analytics.view import View
    from state.calls import listed_calls
    from warehouse.asking import asked

    settings = settings_of(config)
    made = listed_calls(settings)
    found = asked(
        settings,
        lambda reader, settings: calls_helped(reader, settings, driver_model(reader, settings, View()), made),
    )
    for sentence in helped_sentences(found):
        tell(sentence.text(settings.language))
    print_rows(helped_rows(found), printed)


def _listed(settings: "Settings", states: list[str] | None) -> "pl.DataFrame":
    from state.calls import listed_calls

    other = "en" if settings.language == "ko" else "ko"
    rows = listed_calls(settings, tuple(states or ())).drop(f"reasons_{other}", "call_id")
    return rows.rename({f"reasons_{settings.language}": "reasons"})
