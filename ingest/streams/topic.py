"""A topic of Kafka, read from where the warehouse is.

The warehouse notes what it has in the commit that has it; the broker is told afterwards, for whoever watches.
"""

import os
from collections.abc import Iterable, Mapping
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple, Self

from warehouse.errors import SettingsError, SourceError
from warehouse.settings import Source

# As much as is staged and committed in some seconds.
_MOST_MESSAGES = 50_000
_MOST_BYTES = 100_000_000
# A load is worth its while with what comes in so long.
_GATHER_SECONDS = 2.0
_POLL_SECONDS = 0.2
_ANSWER_SECONDS = 5.0
# Partitions may be added to a topic.
_LOOK_SECONDS = 60.0


class Messages(NamedTuple):
    """What came of one partition, in its order: the number of the first, that behind the last, and each."""

    partition: int
    first: int
    behind: int
    numbers: list[int]
    texts: list[str | None]


class Topic:
    """What reads the topic of a source. Raises SourceError where the brokers do not answer as they should."""

    def __init__(self, source: Source, positions: Mapping[int, int]) -> None:
        """positions: of partitions, the number of the first message that is wanted."""
        self._source, self._kafka = source, _library(source)
        self._next = dict(positions)
        self._at_end: set[int] = set()
        self._known: set[int] = set()
        self._looked_at = float("-inf")
        with self._explained():
            self._consumer = self._kafka.Consumer(_options(source))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._consumer.close()

    @property
    def is_at_end(self) -> bool:
        """Whether all that there was has been read."""
        return self._known <= self._at_end

    def read(self) -> list[Messages]:
        """What comes within some seconds, or less where that is all there is."""
        found: dict[int, list[Any]] = {}
        count = size = 0
        until = monotonic() + _GATHER_SECONDS
        with self._explained():
            self._assign()
            while count < _MOST_MESSAGES and size < _MOST_BYTES:
                came = self._consumer.consume(_MOST_MESSAGES - count, _POLL_SECONDS)
                for message in came:
                    if self._is_message(message):
                        found.setdefault(message.partition(), []).append(message)
                        count, size = count + 1, size + len(message)
                if self.is_at_end or monotonic() > until:
                    break
        return [self._messages(partition, its) for partition, its in sorted(found.items())]

    def tell_broker(self) -> None:
        """Say how far the warehouse is, for whoever watches the group; nothing hangs on it."""
        places = [self._place(partition, number) for partition, number in self._next.items()]
        if places:
            self._consumer.commit(offsets=places, asynchronous=True)

    def _assign(self) -> None:
        if monotonic() < self._looked_at + _LOOK_SECONDS:
            return
        name = str(self._source.topic)
        topic = self._consumer.list_topics(name, timeout=_ANSWER_SECONDS).topics[name]
        if topic.error is not None:
            raise self._kafka.KafkaException(topic.error)
        added = sorted(topic.partitions.keys() - self._known)
        if added:
            self._consumer.incremental_assign([*self._starts(added)])
        self._known.update(added)
        self._looked_at = monotonic()

    def _starts(self, partitions: Iterable[int]) -> Iterable[Any]:
        """Where the warehouse is; else where the group was left by whoever read before; else the first."""
        asked = [self._place(partition) for partition in partitions if partition not in self._next]
        told = self._consumer.committed(asked, timeout=_ANSWER_SECONDS) if asked else []
        group = {place.partition: place.offset for place in told if place.offset >= 0}
        for partition in partitions:
            start = self._next.get(partition, group.get(partition, self._kafka.OFFSET_BEGINNING))
            yield self._place(partition, start)

    def _is_message(self, message: Any) -> bool:
        error = message.error()
        if error is None:
            self._at_end.discard(message.partition())
            return True
        if error.code() != self._kafka.KafkaError._PARTITION_EOF:
            raise self._kafka.KafkaException(error)
        self._at_end.add(message.partition())
        return False

    def _messages(self, partition: int, messages: list[Any]) -> Messages:
        numbers = [message.offset() for message in messages]
        first, behind = self._next.get(partition, numbers[0]), numbers[-1] + 1
        self._next[partition] = behind
        return Messages(partition, first, behind, numbers, [_text(message.value()) for message in messages])

    def _place(self, partition: int, number: int | None = None) -> Any:
        given = [] if number is None else [number]
        return self._kafka.TopicPartition(self._source.topic, partition, *given)

    def _explained(self) -> "_Explained":
        return _Explained(self._source, self._kafka.KafkaException)


class _Explained:
    """Makes the library's errors sentences."""

    def __init__(self, source: Source, kind: type[Exception]) -> None:
        self._source, self._kind = source, kind

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, self._kind):
            told = error.args[0]
            reason = (told.str() if hasattr(told, "str") else str(told)).rstrip(".")
            raise SourceError(
                f"Source '{self._source.name}' cannot read topic '{self._source.topic}' at"
                f" {self._source.brokers}: {reason}.",
                "Look whether the brokers are there, and mend the source in touchpoints.toml.",
            ) from error


def _library(source: Source) -> Any:
    try:
        import confluent_kafka
    except ImportError as error:
        raise SettingsError(
            f"Source '{source.name}' reads Kafka, and the package for that is not installed.",
            "Install it: pip install 'touchpoints[kafka]'.",
        ) from error
    return confluent_kafka


def _options(source: Source) -> dict[str, Any]:
    secrets = {name: _secret(source, variable) for name, variable in source.secrets.items()}
    return {
        "log_level": 0,  # what matters comes as an error
        **source.client,
        **secrets,
        "bootstrap.servers": source.brokers,
        "group.id": source.group,
        "enable.auto.commit": False,
        "enable.auto.offset.store": False,
        "enable.partition.eof": True,
        # A broker that lost what comes next must not make the warehouse pass over it.
        "auto.offset.reset": "error",
    }


def _secret(source: Source, variable: str) -> str:
    if variable not in os.environ:
        raise SettingsError(
            f"The variable {variable}, which source '{source.name}' names under 'secrets', is not set.",
            "Set it for the program that loads.",
        )
    return os.environ[variable]


def _text(value: bytes | None) -> str | None:
    """What is no text is no JSON either, and rejected as what it looks like."""
    return None if value is None else value.decode("utf-8", "backslashreplace")
