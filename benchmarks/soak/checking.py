"""What is checked when all has ended: everything that was acknowledged or written is in the tables once."""

import json
from collections import Counter
from typing import NamedTuple

from benchmarks.soak.records import file_id, is_broken, topic_id
from benchmarks.soak.seen import Seen
from benchmarks.soak.sending import FILE_ROWS
from benchmarks.soak.system import System
from warehouse.lake import open_reader

_REJECTED = "SELECT count(*), count(DISTINCT (file, line)) FROM rejected_rows"
_SIZES = """
    SELECT (SELECT count(*) FROM loads), (SELECT count(*) FROM ducklake_list_files('lake', 'contacts'))
"""


class Checked(NamedTuple):
    """Contacts that are missing, that nobody knows of, that are there twice; rejects too many or too few."""

    missing: int
    unknown: int
    doubled: int
    rejects_wrong: int
    ledger_rows: int
    contact_files: int


def check(system: System, seen: Seen) -> Checked:
    """The tables against what was seen."""
    with open_reader(system.settings) as connection:
        ids = connection.sql("SELECT contact_id FROM contacts").fetchall()
        ((rejected, places),) = connection.sql(_REJECTED).fetchall()
        ((loads, data_files),) = connection.sql(_SIZES).fetchall()
    stored, wanted = Counter(contact_id for (contact_id,) in ids), _wanted(seen)
    broken = sum(map(is_broken, range(seen.counts["kafka"])))
    return Checked(
        missing=len(wanted - stored.keys()),
        # An event may be kept though its answer was lost with the server; then it was sent again.
        unknown=len(stored.keys() - wanted),
        doubled=sum(count > 1 for count in stored.values()),
        rejects_wrong=abs(rejected - broken) + abs(rejected - places),
        ledger_rows=loads,
        contact_files=data_files,
    )


def troubles_of_schedule(system: System) -> list[str]:
    """The errors in its log."""
    log = (system.folder / "schedule.log").read_text()
    told = [json.loads(line) for line in log.splitlines()]
    return [line["reason"] for line in told if line["event"] == "error"]


def _wanted(seen: Seen) -> set[str]:
    messages, files = range(seen.counts["kafka"]), range(seen.counts["files"])
    return {
        *seen.acknowledged,
        *(topic_id(message) for message in messages if not is_broken(message)),
        *(file_id(file, row) for file in files for row in range(FILE_ROWS)),
    }
