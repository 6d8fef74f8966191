"""Dimensions of the company's own: columns of its exports, and columns made of them by a table."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Literal

import duckdb
from pydantic import AfterValidator, Field, StrictBool, model_validator

from warehouse.contract import LOCAL_TIMES, RECORD_KINDS
from warehouse.setting_types import Closed, Text
from warehouse.words import Words

DIMENSIONS_OF_RECORDS = (
    *("department", "contact_tier", "channel", "delivery_mode", "stage", "reason", "is_booked", "handled_by"),
    *("agent_id", "outcome", "direction", "handed_to", "asked_again", "failure_origin"),
    *("segment", "customer_type", "tenure", "age_band", "gender", "region"),
)
BUILT_IN_DIMENSIONS = (
    *DIMENSIONS_OF_RECORDS,
    *("day", "week", "month", "weekday", "day_kind", "hour", "contact_number"),
)
# What loads add to records, and what the SQL around them calls its own.
_ADDED_COLUMNS = (
    *("load_id", "first_load_id", "origin", "origin_id", "is_no_show", "valid_until"),
    *("rowid", "row_id", "is_stated", "is_latest", "position", "broken", "filename", "file_row_number"),
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("is not a name of small letters, digits and _, up to 60, beginning with a letter")
    if name in _words_of_sql():
        raise ValueError("is a word of SQL; call it otherwise")
    return name


def _is_taken(name: str) -> bool:
    return name in _taken_names() or name.endswith("_text") or name.startswith(("reject_", "touchpoints_"))


class DimensionWords(Closed):
    """What a dimension is called; where a language is left out, by its name."""

    ko: Text | None = None
    en: Text | None = None


class OwnDimension(Closed):
    """A dimension that the company declares.

    of: the record kind whose SELECT gives it as a column; where the contract has that column as a dimension,
    only its words and order are the company's. from_: else the dimension whose values the table `values`
    turns into its own; those that the table does not list are not known.
    """

    name: Annotated[Text, AfterValidator(_name)]
    of: Literal["contacts", "customers"] | None = None
    from_: Text | None = Field(default=None, alias="from")
    words: DimensionWords = DimensionWords()
    values: dict[Text, Text] = Field(default_factory=dict)
    order: list[Text] = Field(default_factory=list)
    is_filter: StrictBool = True

    @model_validator(mode="after")
    def _makes_sense(self) -> "OwnDimension":
        if (self.of is None) == (self.from_ is None):
            raise ValueError(f"'{self.name}' needs one of the keys 'of' and 'from'")
        if (self.from_ is None) != (not self.values):
            raise ValueError(f"'{self.name}' needs 'values' just if it has 'from'")
        if _is_taken(self.name) and not self.is_known:
            raise ValueError(
                f"'{self.name}' is a column or a dimension that there is already; call it otherwise"
            )
        twice = _first_repeated(self.order)
        if twice:
            raise ValueError(f"'{self.name}' has '{twice}' twice in its order")
        return self

    @property
    def is_known(self) -> bool:
        """Whether the contract has it as a dimension of this record kind."""
        return (
            self.of is not None
            and self.name in RECORD_KINDS[self.of].columns()
            and self.name in DIMENSIONS_OF_RECORDS
        )

    @property
    def label(self) -> Words:
        """What readers see."""
        return self.words_of(Words(self.name, self.name))

    def words_of(self, known: Words) -> Words:
        """Those declared, and those known in a language that is left out."""
        return Words(self.words.ko or known.ko, self.words.en or known.en)


def _fit_together(dimensions: list[OwnDimension]) -> list[OwnDimension]:
    """Names differ, and each `from` leads to a column, not in a circle."""
    twice = _first_repeated(dimension.name for dimension in dimensions)
    if twice:
        raise ValueError(f"two dimensions are called '{twice}'")
    derived = {dimension.name: dimension.from_ for dimension in dimensions}
    for name, origin in derived.items():
        steps = [name]
        while origin is not None and origin not in BUILT_IN_DIMENSIONS:
            if origin in steps:
                raise ValueError(f"'{name}' is made from itself")
            if origin not in derived:
                raise ValueError(f"'{steps[-1]}' is made from '{origin}', which is no dimension")
            steps.append(origin)
            origin = derived[origin]
    return dimensions


OwnDimensions = Annotated[list[OwnDimension], AfterValidator(_fit_together)]


def own_columns(dimensions: Iterable[OwnDimension], kind: str) -> list[str]:
    """The columns that the company adds to a record kind."""
    return [own.name for own in dimensions if own.of == kind and not own.is_known]


def _first_repeated(names: Iterable[str]) -> str | None:
    return next((name for name, times in Counter(names).items() if times > 1), None)


@cache
def _taken_names() -> frozenset[str]:
    contract = {column for schema in RECORD_KINDS.values() for column in schema.columns()}
    local_times = {column for columns in LOCAL_TIMES.values() for column in columns}
    return frozenset(contract | local_times | {*BUILT_IN_DIMENSIONS, *_ADDED_COLUMNS, *RECORD_KINDS})


@cache
def _words_of_sql() -> frozenset[str]:
    """Those that cannot name a column everywhere without quotes."""
    query = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'"
    with duckdb.connect() as connection:
        return frozenset(word for (word,) in connection.sql(query).fetchall())
