"""Options that verbs of figures share."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, TypeAlias

import typer

from analytics.against import read_against
from analytics.command.basic_options import DAY
from analytics.command.basic_options import AsOf as AsOf
from analytics.command.basic_options import Config as Config
from analytics.command.basic_options import Printed as Printed
from analytics.command.basic_options import Raw as Raw
from analytics.view import View
from warehouse.printing import tell
from warehouse.settings import Settings
from warehouse.words import Words

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
_VIEW_OPTIONS: Mapping[str, Any] = {
    "since": Since,
    "until": Until,
    "department": Department,
    "contact_tier": ContactTier,
    "channel": Channel,
    "where": Where,
}


def over_a_view(verb: Callable[..., None]) -> Callable[..., None]:
    """A verb with a parameter `view`, given the options that say which part of the data it looks at."""

    @wraps(verb)
    def with_view(**given: Any) -> None:
        chosen = {name: given.pop(name, None) for name in _VIEW_OPTIONS}
        verb(view=view_of(**chosen), **given)

    own = signature(verb, eval_str=True).parameters.values()
    options = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in _VIEW_OPTIONS.items()
    ]
    listed = [
        option
        for given in own
        for option in (options if given.name == "view" else [given.replace(kind=Parameter.KEYWORD_ONLY)])
    ]
    with_view.__signature__ = Signature(listed)  # type: ignore[attr-defined]  # typer reads it
    with_view.__annotations__ = {parameter.name: parameter.annotation for parameter in listed}
    return with_view


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


def view_against(view: View, text: str, settings: Settings) -> View:
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
