"""A project with a schedule, and a clock that stands where a test puts it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.marts.refresh import refresh
from schedule.clock import run_once
from schedule.running import Runner
from tests.project import SETTINGS, Project

CALL = "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved"
OTHER = '[[sources]]\nname = "visits"\nfiles = "visits*.csv"\nformat = "csv"\ncontacts = "calls.sql"\n'
# Before any file was written.
MONDAY = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)


def scheduled(project: Project, cron: str, *more: str) -> None:
    """The project's source of calls gets a schedule, and whatever keys and sections follow."""
    lines = "\n".join(more)
    project.write("touchpoints.toml", f'{SETTINGS}schedule = "{cron}"\n{lines}\n')


@dataclass
class Clock:
    """Says which time it is, and does something while it is waited for."""

    at: datetime = MONDAY
    while_waiting: Callable[[], object] = lambda: None
    waited_seconds: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waited_seconds.append(seconds)
        self.while_waiting()

    def stand_at_the_writing_of(self, path: Path) -> None:
        self.at = max(self.at, datetime.fromtimestamp(path.stat().st_ctime, UTC))

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class Office:
    """Runs what is due at the clock's time, as `touchpoints schedule --once`, and reads what was logged."""

    project: Project
    clock: Clock
    logged: Callable[[], str]

    def run_due(self) -> bool:
        settings = self.project.settings
        return run_once(Runner(settings, refresh, now=self.clock.now, wait=self.clock.wait))

    def said(self) -> list[dict[str, Any]]:
        """The lines since the last time."""
        return [json.loads(line) for line in self.logged().splitlines()]

    def loaded(self) -> list[str]:
        """The files that were loaded since the last time."""
        return [line["file"] for line in self.said() if line["event"] == "load"]


@pytest.fixture
def office(project: Project, capsys: pytest.CaptureFixture[str]) -> Office:
    """The project with nobody at its schedule yet."""
    return Office(project, Clock(), lambda: capsys.readouterr().err)
