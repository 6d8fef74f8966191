"""Reading a workbook in a process of its own.

The reader of workbooks is compiled code. With a damaged file it may take a cell in row four billion for true,
and all memory with it, or go round without end, or break off: then it shall take no other file with it.
"""

import json
import subprocess
import sys
from pathlib import Path

from warehouse.errors import ExportError
from warehouse.settings import Source


def sheets_of(path: Path, folder: Path, source: Source) -> list[tuple[str, Path]]:
    """Name of each wanted sheet that has something in it, and its rows as Parquet in the folder."""
    wanted = [str(path.resolve()), str(folder), source.sheet, source.sheets]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "ingest.exports.workbook", json.dumps(wanted)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise ExportError(
            "The workbook cannot be read: it is damaged, or larger than any that is read.",
            "Open and save it in Excel, or export it as CSV.",
        )
    said = json.loads(done.stdout)
    if isinstance(said, dict):
        raise ExportError(said["title"], said["way_out"])
    return [(name, Path(file)) for name, file in said]
