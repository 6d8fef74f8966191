"""Incidents that people tell, and what they made of those in the records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
import sqlalchemy as sa

from state.calls import utc
from state.database import has_state, reading_state, state
from state.tables import INCIDENT_REVIEWS, INCIDENTS
from warehouse.contract import CONTACT_TIERS
from warehouse.errors import QueryError
from warehouse.setting_types import FIRST_DAY, LAST_DAY
from warehouse.settings import Settings

SIDES = ("damage", "delight")
MOST_WORDS, MOST_TEXT = 2000, 100
SCHEMA: Mapping[str, pl.DataType] = {
    "incident_id": pl.Int64(),
    "happened_on": pl.Date(),
    "department": pl.String(),
    "contact_tier": pl.String(),
    "channel": pl.String(),
    "side": pl.String(),
    "words": pl.String(),
    "code": pl.String(),
    "source": pl.String(),
    "customer_id": pl.String(),
    "added_at": pl.Datetime("us"),
}
REVIEWS: Mapping[str, pl.DataType] = {
    "contact_id": pl.String(),
    "customer_id": pl.String(),
    "is_reviewed": pl.Boolean(),
    "code": pl.String(),
    "changed_at": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Incident:
    """What somebody told. side: damage or delight. code: what it is called. source: where it was told.

    Only the day, the department, the side and the words have to be there.
    """

    happened_on: date
    department: str
    side: str
    words: str
    contact_tier: str = ""
    channel: str = ""
    code: str = ""
    source: str = ""
    customer_id: str | None = None


def listed_told(settings: Settings) -> pl.DataFrame:
    """Those told, the latest day first, with the columns of SCHEMA. Times are UTC."""
    if not has_state(settings):
        return pl.DataFrame(schema=SCHEMA)
    with reading_state(settings) as connection:
        rows = [dict(row) for row in connection.execute(sa.select(INCIDENTS)).mappings()]
    return pl.DataFrame(rows, schema=SCHEMA).sort("happened_on", "incident_id", descending=True)


def add_told(settings: Settings, told: Incident, now: datetime) -> int:
    """Keep an incident; its number. Raises QueryError for what is missing, too long or unknown."""
    _check(told)
    row = {**vars(told), "customer_id": (told.customer_id or "").strip() or None, "added_at": utc(now)}
    with state(settings) as connection:
        done = connection.execute(sa.insert(INCIDENTS).values(**row))
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


def remove_told(settings: Settings, incident_id: int) -> None:
    """Take one out. Raises QueryError where there is none of that number."""
    with state(settings) as connection:
        done = connection.execute(sa.delete(INCIDENTS).where(INCIDENTS.c.incident_id == incident_id))
    if done.rowcount == 0:
        raise QueryError(f"There is no incident {incident_id}.", "See 'touchpoints incidents told'.")


def reviews(settings: Settings) -> pl.DataFrame:
    """What was made of contacts, with the columns of REVIEWS."""
    if not has_state(settings):
        return pl.DataFrame(schema=REVIEWS)
    with reading_state(settings) as connection:
        rows = [dict(row) for row in connection.execute(sa.select(INCIDENT_REVIEWS)).mappings()]
    return pl.DataFrame(rows, schema=REVIEWS)


def review(
    settings: Settings,
    contact_id: str,
    customer_id: str,
    now: datetime,
    *,
    is_reviewed: bool | None = None,
    code: str | None = None,
) -> None:
    """Say that somebody looked at a contact, or what it is called; the rest stays as it was.

    Raises QueryError for a code that is too long.
    """
    _short("code", code or "", MOST_TEXT)
    given = {"is_reviewed": is_reviewed, "code": code}
    changes = {name: value for name, value in given.items() if value is not None} | {"changed_at": utc(now)}
    usual = {"is_reviewed": False, "code": "", "contact_id": contact_id, "customer_id": customer_id}
    with state(settings) as connection:
        done = connection.execute(
            sa.update(INCIDENT_REVIEWS).where(INCIDENT_REVIEWS.c.contact_id == contact_id).values(**changes)
        )
        if done.rowcount == 0:
            connection.execute(sa.insert(INCIDENT_REVIEWS).values(**(usual | changes)))


def _check(told: Incident) -> None:
    for name in ("department", "words"):
        if not str(getattr(told, name)).strip():
            raise QueryError(f"The incident has no {name}.", "Say where it was and what was told.")
    if told.side not in SIDES:
        raise QueryError(f"'{told.side}' is neither damage nor delight.", "Say which of the two it was.")
    if told.contact_tier not in ("", *CONTACT_TIERS):
        raise QueryError(
            f"There is no contact tier '{told.contact_tier}'.", f"Known are {', '.join(CONTACT_TIERS)}."
        )
    if not FIRST_DAY <= told.happened_on <= LAST_DAY:
        raise QueryError(f"{told.happened_on} is no day of an incident.", "Give the day as 2026-10-31.")
    _short("words", told.words, MOST_WORDS)
    for name in ("department", "channel", "code", "source", "customer_id"):
        _short(name, str(getattr(told, name) or ""), MOST_TEXT)


def _short(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise QueryError(f"Its {name} has {len(text):,} characters.", f"At most {most:,} are kept.")
