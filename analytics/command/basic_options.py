"""Options that all verbs share: whoever only lists the verbs imports no more than this."""

from datetime import datetime
from typing import Annotated, Any, TypeAlias

import typer

from warehouse.verbs import Config as Config
from warehouse.verbs import Printed as Printed


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
