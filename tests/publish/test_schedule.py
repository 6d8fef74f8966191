"""A schedule publishes what was committed, tells in its log what it did, and no job fails for it."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from analytics.marts.refresh import refresh
from publish.publishing import publish_newer
from schedule.jobs import PUBLISHING
from schedule.publishing import Publishing
from schedule.running import Runner
from tests.cluster.postgres import PASSWORD
from tests.publish.reporting import Publisher, calls
from warehouse.settings import Settings

ROOT = Path(__file__).parents[2]
EVERY_MINUTE = '[[sources]]\nname = "calls"\n'


@pytest.fixture
def scheduled(publisher: Publisher) -> Publisher:
    """Its calls are loaded at a time that is always due at first."""
    text = (publisher.project.folder / "touchpoints.toml").read_text()
    timed = text.replace(EVERY_MINUTE, f'{EVERY_MINUTE}schedule = "0 0 1 1 *"\n')
    publisher.project.write("touchpoints.toml", f"{timed}\n[schedule]\nstable_seconds = 0\n")
    publisher.project.write_calls("calls_1.csv", *calls(0, 10))
    return publisher


def logged(publisher: Publisher, *words: str) -> list[dict[str, object]]:
    """What a verb logs, from its first line to its end."""
    done = publisher.verb(*words)
    assert done.exit_code == 0, (done.output, done.exception)
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_what_is_due_is_loaded_and_published(scheduled: Publisher) -> None:
    lines = logged(scheduled, "schedule", "--once")
    assert [line["event"] for line in lines] == ["load", "upkeep", "publish"]
    assert lines[-1]["version"] == scheduled.newest()
    assert scheduled.differing() == []
    # Nothing is due any more, and nothing new is there.
    assert logged(scheduled, "schedule", "--once") == []


def test_a_publication_that_fails_is_logged_without_the_password_and_caught_up_with(
    scheduled: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "not-the-right-one")
    lines = logged(scheduled, "schedule", "--once")
    assert [(line["event"], line.get("job")) for line in lines] == [
        ("load", None),
        ("upkeep", None),
        ("error", "publish"),
    ]
    assert "password authentication failed" in str(lines[-1]["reason"])
    assert "not-the-right-one" not in str(lines)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert [line["event"] for line in logged(scheduled, "schedule", "--once")] == ["publish"]
    assert scheduled.differing() == []


def test_a_schedule_at_work_publishes_once_a_job_has_ended(scheduled: Publisher) -> None:
    settings = str(scheduled.project.folder / "touchpoints.toml")
    command = [sys.executable, "-m", "touchpoints", "schedule", "--config", settings]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            told = json.loads(line)
            if told["event"] == "publish" and told["version"] == scheduled.newest():
                break
        process.send_signal(signal.SIGTERM)
        process.communicate()
    assert process.returncode == 143
    assert scheduled.differing() == []


def test_what_others_committed_is_published_and_after_trouble_loads_come_first(
    scheduled: Publisher, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def publish(settings: Settings) -> Mapping[str, object] | None:
        done = publish_newer(settings)
        return None if done is None else done.facts

    publishing = Publishing(Runner(scheduled.project.settings, refresh, publish))
    scheduled.project.ingest()
    publishing.take(PUBLISHING)
    assert scheduled.version() == scheduled.newest()
    publishing.take(PUBLISHING)
    scheduled.project.write_calls("calls_2.csv", *calls(10, 20))
    scheduled.project.ingest()
    monkeypatch.setenv("PGPASSWORD", "not-the-right-one")
    for _ in range(3):
        publishing.take(PUBLISHING)
    told = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert told == ["publish", "error"]
