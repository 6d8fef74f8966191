"""Whoever reads a topic can be killed at any moment: no message is lost, none is doubled."""

import random
from typing import NamedTuple

import pytest

from tests.kafka.broker import Broker
from tests.kafka.reading import call, load
from tests.killing import was_killed
from tests.project import Project

EACH = 400


class Kept(NamedTuple):
    """How many records there are, and how many different ones; how far the topic was read."""

    contacts: int
    different_contacts: int
    rejects: int
    different_rejects: int
    next_message: int
    read: int
    in_mart: int


def kept_after_kills(reader: Project, kafka: Broker, kills: int) -> Kept:
    """Readers of a topic die at moments of their progress, while more is written."""
    draws = random.Random(kills)
    for number in range(kills):
        texts = [call(f"{number}-{which}") for which in range(EACH)]
        kafka.write("calls", [*texts, b"no call"])
        was_killed(reader, draws.randint(1, 60 + 10 * (number % 5)))
    load(reader)
    (kept,) = reader.query(
        "SELECT * FROM (SELECT count(*), count(DISTINCT contact_id) FROM contacts),"
        " (SELECT count(*), count(DISTINCT (file, line)) FROM rejected_rows),"
        " (SELECT sum(next_message)::INT FROM stream_positions), (SELECT sum(rows_read)::INT FROM loads),"
        " (SELECT sum(contacts)::INT FROM contact_daily)"
    )
    return Kept(*kept)


def written(kills: int) -> Kept:
    """What was written until then: the messages of each, and one that is broken."""
    calls, messages = kills * EACH, kills * (EACH + 1)
    return Kept(calls, calls, kills, kills, messages, messages, calls)


def test_a_reader_killed_at_a_moment_loads_every_message_once(reader: Project, kafka: Broker) -> None:
    assert kept_after_kills(reader, kafka, 1) == written(1)


@pytest.mark.slow
def test_a_reader_killed_at_twenty_moments_loads_every_message_once(reader: Project, kafka: Broker) -> None:
    assert kept_after_kills(reader, kafka, 20) == written(20)
