"""Who may send events to the server, and how much."""

import re
from typing import Annotated

from pydantic import AfterValidator, ByteSize, Field, model_validator

from warehouse.contract import RECORD_KINDS
from warehouse.setting_types import DAY_SECONDS, Section, Size, Text

HASH_PREFIX = "sha256:"
_HASH = re.compile(rf"{HASH_PREFIX}[0-9a-f]{{64}}")


def _hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise ValueError("is not the hash that 'touchpoints token new' prints")
    return text


def _kind(name: str) -> str:
    if name not in RECORD_KINDS:
        raise ValueError(f"'{name}' is none of {', '.join(RECORD_KINDS)}")
    return name


Kind = Annotated[str, AfterValidator(_kind)]


class Token(Section):
    """One who may send: the hash of the secret it shows, and the record kinds it may send."""

    name: Text
    hash: Annotated[str, AfterValidator(_hash)]
    kinds: tuple[Kind, ...] = Field(default=tuple(RECORD_KINDS), min_length=1)


class Api(Section):
    """Events sent to the server. Without a token nobody may send any."""

    tokens: list[Token] = Field(default_factory=list)
    records: int = Field(default=10_000, ge=1, le=1_000_000)
    unpacked: Size = Field(default=ByteSize(10_000_000), ge=10_000)
    records_per_second: float = Field(default=2_000, gt=0, le=1_000_000)
    waiting: Size = Field(default=ByteSize(2_000_000_000), ge=1_000_000)
    load_every_seconds: float = Field(default=2, ge=0.1, le=DAY_SECONDS)

    @model_validator(mode="after")
    def _names_differ(self) -> "Api":
        names = [token.name for token in self.tokens]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"has two tokens that are called '{twice[0]}'")
        return self
