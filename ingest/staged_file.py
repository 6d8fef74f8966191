"""An export file from the disk to its staged records."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from ingest.arrival import Arrival
from ingest.cursors import Cursors
from ingest.exports.export import Export
from ingest.exports.plain_file import plain_file
from ingest.exports.reading import read_export
from ingest.history.state_days import state_day
from ingest.load import StagedFile
from ingest.rejected.closing import mended_rejects
from ingest.rejected.share import refuse_mostly_rejected, reject_share
from ingest.staged_export import stage_export
from ingest.staging import Circumstances, staged_path
from warehouse.settings import Settings, Source


def stage_file(cursors: Cursors, given: Circumstances, arrival: Arrival) -> StagedFile:
    """Every record kind of the file, and its hash.

    Raises ExportError or SourceError when the file or its SELECT cannot be used; then nothing is staged.
    """
    attempt, source = arrival.attempt, arrival.source
    assert source is not None
    assert arrival.hashing is not None
    attempt.began = perf_counter()
    try:
        with TemporaryDirectory(dir=given.folder) as folder:
            export = open_export(given.settings, source, arrival.path, attempt.file, Path(folder))
            day = state_day(given.settings, source, attempt.file, given.now)
            opened = perf_counter()
            kinds = stage_export(cursors, given, source, export, attempt.load_id, day)
            # A stretch of a stream comes again until it was taken: refused it would be in the way for ever.
            if not attempt.is_of_stream:
                refuse_mostly_rejected(kinds, reject_share(given.settings, source))
            mended = mended_rejects(cursors, export)
        attempt.content_hash = arrival.hashing.result()
    except BaseException:
        for kind in source.mappings:
            staged_path(given, kind, attempt.load_id).unlink(missing_ok=True)
        raise
    attempt.staging_seconds = opened - attempt.began + sum(kind.seconds for kind in kinds)
    attempt.checking_seconds = attempt.seconds - attempt.staging_seconds
    return StagedFile(attempt, kinds, export.names.usable, mended)


def open_export(settings: Settings, source: Source, path: Path, shown: str, scratch: Path) -> Export:
    """The file as its source reads it. shown: its name; scratch: a folder for copies of it."""
    return read_export(plain_file(path, shown, source, scratch, settings.loading.broken_share))
