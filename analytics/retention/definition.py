"""How it is known that a customer has left."""

from dataclasses import dataclass
from typing import Literal, get_args

import duckdb

from analytics.nearest import unknown_name
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Words

Kind = Literal["records", "inactivity"]
KINDS: tuple[str, ...] = get_args(Kind)

_BY_RECORDS = Words(
    "이탈: 고객 기록에 있는 이탈일(left_on)에 떠난 것으로 봅니다.",
    "Left: on the day that the customer record gives (left_on).",
)
_BY_INACTIVITY = Words(
    "이탈: 어떤 접점 뒤 {days}일 동안 다시 찾지 않으면 그 접점 날에 떠난 것으로 봅니다. "
    "자료의 마지막 {days}일은 아직 판단할 수 없어 뺍니다.",
    "Left: with a contact after which no other came for {days} days. The last {days} days of the data cannot "
    "be judged yet and are left out.",
)


@dataclass(frozen=True)
class Definition:
    """By customer records, or by inactivity_days without a contact; the days are None with records."""

    kind: Kind
    inactivity_days: int | None = None

    @property
    def words(self) -> Words:
        """The definition as a sentence."""
        if self.kind == "records":
            return _BY_RECORDS
        return Words(*(text.format(days=self.inactivity_days) for text in _BY_INACTIVITY))


def find_definition(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    kind: str | None = None,
    inactivity_days: int | None = None,
) -> Definition:
    """The definition asked for; else by records where any says that a customer left, else by inactivity.

    Days without a kind ask for inactivity; without days they are settings.definitions.inactivity_days.
    Raises QueryError for an unknown kind, days that are not positive, and records without any leaving date.
    """
    if kind is not None and kind not in KINDS:
        raise unknown_name("definition", kind, KINDS)
    if inactivity_days is not None and inactivity_days < 1:
        raise QueryError(f"{inactivity_days} days without a contact say nothing.", "Give 1 day or more.")
    if kind == "records" and inactivity_days is not None:
        raise QueryError("Records know no days of inactivity.", "Ask for the definition 'inactivity'.")
    if kind == "inactivity" or inactivity_days is not None:
        return Definition("inactivity", inactivity_days or settings.definitions.inactivity_days)
    if _has_leaving_dates(connection):
        return Definition("records")
    if kind == "records":
        raise QueryError(
            "No customer record says when a customer left (left_on).",
            "Ask for the definition 'inactivity', or load leaving dates.",
        )
    return Definition("inactivity", settings.definitions.inactivity_days)


def _has_leaving_dates(connection: duckdb.DuckDBPyConnection) -> bool:
    try:
        (row,) = connection.sql("SELECT count(left_on) > 0 FROM customers").fetchall()
    except duckdb.CatalogException:
        return False
    return bool(row[0])
