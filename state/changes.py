"""The register of changes: what was wrong, what is done about it, by whom, and when it was done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

import sqlalchemy as sa

from state.database import has_state, reading_state, state
from state.place import shown_state, state_file
from state.postgres import written_rows
from state.tables import CHANGES
from warehouse.errors import QueryError
from warehouse.settings import Settings

State = Literal["planned", "under_way", "done", "dropped"]
Kind = Literal["product", "process"]
STATES: tuple[State, ...] = get_args(State)
KINDS: tuple[Kind, ...] = get_args(Kind)
# Those that have begun to act, once their day has come.
IN_FORCE = ("under_way", "done")
MOST_CHARACTERS = 500
_TEXTS = ("problem", "plan", "owner")


@dataclass(frozen=True)
class Change:
    """A change of the service.

    change_id: its number; 0 of one that is not in the register yet. begins_on: the day from which it acts.
    departments: nothing stands for all. contact_tier: None for all. wanted: what it is to add to the measure,
    in the measure's unit (-0.05 for five points of a share less); None where nobody said. done_on: of a
    change that is done.
    """

    change_id: int
    begins_on: date
    departments: tuple[str, ...]
    contact_tier: str | None
    kind: Kind
    problem: str
    plan: str
    owner: str
    due: date | None
    done_on: date | None
    measure: str
    wanted: float | None
    state: State

    @property
    def is_in_force(self) -> bool:
        """Whether it acts from its day on, as far as the register knows."""
        return self.state in IN_FORCE


COLUMNS = tuple(field.name for field in fields(Change))
# By where the state is: what told when it was written to, and what was in it.
_KEPT: dict[str, tuple[object, tuple[Change, ...]]] = {}


def changes(settings: Settings) -> tuple[Change, ...]:
    """The register, by number. Raises WarehouseError where it cannot be read."""
    if not has_state(settings):
        return ()
    with reading_state(settings) as connection:
        rows = connection.execute(sa.select(CHANGES).order_by(CHANGES.c.change_id)).mappings().all()
    return tuple(_change(row) for row in rows)


def changes_kept(settings: Settings) -> tuple[Change, ...]:
    """The same, read anew only after the state was written to: for what is drawn again and again."""
    place, written = shown_state(settings), _written(settings)
    kept = _KEPT.get(place)
    if kept is None or kept[0] != written:
        kept = _KEPT[place] = (written, changes(settings))
    return kept[1]


def find_change(settings: Settings, change_id: int) -> Change:
    """The change of that number. Raises QueryError where there is none."""
    for change in changes(settings):
        if change.change_id == change_id:
            return change
    raise QueryError(f"There is no change {change_id}.", "See 'touchpoints changes list'.")


def add_change(settings: Settings, change: Change, now: datetime) -> int:
    """Put a change into the register; its number. Raises QueryError for what `check` refuses."""
    check(change)
    row = _row(change) | {"added_at": _utc(now), "changed_at": _utc(now)}
    with state(settings) as connection:
        made = connection.execute(sa.insert(CHANGES), row).inserted_primary_key
    assert made is not None
    return int(made[0])


def edit_change(settings: Settings, change: Change, now: datetime) -> None:
    """Write a change of the register as it is now. Raises QueryError for what `check` refuses, and where
    there is none of that number.
    """
    check(change)
    row = _row(change) | {"changed_at": _utc(now)}
    with state(settings) as connection:
        done = connection.execute(
            sa.update(CHANGES).where(CHANGES.c.change_id == change.change_id).values(**row)
        )
    if done.rowcount == 0:
        raise QueryError(f"There is no change {change.change_id}.", "See 'touchpoints changes list'.")


def check(change: Change) -> None:
    """Refuse what no change can be, whatever there is in the warehouse. Raises QueryError."""
    if change.state not in STATES:
        raise QueryError(f"There is no state '{change.state}'.", f"Known are {', '.join(STATES)}.")
    if change.kind not in KINDS:
        raise QueryError(f"There is no kind '{change.kind}'.", f"Known are {', '.join(KINDS)}.")
    for name in _TEXTS:
        length = len(getattr(change, name))
        if length > MOST_CHARACTERS:
            raise QueryError(
                f"The {name} has {length:,} characters.",
                f"At most {MOST_CHARACTERS} are kept; say it shorter.",
            )
    if not change.plan.strip():
        raise QueryError("The change does not say what is done.", "Give a plan in a few words.")
    if change.done_on is not None and change.state != "done":
        raise QueryError(
            f"A change that is '{change.state}' has no day on which it was done.",
            "Leave that day out, or say that it is done.",
        )
    if change.state == "done" and change.done_on is None:
        raise QueryError("The change is done, but not since when.", "Give the day on which it was done.")


def _change(row: Mapping[Any, Any]) -> Change:
    given = {name: row[name] for name in COLUMNS}
    return Change(**given | {"departments": tuple(json.loads(row["departments"]))})


def _row(change: Change) -> dict[str, Any]:
    row = {name: getattr(change, name) for name in COLUMNS if name != "change_id"}
    return row | {"departments": json.dumps(change.departments, ensure_ascii=False)}


def _written(settings: Settings) -> object:
    """What tells that the register may have been written to, by this process or another."""
    path = state_file(settings)
    if path is None:
        if not has_state(settings):
            return None
        with reading_state(settings) as connection:
            return written_rows(connection, CHANGES)
    return tuple(_stat(file) for file in (path, path.with_name(f"{path.name}-wal")))


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _utc(now: datetime) -> datetime:
    """As the database keeps it: UTC without saying so."""
    return now.astimezone(UTC).replace(tzinfo=None)
