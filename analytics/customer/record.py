"""All that is known of one customer: who they are, one line of time, what is open and what came twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from analytics.stored import read_stored
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

_PACKAGE = "analytics.customer"
MOST_NEAREST = 5
_SCORE = pl.Struct({"item": pl.String(), "score": pl.Float64()})
LINE_SCHEMA: Mapping[str, pl.DataType] = {
    "kind": pl.String(),
    "id": pl.String(),
    "at_local": pl.Datetime("us"),
    **dict.fromkeys(
        ("department", "channel", "contact_tier", "stage", "reason", "agent_id", "outcome"), pl.String()
    ),
    **dict.fromkeys(("wait_seconds", "promised_wait_seconds", "service_seconds"), pl.Float64()),
    "is_complaint": pl.Boolean(),
    **dict.fromkeys(("recovery", "recovery_kind", "failure_origin", "handed_to"), pl.String()),
    **dict.fromkeys(("asked_again", "is_no_show", "is_booked"), pl.Boolean()),
    "contact_id": pl.String(),
    "scores": pl.List(_SCORE),
    "comment": pl.String(),
    "amount": pl.Float64(),
    **dict.fromkeys(("what", "before", "after"), pl.String()),
}


@dataclass(frozen=True)
class CustomerRecord:
    """What is known of a customer.

    known: the latest state by its columns; empty where the customer records do not hold them. line: a row per
    event, the newest first, with the columns of LINE_SCHEMA. Its kind is contact, call (made by the company;
    outcome: answered, reached or no_answer), answers (a questionnaire: scores, comment), purchase (what: its
    kind; amount), change (what, before, after: of a state), joined or left (what: causes). open: rows of the
    line that wait for something, with `open`: failure (not recovered) or unresolved (no later contact for the
    same reason). repeated: contacts that said something again, with `again`: asked_again (the record says so)
    or same_reason (another for the same reason came within settings.definitions.first_contact_days before
    it).
    """

    customer_id: str
    known: Mapping[str, Any]
    line: pl.DataFrame
    open: pl.DataFrame
    repeated: pl.DataFrame

    @property
    def contacts(self) -> pl.DataFrame:
        """The contacts of the line."""
        return self.line.filter(pl.col("kind") == "contact")


@dataclass(frozen=True)
class NoSuchCustomer:
    """Nobody has the id: whose ids are nearest."""

    given: str
    nearest: tuple[str, ...]

    @property
    def error(self) -> QueryError:
        """What is wrong, and a way out."""
        near = f"The nearest ids are {', '.join(self.nearest)}." if self.nearest else "No customer is known."
        return QueryError(f"There is no customer '{self.given}'.", near)


def customer_record(
    connection: duckdb.DuckDBPyConnection, settings: Settings, given: str
) -> CustomerRecord | NoSuchCustomer:
    """The record of the customer with the id; else of the one whose contact, survey or purchase has it.

    Rows of an id that two customers share are nobody's.
    """
    given = given.strip()
    found = _record(connection, settings, given)
    if found is not None:
        return found
    whose = _ids(connection, "whose", {"given": given})
    if len(whose) == 1 and (found := _record(connection, settings, whose[0])) is not None:
        return found
    return NoSuchCustomer(given, _ids(connection, "nearest", {"given": given, "most": MOST_NEAREST}))


def open_matters(line: pl.DataFrame) -> pl.DataFrame:
    """Contacts of a line that wait for something, with `open`, the newest first.

    A failure is open until it is recovered; what stayed unresolved until a later contact for the same reason,
    or any where it has none.
    """
    contacts = line.filter(pl.col("kind") == "contact")
    latest = pl.col("at_local").max()
    is_last = (
        pl.when(pl.col("reason").is_null())
        .then(pl.col("at_local") == latest)
        .otherwise(pl.col("at_local") == latest.over("reason"))
    )
    is_failure = (pl.col("outcome") == "failed") & pl.col("recovery").ne_missing("recovered")
    is_unresolved = (pl.col("outcome") == "unresolved") & is_last
    return contacts.with_columns(
        open=pl.when(is_failure).then(pl.lit("failure")).when(is_unresolved).then(pl.lit("unresolved"))
    ).drop_nulls("open")


def said_again(line: pl.DataFrame, within_days: int) -> pl.DataFrame:
    """Contacts of a line in which something was said or asked again, with `again`, the newest first."""
    before = pl.col("at_local").shift(-1).over("reason")
    is_repeat = pl.col("reason").is_not_null() & (
        pl.col("at_local") - before <= pl.duration(days=within_days)
    ).fill_null(value=False)
    return (
        line.filter(pl.col("kind") == "contact")
        .with_columns(
            again=pl.when("asked_again")
            .then(pl.lit("asked_again"))
            .when(is_repeat)
            .then(pl.lit("same_reason"))
        )
        .drop_nulls("again")
    )


def _record(
    connection: duckdb.DuckDBPyConnection, settings: Settings, customer_id: str
) -> CustomerRecord | None:
    values = {"customer": customer_id}
    known = read_stored(connection, read_sql(_PACKAGE, "known"), values, {})
    line = read_stored(connection, read_sql(_PACKAGE, "line"), values, LINE_SCHEMA)
    if known.is_empty() and line.is_empty():
        return None
    line = line.select(pl.col(name).cast(kind) for name, kind in LINE_SCHEMA.items())
    return CustomerRecord(
        customer_id,
        known.row(0, named=True) if len(known) else {},
        line,
        open_matters(line),
        said_again(line, settings.definitions.first_contact_days),
    )


def _ids(connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    rows = read_stored(connection, read_sql(_PACKAGE, query), values, {"customer_id": pl.String()})
    return tuple(rows["customer_id"])
