"""Everything at once, for minutes: files, events and a topic, beside readers and a server that is killed.

    python -m benchmarks.soak --minutes 10

Ends with a JSON line. Every event that was acknowledged has to be in the tables once, whatever was killed.
"""

import argparse
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any
from zlib import crc32

from confluent_kafka import Producer

from events.tokens import hash_of, new_token
from warehouse.lake import current_snapshot, open_reader, was_rearranged_since
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

PARTITIONS = 4
SENDERS = 4
RECORDS_EACH = 20
KAFKA_PER_SECOND = 100
FILE_ROWS = 50
READERS = 3
SETTINGS = """
[channels]
phone = "phone"
[delivery_modes]
phone = "medium"
[upkeep]
schedule = "* * * * *"
[schedule]
log = "schedule.log"
stable_seconds = 0
[loading]
niceness = {niceness}
[api]
records_per_second = 5000
[[api.tokens]]
name = "soak"
hash = "{hash}"
[[sources]]
name = "calls"
files = "exports/*.csv"
format = "csv"
schedule = "* * * * *"
contacts = "calls.sql"
[[sources]]
name = "topic"
format = "kafka"
brokers = "{brokers}"
topic = "calls"
fields = ["id", "customer", "started", "department", "channel", "result"]
contacts = "calls.sql"
"""
SELECT = """
SELECT origin, id AS contact_id, customer AS customer_id, started AS occurred_at, department, channel,
    result AS outcome
FROM export
"""
# The page of departments, as the dashboard's router asks for it.
PAGE = {
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


class Soak:
    """What runs, and what is seen of it."""

    def __init__(self, folder: Path, per_second: float, niceness: int) -> None:
        self.folder, self.per_second = folder, per_second
        self.token, self.ended = new_token(), Event()
        self.acknowledged: list[str] = []
        self.answer_seconds: list[float] = []
        self.seen_seconds: list[float] = []
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []
        self.memory: dict[str, list[int]] = {"serve": [], "schedule": []}
        self.port = 0
        self.producer = Producer({"test.mock.num.brokers": 1, "bootstrap.servers": "mock", "log_level": 0})
        (broker,) = self.producer.list_topics(timeout=30).brokers.values()
        text = SETTINGS.format(
            hash=hash_of(self.token), brokers=f"{broker.host}:{broker.port}", niceness=niceness
        )
        (folder / "touchpoints.toml").write_text(text)
        (folder / "calls.sql").write_text(SELECT)
        (folder / "exports").mkdir()
        self.settings: Settings = read_settings(folder / "touchpoints.toml")
        self._write_file()
        with self._start("ingest", stdout=subprocess.DEVNULL) as process:
            process.wait()
        self.serving = self._serve()
        self.scheduling = self._start("schedule")

    def _start(self, *words: str, **options: Any) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "touchpoints", *words]
        config = ["--config", str(self.folder / "touchpoints.toml")]
        return subprocess.Popen([*command, *config], text=True, **options)  # noqa: S603 - our own command

    def _serve(self) -> "subprocess.Popen[str]":
        process = self._start("serve", "--port", str(self.port), stdout=subprocess.PIPE)
        assert process.stdout is not None
        self.port = int(process.stdout.readline().split()[4].rpartition(":")[2])
        return process

    def do(self, work: Callable[[], None]) -> None:
        """What ends it is told at the end."""
        try:
            work()
        except Exception as error:
            self.errors.append(repr(error))

    def kill_server(self) -> None:
        """As a crash does it, and start another."""
        self.serving.send_signal(signal.SIGKILL)
        self.serving.wait()
        self.counts["kills"] += 1
        self.serving = self._serve()

    def send(self, sender: int) -> None:
        """Until the end, at the sender's share of the rate. What was not answered is sent again."""
        connection, number = self._connection(), 0
        each = RECORDS_EACH * SENDERS / self.per_second
        began = time.monotonic()
        while not self.ended.is_set():
            ids = [f"e{sender}-{number}-{record}" for record in range(RECORDS_EACH)]
            body = json.dumps([record_of(each_id) for each_id in ids])
            asked = time.monotonic()
            try:
                status, said = self._ask(connection, "POST", "/api/v1/events?kind=contacts", body)
            except (OSError, http.client.HTTPException):
                # The server was killed: the answer is unknown.
                self.counts["sent_again"] += 1
                time.sleep(0.2)
                connection = self._connection()
                continue
            if status != 200:
                self.errors.append(f"POST: {status} {said[:200]!r}")
                time.sleep(1)
                continue
            self.answer_seconds.append(time.monotonic() - asked)
            self.acknowledged += ids
            number += 1
            time.sleep(max(0.0, began + number * each - time.monotonic()))

    def write_topic(self) -> None:
        """A message after the other."""
        while self._goes_on(1.0):
            for _ in range(KAFKA_PER_SECOND):
                number = self.counts["kafka"]
                self.producer.produce("calls", topic_text(number), partition=number % PARTITIONS)
                self.counts["kafka"] += 1
            self.producer.flush(30)

    def write_files(self) -> None:
        """A file every second."""
        while self._goes_on(1.0):
            self._write_file()

    def _write_file(self) -> None:
        number = self.counts["files"]
        rows = [",".join(values_of(f"f{number}-{row}").values()) for row in range(FILE_ROWS)]
        text = "\n".join(["id,customer,started,department,channel,result", *rows, ""])
        written = self.folder / f"{number}.part"
        written.write_text(text)
        written.rename(self.folder / "exports" / f"{number}.csv")
        self.counts["files"] += 1

    def read(self) -> None:
        """Records and marts of one version have to agree, and none may have fewer than the one before."""
        before = 0
        while self._goes_on(1.0):
            with open_reader(self.settings) as connection:
                version = current_snapshot(connection)
                connection.begin()
                ((records,),) = connection.sql("SELECT count(*) FROM contacts").fetchall()
                query = "SELECT coalesce(sum(contacts), 0)::BIGINT FROM contact_daily"
                ((counted,),) = connection.sql(query).fetchall()
                connection.rollback()
                if was_rearranged_since(connection, version.number):
                    self.counts["read_again"] += 1
                    continue
                self.counts["reads"] += 1
                self.counts["inconsistent_reads"] += records != counted or records < before
                before = records

    def look(self) -> None:
        """At the dashboard, as a page that is open does."""
        connection = self._connection()
        while self._goes_on(2.0):
            try:
                for method, path, body in (
                    ("GET", "/version", None),
                    ("GET", "/readyz", None),
                    ("POST", "/_dash-update-component", json.dumps(PAGE)),
                ):
                    status, said = self._ask(connection, method, path, body)
                    self.counts["pages"] += 1
                    if status != 200:
                        self.errors.append(f"{path}: {status} {said[:200]!r}")
            except (OSError, http.client.HTTPException):
                connection = self._connection()

    def measure(self) -> None:
        """Memory, and how long what was just acknowledged takes to be seen."""
        while self._goes_on(5.0):
            for name, process in (("serve", self.serving), ("schedule", self.scheduling)):
                with suppress(OSError):
                    self.memory[name].append(resident_mb(process.pid))
            if self.acknowledged:
                self._await_last()

    def _await_last(self) -> None:
        last, asked = self.acknowledged[-1], time.monotonic()
        with open_reader(self.settings) as connection:
            query = "SELECT 1 FROM contacts WHERE contact_id = $last"
            while not self.ended.is_set():
                if connection.execute(query, {"last": last}).fetchall():
                    self.seen_seconds.append(time.monotonic() - asked)
                    return
                time.sleep(0.1)

    def _goes_on(self, seconds: float) -> bool:
        return not self.ended.wait(seconds)

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def _ask(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: str | None
    ) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def stop(self) -> None:
        """End all, and load what is left."""
        self.ended.set()
        for process in (self.serving, self.scheduling):
            process.terminate()
            process.wait()
        with self._start("ingest", stdout=subprocess.DEVNULL) as process:
            if process.wait():
                self.errors.append(f"ingest ended with {process.returncode}")


