"""What reads: the tables, the dashboard's pages, and how soon what was acknowledged is there."""

import json
import os
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

from benchmarks.soak.seen import Seen
from benchmarks.soak.system import System
from warehouse.lake import open_reader
from warehouse.rearranging import newest_version, was_rearranged_since

READERS = 3
_COUNTED = """
    SELECT (SELECT count(*) FROM contacts), (SELECT coalesce(sum(contacts), 0)::BIGINT FROM contact_daily)
"""
# The page of departments, as the dashboard's router asks for it.
_PAGE = {
    "output": ".._pages_content.children..._pages_store.data..",
    "outputs": [
        {"id": "_pages_content", "property": "children"},
        {"id": "_pages_store", "property": "data"},
    ],
    "inputs": [
        {"id": "_pages_location", "property": "pathname", "value": "/departments"},
        {"id": "_pages_location", "property": "search", "value": ""},
    ],
    "changedPropIds": ["_pages_location.pathname"],
}


def read_tables(system: System, seen: Seen) -> None:
    """Records and marts of one version have to agree, and none may have fewer than the one before."""
    before = 0
    while seen.goes_on(1.0):
        with open_reader(system.settings) as connection:
            version = newest_version(connection)
            ((records, counted),) = connection.sql(_COUNTED).fetchall()
            if was_rearranged_since(connection, version):
                seen.counts["read_again"] += 1
                continue
        seen.counts["reads"] += 1
        seen.counts["inconsistent_reads"] += records != counted or records < before
        before = records


def look_at_pages(system: System, seen: Seen) -> None:
    """As a page that is open does."""
    connection = system.connection()
    asking = (
        ("GET", "/version", None),
        ("GET", "/readyz", None),
        ("POST", "/_dash-update-component", json.dumps(_PAGE)),
    )
    while seen.goes_on(2.0):
        try:
            for method, path, body in asking:
                status, said = system.ask(connection, method, path, body)
                seen.counts["pages"] += 1
                if status != 200:
                    seen.errors.append(f"{path}: {status} {said[:200]!r}")
        except (OSError, HTTPException):
            connection = system.connection()


def measure(system: System, seen: Seen) -> None:
    """Memory, and how long what was just acknowledged takes to be seen."""
    while seen.goes_on(5.0):
        for name, process in (("serve", system.serving), ("schedule", system.scheduling)):
            with suppress(OSError):
                seen.memory_mb[name].append(_resident_mb(process.pid))
        if seen.acknowledged:
            _await_last(system, seen)


def _await_last(system: System, seen: Seen) -> None:
    last, asked = seen.acknowledged[-1], time.monotonic()
    with open_reader(system.settings) as connection:
        query = "SELECT 1 FROM contacts WHERE contact_id = $last"
        while not seen.ended.is_set():
            if connection.execute(query, {"last": last}).fetchall():
                seen.seen_seconds.append(time.monotonic() - asked)
                return
            time.sleep(0.1)


def _resident_mb(process: int) -> int:
    """Of a process, what it takes of the memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
