"""Options that say which rejected records are meant; light to import, as every verb of the command does."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from ingest.rejected.which import Which

_DAY = typer.Option(formats=["%Y-%m-%d"], help="Only of loads from this business day on, as 2026-10-01.")
_LAST_DAY = typer.Option(formats=["%Y-%m-%d"], help="Only of loads up to this business day; it counts.")

OfSource: TypeAlias = Annotated[str | None, typer.Option("--source", help="Only of this source.")]
OfRule: TypeAlias = Annotated[
    str | None, typer.Option("--rule", help="Only by this rule: outcome.allowed, or outcome, or allowed.")
]
SinceDay: TypeAlias = Annotated[datetime | None, _DAY]
UntilDay: TypeAlias = Annotated[datetime | None, _LAST_DAY]
OfFile: TypeAlias = Annotated[
    str | None, typer.Option("--file", help="Only of this file: its path, its end, or a pattern with *.")
]
Closed: TypeAlias = Annotated[bool, typer.Option("--all", help="Also those that are done with.")]


def which_of(
    source: str | None,
    rule: str | None,
    since: datetime | None,
    until: datetime | None,
    file: str | None,
    *,
    closed: bool = False,
) -> "Which":
    """The rejected records that the options mean."""
    from ingest.rejected.which import Which

    return Which(source, rule, since and since.date(), until and until.date(), file, closed)
