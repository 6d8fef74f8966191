"""The settings of a source: where its records come from, how they are written, and what maps them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from warehouse.contract import HISTORIES, RECORD_KINDS, emptiable_columns
from warehouse.cron import cron_of
from warehouse.export_format import ExportFormat
from warehouse.setting_types import (
    MOST_DAYS,
    DatePattern,
    Marker,
    Pattern,
    RemoteAddress,
    Share,
    SomePath,
    Text,
    TimeZone,
)


class Source(ExportFormat):
    """One system that writes exports: which files, how they are written, and one SELECT per record kind."""

    name: Text
    from_: RemoteAddress | None = Field(default=None, alias="from")
    files: Pattern | None = None
    time_zone: TimeZone | None = None
    date_in_name: DatePattern | None = None
    max_reject_share: Share | None = None
    late_after_hours: float | None = Field(default=None, gt=0, le=24 * MOST_DAYS)
    schedule: Text | None = None
    marker: Marker | None = None
    after_loading: Literal["stay", "archive"] = "stay"
    archive: SomePath = Path("archive")
    empty_when_broken: tuple[Text, ...] = ()
    contacts: SomePath | None = None
    answers: SomePath | None = None
    customers: SomePath | None = None
    purchases: SomePath | None = None
    staff: SomePath | None = None

    @field_validator("schedule")
    @classmethod
    def _is_cron(cls, text: str | None, info: ValidationInfo) -> str | None:
        return text and cron_of(f"source '{info.data.get('name', '')}'", text)

    @model_validator(mode="after")
    def _makes_sense(self) -> "Source":
        if not self.mappings:
            raise ValueError(f"names no SELECT; give at least one of {', '.join(RECORD_KINDS)}")
        if self.date_in_name is not None and not any(kind in HISTORIES for kind in self.mappings):
            raise ValueError("has date_in_name, which is for customers and staff, and no SELECT for either")
        can_be_empty = [name for kind in self.mappings for name in emptiable_columns(kind)]
        for name in self.empty_when_broken:
            if name not in can_be_empty:
                raise ValueError(
                    f"empties '{name}', which is none of {', '.join(dict.fromkeys(can_be_empty))}"
                )
        return self

    @model_validator(mode="after")
    def _has_files_or_a_topic(self) -> "Source":
        if not self.is_stream:
            if self.files is None:
                raise ValueError('does not say its files, as files = "exports/calls/*.csv"')
            return self
        for name in ("files", "schedule", "marker", "date_in_name", "after_loading", "archive", "from_"):
            if name in self.model_fields_set:
                raise ValueError(f"reads Kafka and has '{name.rstrip('_')}', which is for files")
        return self

    @property
    def is_stream(self) -> bool:
        """Whether it comes otherwise than as files."""
        return self.format == "kafka"

    @property
    def mappings(self) -> dict[str, Path]:
        """The `.sql` file of each record kind the source feeds."""
        given = {kind: getattr(self, kind) for kind in RECORD_KINDS}
        return {kind: path for kind, path in given.items() if path is not None}


def events_source_name(kind: str) -> str:
    """What the ledger calls the source of the events of a record kind that are sent to the server."""
    return f"events.{kind}"
