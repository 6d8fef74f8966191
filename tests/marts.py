"""Facts and marts in memory, over tables of records, by the project's own queries."""

from collections.abc import Sequence
from datetime import date

import duckdb

from analytics.marts.macros import expanded, make_macros
from analytics.marts.mart import ANSWERED_CONTACTS, FAILED_CONTACTS, MARTS
from analytics.marts.query import mart_query
from analytics.views import FACTS, OF_ANSWERS
from warehouse.settings import Settings
from warehouse.sql import read_sql

# Where nothing tells of customers before, what they are stands for all days.
ONE_STATE_EACH = """
    CREATE VIEW customer_periods AS
    SELECT *, DATE '0001-01-01' AS valid_from, DATE '9999-12-31' AS valid_until
    FROM customers
"""
_ANY_DAY = (date(2000, 1, 1), date(2100, 1, 1))


def make_facts(
    connection: duckdb.DuckDBPyConnection, settings: Settings, facts: Sequence[str] = FACTS
) -> None:
    """The views of facts."""
    make_macros(connection)
    if "customer_facts" in facts and "customer_periods" not in connection.sql("SHOW TABLES").pl()["name"]:
        connection.execute(ONE_STATE_EACH)
    # Links tell which system brought a record, so they need the ledger of loads.
    has_ledger = "loads" in connection.sql("SHOW TABLES").pl()["name"]
    is_told = has_ledger and "load_id" in connection.table("contacts").columns
    for fact in facts if is_told else [fact for fact in facts if fact != "contact_links"]:
        if fact in (*OF_ANSWERS, "monitor_answers"):
            # As a view, so that it knows of records that come later.
            linked = mart_query(ANSWERED_CONTACTS, settings, *_ANY_DAY)
            connection.execute(f"CREATE OR REPLACE VIEW answered_contacts AS {linked}")
        query = expanded(read_sql("analytics.views", fact), settings)
        connection.execute(f"CREATE VIEW {fact} AS {query}")
        if fact == "contact_facts":
            failed = mart_query(FAILED_CONTACTS, settings, *_ANY_DAY)
            connection.execute(f"CREATE OR REPLACE VIEW failed_contacts AS {failed}")


def make_marts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    names: Sequence[str],
    days: tuple[date, date] = _ANY_DAY,
) -> None:
    """The marts of these names, over these days."""
    for mart in MARTS:
        if mart.name in names:
            connection.execute(f"CREATE TABLE {mart.name} AS {mart_query(mart, settings, *days)}")
