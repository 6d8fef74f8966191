"""A project that reads a topic."""

import json
from collections.abc import Iterable
from typing import Any

from analytics.marts.refresh import refresh
from ingest.report import FileReport
from ingest.streams.loading import Streams
from tests.kafka.broker import Broker
from tests.project import CALLS_SELECT, SETTINGS, Project

FIELDS = ["id", "customer", "started", "department", "channel", "wait", "result"]


def reading_topic(project: Project, broker: Broker, *lines: str) -> Project:
    """Let the project read the topic `calls`, under more settings of the source."""
    source = [
        "[[sources]]",
        'name = "calls"',
        'format = "kafka"',
        f'brokers = "{broker.address}"',
        'topic = "calls"',
        f"fields = {json.dumps(FIELDS)}",
        'contacts = "calls.sql"',
        *lines,
    ]
    project.write("touchpoints.toml", SETTINGS.split("[[sources]]")[0] + "\n".join(source))
    project.write("calls.sql", CALLS_SELECT)
    return project


def call(number: int | str, **changes: Any) -> bytes:
    """A message about one call; some fields are only there if they are given."""
    told = {
        "id": f"c{number}",
        "started": "2026-01-05 10:00:00",
        "department": "loans",
        "channel": "phone",
        "result": "resolved",
    }
    return json.dumps(told | changes).encode()


def calls(numbers: Iterable[int]) -> list[bytes]:
    return [call(number) for number in numbers]


def load(project: Project) -> list[FileReport]:
    """From a connection of its own to the end of the topic."""
    with Streams(project.settings, refresh) as streams:
        return list(streams.load())
