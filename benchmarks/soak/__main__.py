"""Everything at once, for minutes: files, events and a topic, beside readers and a server that is killed.

    python -m benchmarks.soak --minutes 10

Ends with a JSON line. Every event that was acknowledged has to be in the tables once, whatever was killed.
"""

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from benchmarks.soak.checking import check, troubles_of_schedule
from benchmarks.soak.killing import kill_evenly
from benchmarks.soak.reading import READERS, look_at_pages, measure, read_tables
from benchmarks.soak.report import report
from benchmarks.soak.seen import Seen
from benchmarks.soak.sending import SENDERS, Topic, send_events, write_file, write_files
from benchmarks.soak.system import System


def main() -> None:
    """Run it, and print the line."""
    given = _options().parse_args()
    with TemporaryDirectory() as folder:
        topic, seen = Topic(), Seen()
        system = System(Path(folder), topic.brokers, given.niceness)
        write_file(system, seen)
        system.start()
        began = time.monotonic()
        with _at_work(system, seen, topic, given.per_second):
            kill_evenly(system, seen, given.minutes, given.kills)
            seconds = time.monotonic() - began
        system.stop()
        if status := system.ingest():
            seen.errors.append(f"ingest ended with {status}")
        print(json.dumps(report(seen, check(system, seen), troubles_of_schedule(system), seconds)))


@contextmanager
def _at_work(system: System, seen: Seen, topic: Topic, per_second: float) -> Iterator[None]:
    """Everything that sends and reads, each in a thread of its own."""
    work = [
        partial(topic.write, seen),
        *(partial(each, system, seen) for each in (write_files, look_at_pages, measure)),
        *[partial(read_tables, system, seen)] * READERS,
        *(partial(send_events, system, seen, sender, per_second) for sender in range(SENDERS)),
    ]
    threads = [Thread(target=seen.do, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        seen.ended.set()
        for thread in threads:
            thread.join()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--per-second", type=float, default=1_000)
    parser.add_argument("--kills", type=int, default=3)
    # A machine that others keep busy would leave loads, which stand back, nothing.
    parser.add_argument("--niceness", type=int, default=10)
    return parser


if __name__ == "__main__":
    main()