def values_of(contact_id: str) -> dict[str, str]:
    """A contact of now."""
    draw = crc32(contact_id.encode())
    return {
        "id": contact_id,
        "customer": f"k{draw % 10_000}",
        "started": datetime.now(UTC).isoformat(),
        "department": ("loans", "cards", "insurance")[draw % 3],
        "channel": "phone",
        "result": ("resolved", "failed")[draw % 2],
    }


def topic_text(number: int) -> bytes:
    """One in a thousand is broken."""
    return b"broken" if number % 1000 == 999 else json.dumps(values_of(f"t{number}")).encode()


def record_of(contact_id: str) -> dict[str, str]:
    """The same, by the names of the contract."""
    contact = values_of(contact_id)
    names = {"id": "contact_id", "customer": "customer_id", "started": "occurred_at", "result": "outcome"}
    return {names.get(name, name): value for name, value in contact.items()}


def resident_mb(process: int) -> int:
    """Of a process, what it takes of the memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def told_by_schedule(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of its log."""
    for line in (folder / "schedule.log").read_text().splitlines():
        yield json.loads(line)


def result(soak: Soak, seconds: float) -> dict[str, Any]:
    """What is to be said at the end."""
    broken = sum(number % 1000 == 999 for number in range(soak.counts["kafka"]))
    with open_reader(soak.settings) as connection:

        def ask(query: str) -> list[Any]:
            return connection.sql(query).fetchall()

        stored = Counter(contact_id for (contact_id,) in ask("SELECT contact_id FROM contacts"))
        ((rejected, places),) = ask("SELECT count(*), count(DISTINCT (file, line)) FROM rejected_rows")
        ((loads, data_files),) = ask(
            "SELECT (SELECT count(*) FROM loads),"
            " (SELECT count(*) FROM ducklake_list_files('lake', 'contacts'))"
        )
    wanted = {
        *soak.acknowledged,
        *(f"t{number}" for number in range(soak.counts["kafka"]) if number % 1000 != 999),
        *(f"f{number}-{row}" for number in range(soak.counts["files"]) for row in range(FILE_ROWS)),
    }
    troubles = [line for line in told_by_schedule(soak.folder) if line["event"] == "error"]
    return {
        "seconds": round(seconds),
        "acknowledged": len(soak.acknowledged),
        "acknowledged_per_second": round(len(soak.acknowledged) / seconds),
        "sent_again": soak.counts["sent_again"],
        "kafka_messages": soak.counts["kafka"],
        "file_rows": soak.counts["files"] * FILE_ROWS,
        "missing": len(wanted - stored.keys()),
        # An event may be kept though its answer was lost with the server; then it was sent again.
        "unknown": len(stored.keys() - wanted),
        "doubled": sum(count > 1 for count in stored.values()),
        "rejects_wrong": abs(rejected - broken) + abs(rejected - places),
        "server_kills": soak.counts["kills"],
        "reads": soak.counts["reads"],
        "read_again": soak.counts["read_again"],
        "inconsistent_reads": soak.counts["inconsistent_reads"],
        "pages": soak.counts["pages"],
        "errors": [*soak.errors, *(line["reason"] for line in troubles)][:5],
        "answer_ms": quantiles([1000 * seconds for seconds in soak.answer_seconds]),
        "seen_seconds": quantiles(soak.seen_seconds),
        "memory_mb": {name: in_thirds(values) for name, values in soak.memory.items()},
        "ledger_rows": loads,
        "contact_files": data_files,
    }


