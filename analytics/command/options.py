"""Options that verbs share."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from analytics.view import View
from warehouse.printing import Format
from warehouse.settings import FIRST_DAY, LAST_DAY
from warehouse.settings_file import CONFIG_VARIABLE


def _known_day(day: datetime | None) -> datetime | None:
    if day is not None and not FIRST_DAY <= day.date() <= LAST_DAY:
        raise typer.BadParameter(f"{day:%Y-%m-%d} is not from {FIRST_DAY} to {LAST_DAY}.")
    return day


_DAY: Any = {"formats": ["%Y-%m-%d"], "callback": _known_day}

Config: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", envvar=CONFIG_VARIABLE, help="Settings file; else ./touchpoints.toml."),
]
Printed: TypeAlias = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
Raw: TypeAlias = Annotated[
    bool, typer.Option("--raw", help="CSV without the apostrophe before what a spreadsheet would run.")
]
By: TypeAlias = Annotated[str, typer.Option(help="Dimensions joined by commas: department,contact_tier.")]
Since: TypeAlias = Annotated[datetime | None, typer.Option(**_DAY, help="First business day, as 2026-10-01.")]
Until: TypeAlias = Annotated[
    datetime | None, typer.Option(**_DAY, help="Last business day, as 2026-10-31; it counts.")
]
AsOf: TypeAlias = Annotated[datetime | None, typer.Option(**_DAY, help="As it stood at that day's end.")]
Department: TypeAlias = Annotated[list[str] | None, typer.Option(help="Only this one; may be repeated.")]
ContactTier: TypeAlias = Annotated[list[str] | None, typer.Option(help="Only this one; may be repeated.")]
Channel: TypeAlias = Annotated[list[str] | None, typer.Option(help="Only this one; may be repeated.")]


def view_of(
    since: datetime | None = None,
    until: datetime | None = None,
    department: Sequence[str] | None = None,
    contact_tier: Sequence[str] | None = None,
    channel: Sequence[str] | None = None,
) -> View:
    """The part of the data that the options ask for."""
    return View(
        since and since.date(),
        until and until.date(),
        tuple(department or ()),
        tuple(contact_tier or ()),
        tuple(channel or ()),
    )


def names_in(text: str) -> tuple[str, ...]:
    """Names joined by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
