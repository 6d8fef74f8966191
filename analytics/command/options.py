"""Options that verbs of figures share."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from analytics.against import read_against
from analytics.view import View
from warehouse.options import Option, with_options
from warehouse.verbs import Config as Config
from warehouse.verbs import Printed as Printed
from warehouse.visible import tell
from warehouse.words import Words

if TYPE_CHECKING:
    from warehouse.settings import Settings


def _known_day(day: datetime | None) -> datetime | None:
    from warehouse.settings import FIRST_DAY, LAST_DAY

    if day is not None and not FIRST_DAY <= day.date() <= LAST_DAY:
        raise typer.BadParameter(f"{day:%Y-%m-%d} is not from {FIRST_DAY} to {LAST_DAY}.")
    return day


DAY: Any = {"formats": ["%Y-%m-%d"], "callback": _known_day}

Raw: TypeAlias = Annotated[
    bool, typer.Option("--raw", help="CSV without the apostrophe before what a spreadsheet would run.")
]
AsOf: TypeAlias = Annotated[datetime | None, typer.Option(**DAY, help="As it stood at that day's end.")]
By: TypeAlias = Annotated[str, typer.Option(help="Dimensions joined by commas: department,contact_tier.")]
Since: TypeAlias = Annotated[datetime | None, typer.Option(**DAY, help="First business day, as 2026-10-01.")]
Until: TypeAlias = Annotated[
    datetime | None, typer.Option(**DAY, help="Last business day, as 2026-10-31; it counts.")
]
Department: TypeAlias = Annotated[list[str] | None, typer.Option(help="Only this one; may be repeated.")]
ContactTier: TypeAlias = Annotated[list[str] | None, typer.Option(help="Only this one; may be repeated.")]
Channel: TypeAlias = Annotated[list[str] | None, typer.Option(help="Only this one; may be repeated.")]
Where: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Only these values of any dimension: segment=gold,silver. May be repeated; a value with a comma"
        " stands in double quotes."
    ),
]
Against: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Also the change against another period: before (equally long), year (the same a year ago) or"
        " two days, as 2026-01-01..2026-01-31. Needs --since and --until."
    ),
]
# What a verb looks at unless its options say less.
EVERYTHING = View()
_COMPARED = Words("비교 기간: {since} – {until}.", "Compared with {since} – {until}.")


def view_of(
    since: datetime | None = None,
    until: datetime | None = None,
    department: Sequence[str] | None = None,
    contact_tier: Sequence[str] | None = None,
    channel: Sequence[str] | None = None,
    where: Sequence[str] | None = None,
) -> View:
    """The part of the data that the options ask for. Raises BadParameter for a condition that is none."""
    picked: dict[str, tuple[str, ...]] = {
        "department": tuple(department or ()),
        "contact_tier": tuple(contact_tier or ()),
        "channel": tuple(channel or ()),
    }
    for condition in where or ():
        name, values = _condition(condition)
        picked[name] = (*picked.get(name, ()), *values)
    return View(since and since.date(), until and until.date(), picked)


# For a verb with a parameter `view`: which part of the data it looks at.
over_a_view = with_options(
    "view",
    {
        "since": Option(Since),
        "until": Option(Until),
        "department": Option(Department),
        "contact_tier": Option(ContactTier),
        "channel": Option(Channel),
        "where": Option(Where),
    },
    view_of,
)


def view_against(view: View, text: str, settings: "Settings") -> View:
    """The view compared with what the option says; its days are told beside the rows.

    Raises QueryError where the option says nothing, or the view has no first and last day.
    """
    compared = replace(view, against=read_against(text))
    since, until = compared.before().days
    tell(_COMPARED.text(settings.language, since=since, until=until))
    return compared


def _condition(text: str) -> tuple[str, list[str]]:
    name, _, listed = text.partition("=")
    (values,) = csv.reader([listed], skipinitialspace=True) if "\n" not in listed else [[listed]]
    given = [value for value in values if value]
    if not name.strip() or not given:
        raise typer.BadParameter(f"'{text}' is not of the form dimension=value,value.", param_hint="--where")
    return name.strip(), given


def names_in(text: str) -> tuple[str, ...]:
    """Names joined by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
