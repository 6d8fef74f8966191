"""Why a value is not taken, in words, as the contract says it."""

import dataframely as dy

from warehouse.records import record_columns
from warehouse.settings import Settings

_TYPES: dict[type[dy.Column], str] = {
    dy.Float64: "number",
    dy.Bool: "true or false",
    dy.Date: "day, as 2026-10-31",
    dy.Datetime: "time, as 2026-10-31T09:30:00Z",
}


def reason_of(settings: Settings, kind: str, rule: str) -> str:
    """A sentence about a broken rule, as `outcome.allowed`."""
    name, _, which = rule.partition(".")
    column = record_columns(settings, kind)[name]
    match which:
        case "missing":
            return f"{name} is missing."
        case "type":
            return f"{name} is no {_TYPES[type(column)]}."
        case "allowed" if isinstance(column, dy.Enum):
            return f"{name} is none of {', '.join(column.categories)}."
        case "range":
            return f"{name} is outside of {_range(settings, column)}."
        case _:
            return f"{name} contradicts another column: {which.replace('_', ' ')}."


def _range(settings: Settings, column: dy.Column) -> str:
    if isinstance(column, dy.Datetime):
        dates = settings.dates
        return f"{dates.earliest} to {dates.days_ahead} days from now"
    if isinstance(column, dy.Date):
        return f"{column.min} to {column.max}"
    least = getattr(column, "min", None)
    return "the numbers there are" if least is None else f"{least:g} and above"
