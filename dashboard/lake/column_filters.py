"""Filters and order that a reader sets in the table's head, as SQL with parameters.

The table's names never reach the SQL: only columns and kinds of filter listed here do.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from warehouse.words import Words

FilterKind = Literal["text", "number", "day", "choice"]


@dataclass(frozen=True)
class Column:
    """A column that can be filtered: how, and for a choice what each stored value is called."""

    kind: FilterKind
    choices: Mapping[str, Words] = field(default_factory=dict)


_TEXT = {
    "contains": "contains(lower({column}), lower({value}))",
    "equals": "lower({column}) = lower({value})",
    "startsWith": "starts_with(lower({column}), lower({value}))",
}
_NUMBER = {
    "equals": "{column} = {value}",
    "lessThan": "{column} < {value}",
    "greaterThan": "{column} > {value}",
    "inRange": "{column} BETWEEN {value} AND {end}",
}
_DAY = {
    "equals": "{column}::DATE = {value}::DATE",
    "lessThan": "{column}::DATE < {value}::DATE",
    "greaterThan": "{column}::DATE > {value}::DATE",
    "inRange": "{column}::DATE BETWEEN {value}::DATE AND {end}::DATE",
}
_CHOICE = {"contains": "list_contains({value}, {column}::VARCHAR)"}
_BLANKS = {"blank": "{column} IS NULL", "notBlank": "{column} IS NOT NULL"}

# What AG Grid offers per kind of filter, and what it says of the values.
OPTIONS: Mapping[FilterKind, Mapping[str, str]] = {
    "text": _TEXT | _BLANKS,
    "number": _NUMBER | _BLANKS,
    "day": _DAY | _BLANKS,
    "choice": _CHOICE | _BLANKS,
}
_DAY_KEYS, _OTHER_KEYS = ("dateFrom", "dateTo"), ("filter", "filterTo")


@dataclass
class Conditions:
    """SQL conditions, and the values they name."""

    sql: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """All conditions as one."""
        return " AND ".join(f"({condition})" for condition in self.sql) or "true"


def conditions_of(model: Mapping[str, Any], columns: Mapping[str, Column]) -> Conditions:
    """The conditions of AG Grid's filterModel; what is not listed here is left out."""
    conditions = Conditions()
    for place, (column, given) in enumerate(sorted(model.items())):
        if column in columns:
            _add(conditions, f"filter_{place}", column, columns[column], given)
    return conditions


def order_of(model: Sequence[Mapping[str, Any]], columns: Mapping[str, Column], last: str) -> str:
    """The ORDER BY of AG Grid's sortModel; `last` settles ties."""
    chosen = [
        f"{given['colId']} {'DESC' if given.get('sort') == 'desc' else 'ASC'} NULLS LAST"
        for given in model
        if given.get("colId") in columns
    ]
    return ", ".join([*chosen, last])


def _add(conditions: Conditions, name: str, column: str, spec: Column, given: Mapping[str, Any]) -> None:
    template = OPTIONS[spec.kind].get(str(given.get("type")))
    if template is None:
        return
    used = {part: value for part, value in _values(spec, given).items() if f"{{{part}}}" in template}
    if any(value is None for value in used.values()):
        return
    conditions.parameters |= {f"{name}_{part}": value for part, value in used.items()}
    conditions.sql.append(template.format(column=column, **{part: f"${name}_{part}" for part in used}))


def _values(spec: Column, given: Mapping[str, Any]) -> dict[str, Any]:
    value, end = (given.get(key) for key in (_DAY_KEYS if spec.kind == "day" else _OTHER_KEYS))
    if spec.kind == "choice":
        return {"value": _stored_values(spec, str(value or ""))}
    read = _READ[spec.kind]
    return {"value": read(value), "end": read(end)}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    with suppress(OverflowError):
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    return None


def _day(value: Any) -> date | None:
    """AG Grid sends midnight of the day."""
    with suppress(ValueError):
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    return None


# What is not of the column's kind is as good as nothing.
_READ: Mapping[FilterKind, Callable[[Any], Any]] = {"text": _text, "number": _number, "day": _day}


def _stored_values(spec: Column, typed: str) -> list[str]:
    """The stored values whose name in either language holds what was typed."""
    wanted = typed.casefold()
    return [
        stored for stored, words in spec.choices.items() if any(wanted in name.casefold() for name in words)
    ]
