"""A sample of customers, where all their contacts are too many to hold against one another."""

import duckdb

from analytics.reading import Counts, read_counts, sums
from analytics.view import View
from warehouse.settings import Settings

MOST_CONTACTS = 1_000_000
_CONTACTS = Counts("contact_daily", sums("contacts"))


def one_in_of(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> int:
    """Of how many customers one is drawn, so that about MOST_CONTACTS are read; 1 where all can be."""
    counts = _CONTACTS.split_by(settings, {}, view)
    contacts = int(read_counts(connection, settings, counts, {}, view)["contacts"].sum() or 0)
    return max(1, -(-contacts // MOST_CONTACTS))
