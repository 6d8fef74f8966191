"""Which tables are published: figures, whose rows are days and not contacts, answers, customers or staff."""

from collections.abc import Mapping

import duckdb

from analytics.marts.mart import MARTS
from analytics.marts.stored_mart import wide
from analytics.marts.wide import WIDE_MARTS
from warehouse.errors import SettingsError
from warehouse.lake import LAKE
from warehouse.settings import Settings

_OF_DAYS = {mart.name: mart.time for mart in MARTS if mart.is_small}
# What may stand in the schema of what was published under other settings.
EVER_PUBLISHED = frozenset({*_OF_DAYS, *WIDE_MARTS, "daily_measures"})

_PRESENT = f"""
    SELECT table_name FROM __ducklake_metadata_{LAKE}.ducklake_table WHERE end_snapshot IS NULL
    UNION ALL
    SELECT view_name FROM __ducklake_metadata_{LAKE}.ducklake_view WHERE end_snapshot IS NULL
"""


def publishable(settings: Settings) -> Mapping[str, str]:
    """What can be published under these settings, each with the column of its days or months.

    Large marts, which have a row for each contact or customer, are left to who reads the warehouse itself.
    """
    by_more = {stored.table: stored.mart.time for stored in wide(settings) if stored.mart.is_small}
    return {**_OF_DAYS, **by_more, "daily_measures": "day"}


def chosen(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Mapping[str, str]:
    """What is to be published, as far as the warehouse has it: settings act on marts with the next load.

    Raises SettingsError where they name what cannot be published.
    """
    known = publishable(settings)
    for name in settings.publish.tables:
        if name not in known:
            raise SettingsError(
                f"'publish.tables' names '{name}', which cannot be published.",
                f"Name some of {', '.join(known)}; or leave the key out, and all are.",
            )
    wanted = settings.publish.tables or tuple(known)
    # SHOW TABLES would look into every view.
    present = {name for (name,) in connection.execute(_PRESENT).fetchall()}
    return {name: known[name] for name in wanted if name in present}
