"""A broker that speaks Kafka's protocol: the one that its C library brings along, on the loopback address.

It lives as long as this process, keeps some megabytes of a partition, and makes topics as they are needed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from confluent_kafka import Producer

PARTITIONS = 4


class Broker:
    """What writes to topics, and where others reach them."""

    def __init__(self) -> None:
        # What it makes of the address given is its own.
        self._producer = Producer(
            {"test.mock.num.brokers": 1, "bootstrap.servers": "mock", "log_level": 0, "linger.ms": 1}
        )
        (broker,) = self._producer.list_topics(timeout=30).brokers.values()
        self.address = f"{broker.host}:{broker.port}"

    def write(self, topic: str, values: Iterable[bytes | None], partition: int | None = None) -> None:
        """Write messages in turn to all partitions, or to one, and wait until they are there."""
        for number, value in enumerate(values):
            where = number % PARTITIONS if partition is None else partition
            while True:
                try:
                    self._producer.produce(topic, value, partition=where)
                    break
                except BufferError:
                    self._producer.poll(0.1)
        left: Any = self._producer.flush(60)
        assert left == 0


@contextmanager
def broker() -> Iterator[Broker]:
    """A broker for the block."""
    yield Broker()
