"""Customers keep their history: a load adds what it states for a day, whenever it comes.

`customers` has the latest state, `customer_history` those before it, both only where something changed.
`customer_mentions` knows of which days a load said what was known already: a state that comes to be known
late ends there. So any order of loads leaves the same states.
"""

from collections.abc import Sequence

import duckdb

from ingest.adopting import Adopted, KindLoad, add_files
from ingest.staging import Staged
from warehouse.contract import LOAD_COLUMNS, identity_columns
from warehouse.records import content_columns
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql


def adopt_customers(
    connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Sequence[Staged]
) -> Adopted:
    """Make what the staged files say part of the customers' histories, one after another."""
    return Adopted({each.load_id: _adopt(connection, settings, each) for each in staged}, days=set())


def _adopt(connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Staged) -> KindLoad:
    good = staged.good
    _show(connection, staged)
    if _number(connection, read_sql("ingest", "customers_are_new")):
        if good:
            add_files(connection, settings, [staged])
        return KindLoad(good)
    terms = _terms(settings, connection.table("customer_history").columns)
    for step in ("customers_touched", "customers_timeline"):
        connection.execute(read_sql("ingest", step).format(**terms))
    said = _number(connection, "SELECT count(*) FROM brought SEMI JOIN touched_customers USING (customer_id)")
    changing = said - _number(connection, read_sql("ingest", "customers_unchanged").format(**terms))
    accepted = _number(connection, "SELECT count(*) FROM touched_customers WHERE is_new")
    for step in ("customers_merged", "customers_written", "customers_mentioned"):
        connection.execute(read_sql("ingest", step).format(**terms))
    return KindLoad(good, good - changing, changing - accepted)


def _show(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    # Read by DuckDB under its name.
    rejected = staged.rejects.select("position")  # noqa: F841
    connection.execute("CREATE OR REPLACE TEMP TABLE rejected_positions AS FROM rejected")
    path = literal(str(staged.path))
    connection.execute(read_sql("ingest", "customers_brought").format(path=path))


def _terms(settings: Settings, stored: list[str]) -> dict[str, str]:
    """SQL over the columns that a state is made of. stored: those of its table."""
    content = content_columns(settings, "customers")

    def of(table: str) -> str:
        return ", ".join(f"{table}.{name}" for name in content)

    def differs(one: str, other: str) -> str:
        return " OR ".join(f"{one}.{name} IS DISTINCT FROM {other}.{name}" for name in content)

    return {
        # Columns that left the settings still tell states apart.
        "stored": ", ".join(sorted({*stored} - {*identity_columns("customers"), *LOAD_COLUMNS["customers"]})),
        "brought_content": of("brought"),
        "known_content": of("known"),
        "timeline_content": of("timeline"),
        "brought_differs_from_known": differs("brought", "known"),
        "timeline_differs_from_known": differs("timeline", "known"),
        "fullest_first": ", ".join(f"{name} DESC NULLS LAST" for name in content),
    }


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    ((number,),) = connection.execute(query).fetchall()
    return int(number)
