"""Where the warehouse lies: a folder here, or a catalogue in PostgreSQL, or data in a bucket, or both."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode

from warehouse.setting_types import Section, SomePath, Text

_IN_POSTGRES = ("postgresql", "postgres")
# As PostgreSQL takes it without quotes, with room for the ending of the schema of the state; pg_ is its own.
_NAME = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,56}")


def _in_postgres(text: str) -> str:
    address = _address(text, "postgresql://touchpoints@host:5432/database")
    database = address.path.strip("/")
    if address.scheme not in _IN_POSTGRES or not address.hostname or not database or "/" in database:
        raise ValueError("is not an address as postgresql://touchpoints@host:5432/database")
    return text


def _bucket(text: str) -> str:
    address = _address(text, "s3://bucket/folder/")
    if address.scheme != "s3" or not address.hostname or set(text) & set("*?[]\\"):
        raise ValueError("is not an address as s3://bucket/folder/")
    return f"{text.rstrip('/')}/"


def _address(text: str, example: str) -> SplitResult:
    """Raises ValueError for one with more than the way: what is secret has no place in settings."""
    address = urlsplit(text)
    if address.password is not None:
        raise ValueError("holds a password; give it as a variable or in a file (docs/deployment.md)")
    if address.query or address.fragment:
        raise ValueError(f"has more than an address as {example}; options are variables (docs/deployment.md)")
    return address


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError("is not a name of up to 57 small letters, digits and underscores")
    return text


PostgresAddress = Annotated[Text, AfterValidator(_in_postgres)]
PostgresName = Annotated[str, AfterValidator(_name)]


class Place(Section):
    """folder: on this machine, for what passes and, unless the others say where, for the warehouse itself.

    catalogue: address of a PostgreSQL database. name: of the warehouse among others in that database, whose
    schema it is. data: address of a place in a bucket.
    """

    folder: SomePath = Path("warehouse")
    catalogue: PostgresAddress | None = None
    name: PostgresName = "touchpoints"
    data: Annotated[Text, AfterValidator(_bucket)] | None = None


def _as_place(value: Any) -> Any:
    """A path alone is that of the folder."""
    if isinstance(value, Mapping | Place):
        return value
    if isinstance(value, str) and value.startswith("{"):
        return json.loads(value)
    return {"folder": value}


# As a variable of the environment it is a path, which is no JSON.
SomePlace = Annotated[Place, NoDecode, BeforeValidator(_as_place), Field(validate_default=True)]
