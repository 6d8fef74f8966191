"""A broker and a project that reads from it."""

from collections.abc import Iterator

import pytest

from tests.kafka.broker import Broker, broker
from tests.kafka.reading import reading_topic
from tests.project import Project


@pytest.fixture
def kafka() -> Iterator[Broker]:
    """A broker without topics."""
    with broker() as running:
        yield running


@pytest.fixture
def reader(project: Project, kafka: Broker) -> Project:
    """Reads the broker's topic `calls`."""
    return reading_topic(project, kafka)
