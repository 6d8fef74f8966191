"""What sends: events to the server, messages to a topic, files into a folder."""

import json
import time
from http.client import HTTPException

from confluent_kafka import Producer

from benchmarks.soak.records import HEADER, file_id, record_of, topic_text, values_of
from benchmarks.soak.seen import Seen
from benchmarks.soak.system import System

SENDERS = 4
FILE_ROWS = 50
_RECORDS_EACH = 20
_MESSAGES_PER_SECOND = 100
_PARTITIONS = 4


def send_events(system: System, seen: Seen, sender: int, per_second: float) -> None:
    """Until the end, at the sender's share of the rate. What was not answered is sent again."""
    connection, number = system.connection(), 0
    each = _RECORDS_EACH * SENDERS / per_second
    began = time.monotonic()
    while not seen.ended.is_set():
        ids = [f"e{sender}-{number}-{record}" for record in range(_RECORDS_EACH)]
        body = json.dumps([record_of(each_id) for each_id in ids])
        asked = time.monotonic()
        try:
            status, said = system.ask(connection, "POST", "/api/v1/events?kind=contacts", body)
        except (OSError, HTTPException):
            # The server was killed: the answer is unknown.
            seen.counts["sent_again"] += 1
            time.sleep(0.2)
            connection = system.connection()
            continue
        if status != 200:
            seen.errors.append(f"POST: {status} {said[:200]!r}")
            time.sleep(1)
            continue
        seen.answer_seconds.append(time.monotonic() - asked)
        seen.acknowledged += ids
        number += 1
        time.sleep(max(0.0, began + number * each - time.monotonic()))


class Topic:
    """A topic of a broker within this process."""

    def __init__(self) -> None:
        self._producer = Producer({"test.mock.num.brokers": 1, "bootstrap.servers": "mock", "log_level": 0})
        (broker,) = self._producer.list_topics(timeout=30).brokers.values()
        self.brokers = f"{broker.host}:{broker.port}"

    def write(self, seen: Seen) -> None:
        """A message after the other."""
        while seen.goes_on(1.0):
            for _ in range(_MESSAGES_PER_SECOND):
                number = seen.counts["kafka"]
                self._producer.produce("calls", topic_text(number), partition=number % _PARTITIONS)
                seen.counts["kafka"] += 1
            self._producer.flush(30)


def write_files(system: System, seen: Seen) -> None:
    """A file every second."""
    while seen.goes_on(1.0):
        write_file(system, seen)


def write_file(system: System, seen: Seen) -> None:
    """One, which comes into the folder as a whole."""
    number = seen.counts["files"]
    rows = [",".join(values_of(file_id(number, row)).values()) for row in range(FILE_ROWS)]
    written = system.folder / f"{number}.part"
    written.write_text("\n".join([HEADER, *rows, ""]))
    written.rename(system.folder / "exports" / f"{number}.csv")
    seen.counts["files"] += 1
