"""Publishing beside a verb that committed, and what is said of it."""

import polars as pl

from publish.publishing import Publication, publish_newer
from warehouse.ending import stop_if_asked
from warehouse.errors import reason_of
from warehouse.mishaps import mishap
from warehouse.settings import Settings
from warehouse.visible import tell


def publish_beside(settings: Settings) -> None:
    """Publish what a verb committed, where the settings say so. What fails is told, and fails nothing."""
    try:
        publish_newer(settings)
    # Polars' own panics are not among Python's errors.
    except (Exception, pl.exceptions.PanicException) as error:
        # The database tells of a signal as if it were a fault of its own.
        stop_if_asked()
        tell(str(mishap(error) or f"Nothing was published: {type(error).__name__}: {reason_of(error)}."))


def rows_of(done: Publication) -> pl.DataFrame:
    """A row per table: its rows, and how many days or months were replaced."""
    tables = list(done.rows)
    return pl.DataFrame(
        {
            "table": tables,
            "rows": list(done.rows.values()),
            "replaced": [done.replaced[table] for table in tables],
        },
        schema={"table": pl.String, "rows": pl.Int64, "replaced": pl.Int64},
    )
