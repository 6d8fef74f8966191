"""Options that say which rejected records are meant; light to import, as every verb of the command does."""

from datetime import datetime
from typing import Annotated, TypeAlias

import typer

from ingest.rejected.which import Which
from warehouse.options import Option, with_options

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

# What a verb means unless its options say less.
EVERY_REJECT = Which()


def _which(
    source: str | None,
    rule: str | None,
    since: datetime | None,
    until: datetime | None,
    file: str | None,
    *,
    closed: bool = False,
) -> Which:
    return Which(source, rule, since and since.date(), until and until.date(), file, closed)


_OPTIONS = {
    "source": Option(OfSource),
    "rule": Option(OfRule),
    "since": Option(SinceDay),
    "until": Option(UntilDay),
    "file": Option(OfFile),
}
# For a verb with a parameter `which`: the rejected records that it is about.
of_rejects = with_options("which", _OPTIONS, _which)
# The same, with those that are done with if asked for.
of_all_rejects = with_options("which", {**_OPTIONS, "closed": Option(Closed, default=False)}, _which)
