"""Whoever reads a topic can be killed at any moment: no message is lost, none is doubled."""

import random

import pytest

from tests.kafka.broker import Broker
from tests.kafka.reading import call, load
from tests.killing import was_killed
from tests.project import Project

EACH = 400


def kill_readers(reader: Project, kafka: Broker, kills: int) -> None:
    draws = random.Random(kills)
    for number in range(kills):
        texts = [call(f"{number}-{which}") for which in range(EACH)]
        kafka.write("calls", [*texts, b"no call"])
        was_killed(reader, draws.randint(1, 60 + 10 * (number % 5)))
    load(reader)
    query = reader.query
    assert query("SELECT count(*), count(DISTINCT contact_id) FROM contacts") == [(kills * EACH,) * 2]
    assert query("SELECT count(*), count(DISTINCT (file, line)) FROM rejected_rows") == [(kills, kills)]
    assert query("SELECT sum(next_message)::INT FROM stream_positions") == [(kills * (EACH + 1),)]
    assert query("SELECT sum(rows_read)::INT FROM loads") == [(kills * (EACH + 1),)]
    assert query("SELECT sum(contacts)::INT FROM contact_daily") == [(kills * EACH,)]


def test_a_reader_killed_at_a_moment_loads_every_message_once(reader: Project, kafka: Broker) -> None:
    kill_readers(reader, kafka, 1)


@pytest.mark.slow
def test_a_reader_killed_at_twenty_moments_loads_every_message_once(reader: Project, kafka: Broker) -> None:
    kill_readers(reader, kafka, 20)
