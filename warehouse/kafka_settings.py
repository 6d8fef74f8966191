"""How a source reads a topic of Kafka."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from warehouse.setting_types import Section, Text

# The program's own to set: on them hangs that each message is loaded once.
_OWN = (
    "auto.offset.reset",
    "bootstrap.servers",
    "enable.auto.commit",
    "enable.auto.offset.store",
    "enable.partition.eof",
    "group.id",
)
# What nobody should read in a file of settings.
_SECRET = ("password", "secret", "ssl.key.pem", "sasl.oauthbearer.config")


def _client(options: Mapping[str, str]) -> Mapping[str, str]:
    for name in options:
        if name in _OWN:
            raise ValueError(f"has '{name}', which the program sets itself")
        if any(word in name for word in _SECRET):
            raise ValueError(f"has the secret '{name}'; name its variable under 'secrets' instead")
    return options


Options = dict[Text, Annotated[str, Field(max_length=1_000)]]


class KafkaSettings(Section):
    """brokers: as host:port with commas. fields: the keys of messages that a SELECT can use.

    client: further settings of librdkafka. secrets: of those that nobody should read in a file, the variables
    of the environment that hold them.
    """

    brokers: Text | None = None
    topic: Text | None = None
    group: Text = "touchpoints"
    fields: tuple[Text, ...] | None = Field(default=None, min_length=1)
    client: Annotated[Options, AfterValidator(_client)] = Field(default_factory=dict)
    secrets: dict[Text, Text] = Field(default_factory=dict)
