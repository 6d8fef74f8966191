"""Whatever is killed when: what was acknowledged is in the warehouse, once."""

import http.client
import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import NamedTuple

import pytest

from ingest.streams.journal import is_waiting
from tests.events.sending import ADDRESS, CONTACT, TOKEN, Sender, taking_events
from tests.killing import was_killed
from tests.project import Project
from warehouse.errors import WarehouseError
from warehouse.journal import journal_folder, waiting_files

ROOT = Path(__file__).parents[2]


@contextmanager
def server(project: Project, *words: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A verb that serves, and its port."""
    config = ["--port", "0", "--config", str(project.folder / "touchpoints.toml")]
    command = [sys.executable, "-m", "touchpoints", *words, *config]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        yield process, int(process.stdout.readline().split()[4].rpartition(":")[2])
    finally:
        process.terminate()
        process.communicate()


def send_one(port: int, contact_id: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    connection.request("POST", ADDRESS, json.dumps(CONTACT | {"contact_id": contact_id}), headers)
    return connection.getresponse().status


def test_a_server_killed_right_after_its_answer_loses_nothing(project: Project) -> None:
    taking_events(project)
    with server(project, "serve") as (process, port):
        for number in range(3):
            assert send_one(port, f"c{number}") == 200
        process.send_signal(signal.SIGKILL)
        process.wait()
    Sender.to(project).load()
    assert project.query("SELECT contact_id FROM contacts ORDER BY ALL") == [("c0",), ("c1",), ("c2",)]


@pytest.mark.slow
def test_up_takes_events_and_loads_them_without_anybody_asking(project: Project) -> None:
    taking_events(project)
    with server(project, "up") as (process, port):
        assert send_one(port, "c1") == 200
        while not is_loaded(project, "c1"):
            assert process.poll() is None
            sleep(0.1)
    assert project.query("SELECT count(*) FROM contacts") == [(1,)]


def is_loaded(project: Project, contact_id: str) -> bool:
    try:
        return (contact_id,) in project.query("SELECT contact_id FROM contacts")
    except WarehouseError:
        return False


class Kept(NamedTuple):
    """Seconds waited by contact, and how many records were read, stand in the mart and wait to be loaded."""

    contacts: dict[str, float]
    read: int
    in_mart: int
    is_waiting: bool


def after_killed_loads(make_project: Callable[[], Project], kills: int) -> tuple[Kept, Kept]:
    """Loads of the journal die at moments of their progress, while more is sent; kept, and sent."""
    draws = random.Random(kills)
    sender = Sender.to(taking_events(make_project()))
    sent = {}
    for number in range(kills):
        for _ in range(30):
            record = CONTACT | {
                "contact_id": f"c{draws.randrange(200)}",
                "wait_seconds": draws.randrange(9),
                "outcome": draws.choice(["resolved", "failed", "nonsense"]),
            }
            verdict = sender.send([record]).json["records"][0]["status"]
            if verdict == "accepted":
                sent[record["contact_id"]] = float(record["wait_seconds"])
        was_killed(sender.project, draws.randint(1, 40 + 10 * (number % 5)))
    sender.load()
    query = sender.project.query
    ((read, in_mart),) = query(
        "SELECT (SELECT sum(rows_read)::INT FROM loads), (SELECT sum(contacts)::INT FROM contact_daily)"
    )
    stored = dict(query("SELECT contact_id, wait_seconds FROM contacts"))
    kept = Kept(stored, read, in_mart, is_waiting(sender.project.settings))
    return kept, Kept(sent, kills * 30, len(sent), is_waiting=False)


def test_a_load_of_the_journal_killed_at_a_moment_takes_every_record_once(
    make_project: Callable[[], Project],
) -> None:
    kept, sent = after_killed_loads(make_project, 1)
    assert kept == sent


def test_a_load_that_was_killed_while_it_removed_what_it_had_loaded_is_no_trouble(project: Project) -> None:
    sender = Sender.to(taking_events(project))
    sender.send(CONTACT)
    (loaded,) = waiting_files(project.settings)
    folder = journal_folder(project.settings)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    sender.load()
    # Everything but its name was removed.
    (folder / "taken.json").write_text(json.dumps([loaded.name]))
    assert sender.load() == []
    assert not waiting_files(project.settings)
    # It was loaded, and nothing was removed.
    for path, content in before.items():
        path.write_bytes(content)
    (folder / "taken.json").write_text(json.dumps([loaded.name]))
    assert [report.accepted for report in sender.load()] == [0]
    assert not waiting_files(project.settings)
    assert project.query("SELECT count(*) FROM contacts") == [(1,)]


@pytest.mark.slow
def test_a_load_of_the_journal_killed_at_twenty_moments_takes_every_record_once(
    make_project: Callable[[], Project],
) -> None:
    kept, sent = after_killed_loads(make_project, 20)
    assert kept == sent
