"""Where figures are published for other programs: a schema of a PostgreSQL database."""

from typing import Annotated

from pydantic import AfterValidator, Field

from warehouse.place_settings import PostgresAddress, PostgresName
from warehouse.setting_types import Section, Text


def _role(name: str) -> str:
    if name in ("public", "none"):
        raise ValueError("is not the name of one role")
    return name


class Publish(Section):
    """database: its address, without a password; None publishes nothing. schema_: holds nothing else.

    reader: a role that may read there, and has to exist. tables: which are published; else all that can be.
    """

    database: PostgresAddress | None = None
    schema_: PostgresName = Field(default="touchpoints", alias="schema")
    reader: Annotated[PostgresName, AfterValidator(_role)] | None = None
    tables: tuple[Text, ...] = ()
