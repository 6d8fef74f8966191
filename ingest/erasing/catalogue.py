"""What the catalogue itself keeps of a customer: statistics, freed pages, copies."""

import sqlite3
from contextlib import closing

from ingest.erasing.named import Named
from warehouse.folder import catalogue
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.upgrading import BACKUP
from warehouse.work import remove_copies

# Readers hold the catalogue for as long as it takes to look something up.
_WAIT_SECONDS = 30.0


def clean_catalogue(settings: Settings, named: Named) -> None:
    """Leave nothing of the customer in the catalogue, its log and its copies.

    No database has it open here, all rows are in files, and the caller holds the writer lock.
    """
    with closing(sqlite3.connect(catalogue(settings), timeout=_WAIT_SECONDS, isolation_level=None)) as opened:
        for name in named.names:
            opened.execute(read_sql("ingest.erasing", "narrow_statistics"), {"name": name})
        opened.execute("VACUUM")
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for copy in settings.lake_folder.glob(BACKUP.format("*")):
        copy.unlink()
    remove_copies(settings)
