"""Changes out of a CSV file with the columns that `changes list --format csv` prints."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from analytics.changes.rows import REGISTER_SCHEMA, departments_in
from state.changes import Change
from warehouse.errors import QueryError

_NEEDED = ("begins_on", "departments", "plan", "measure")
_USUAL = {"kind": "process", "state": "planned"}


def changes_in(path: Path) -> list[Change]:
    """The changes of a file, in its order, not yet checked against a warehouse.

    Raises QueryError for a file that cannot be read, lacks a column, or has a day or number that is none.
    """
    try:
        found = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise QueryError(
            f"'{path.name}' cannot be read: {type(error).__name__}.", "Give a CSV file in UTF-8 with a head."
        ) from error
    lacking = [name for name in _NEEDED if name not in found.columns]
    unknown = [name for name in found.columns if name not in REGISTER_SCHEMA]
    if lacking or unknown:
        what = f"lacks {', '.join(lacking)}" if lacking else f"has the unknown column '{unknown[0]}'"
        raise QueryError(f"'{path.name}' {what}.", f"Columns are {', '.join(list(REGISTER_SCHEMA)[1:])}.")
    return [_change(row, place) for place, row in enumerate(found.iter_rows(named=True), start=2)]


def _change(row: dict[str, Any], line: int) -> Change:
    given = {name: (row.get(name) or "").strip() for name in REGISTER_SCHEMA}
    begins_on = _day(given["begins_on"], line)
    if begins_on is None:
        raise QueryError(f"Line {line} does not say from which day the change acts.", "Fill begins_on.")
    texts = {name: given[name] or usual for name, usual in _USUAL.items()}
    return Change(
        change_id=0,
        begins_on=begins_on,
        departments=departments_in(given["departments"]),
        contact_tier=given["contact_tier"] or None,
        kind=texts["kind"],  # type: ignore[arg-type]  # checked with the rest
        problem=given["problem"],
        plan=given["plan"],
        owner=given["owner"],
        due=_day(given["due"], line),
        done_on=_day(given["done_on"], line),
        measure=given["measure"],
        wanted=_number(given["wanted"], line),
        state=texts["state"],  # type: ignore[arg-type]  # checked with the rest
    )


def _day(text: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise QueryError(f"Line {line}: '{text}' is no day.", "Write days as 2026-05-04.") from error


def _number(text: str, line: int) -> float | None:
    try:
        return float(text) if text else None
    except ValueError as error:
        raise QueryError(f"Line {line}: '{text}' is no number.", "Write numbers as -0.05.") from error