def quantiles(values: list[float]) -> dict[str, float]:
    """The middle, the twentieth from the top, and the top."""
    ordered = sorted(values)
    if not ordered:
        return {}
    places = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(ordered[int(part * (len(ordered) - 1))], 1) for name, part in places.items()}


def in_thirds(values: list[int]) -> list[float]:
    """The median of each third of the time: they are alike where nothing grows."""
    third = len(values) // 3
    return [median(values[place * third : (place + 1) * third]) for place in range(3)] if third else []


def main() -> None:
    """Run it, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--per-second", type=float, default=1_000)
    parser.add_argument("--kills", type=int, default=3)
    # A machine that others keep busy would leave loads, which stand back, nothing.
    parser.add_argument("--niceness", type=int, default=10)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        soak = Soak(Path(folder), given.per_second, given.niceness)
        work: list[Callable[[], None]] = [
            soak.write_topic,
            soak.write_files,
            soak.look,
            soak.measure,
            *[soak.read] * READERS,
        ]
        work += [partial(soak.send, sender) for sender in range(SENDERS)]
        threads = [Thread(target=soak.do, args=(each,)) for each in work]
        for thread in threads:
            thread.start()
        began = time.monotonic()
        for kill in range(1, given.kills + 2):
            at = began + 60 * given.minutes * kill / (given.kills + 1)
            time.sleep(max(0.0, at - time.monotonic()))
            if kill <= given.kills:
                soak.kill_server()
        seconds = time.monotonic() - began
        soak.ended.set()
        for thread in threads:
            thread.join()
        soak.stop()
        print(json.dumps(result(soak, seconds)))


if __name__ == "__main__":
    main()
