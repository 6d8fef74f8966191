"""Keeping the warehouse small: files joined, old versions let go, what a killed load left removed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from warehouse.lake import LAKE, open_writer
from warehouse.lock import writer_lock
from warehouse.settings import Settings


@dataclass(frozen=True)
class Upkeep:
    """How many Parquet files joined into fewer, versions let go, and files removed."""

    files_joined: int
    snapshots_expired: int
    files_removed: int


def tidy(settings: Settings) -> Upkeep:
    """Join small files and let go of versions older than `keep_snapshots_days`. Waits for other writers."""
    keep_from = datetime.now(UTC) - timedelta(days=settings.keep_snapshots_days)
    with writer_lock(settings, "touchpoints tidy"), open_writer(settings) as connection:

        def call(function: str, **options: object) -> int:
            arguments = "".join(f", {name} => ${name}" for name in options)
            return len(
                connection.execute(f"CALL {function}('{LAKE}'{arguments})", options or None).fetchall()
            )

        call("ducklake_flush_inlined_data")
        joined = call("ducklake_merge_adjacent_files")
        expired = call("ducklake_expire_snapshots", older_than=keep_from)
        removed = call("ducklake_cleanup_old_files", cleanup_all=True)
        # Nobody else writes now, so what the catalogue does not know is left from a load that was killed.
        orphaned = call("ducklake_delete_orphaned_files", cleanup_all=True)
    return Upkeep(joined, expired, removed + orphaned)
