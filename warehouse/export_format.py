"""How a source's export files are written: their format, and the settings that each format has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from warehouse.kafka_settings import KafkaSettings
from warehouse.setting_types import Character, Delimiter, Text

Encoding = Literal[
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp949",
    "euc-kr",
    "shift-jis",
    "windows-1252",
    "latin-1",
]


@dataclass(frozen=True)
class Format:
    """suffixes: how its files are called in an archive. settings: those of a source that it listens to."""

    suffixes: tuple[str, ...]
    settings: frozenset[str]


_NUMBERS = frozenset({"decimal", "thousands"})
_LINES = frozenset({"encoding", "header_row", *_NUMBERS})
FORMATS: Mapping[str, Format] = {
    "csv": Format((".csv",), _LINES | {"delimiter", "quote"}),
    "tsv": Format((".tsv",), _LINES | {"delimiter", "quote"}),
    "fixed": Format((), _LINES | {"columns", "widths", "positions"}),
    "jsonl": Format((".jsonl", ".ndjson", ".json"), frozenset({"encoding", "rows"})),
    "json": Format((".json", ".jsonl", ".ndjson"), frozenset({"encoding", "rows"})),
    "parquet": Format((".parquet",), frozenset()),
    "excel": Format(
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        frozenset({"encoding", "header_row", "sheet", "sheets", "tables"}),
    ),
    "html": Format((".html", ".htm", ".xls"), _LINES | {"tables"}),
    "xml": Format((".xml",), _NUMBERS | {"encoding", "row"}),
    "xes": Format((".xes",), frozenset({"encoding"})),
    "kafka": Format((), _NUMBERS | KafkaSettings.model_fields.keys()),
}
_OPTIONS = frozenset[str]().union(*(known.settings for known in FORMATS.values()))


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise ValueError(f"is none of {', '.join(FORMATS)}")
    return name


def _all_or_patterns(value: Any) -> Any:
    if value == "all":
        return ("*",)
    if isinstance(value, list | tuple) and value and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise ValueError('is neither "all" nor a list of names, as ["2026-*"]')


def _all_or_numbers(value: Any) -> Any:
    is_list = isinstance(value, list | tuple) and len(value) > 0
    if value == "all" or (is_list and all(type(number) is int and number > 0 for number in value)):
        return value
    raise ValueError('is neither "all" nor a list of numbers from 1, as [2]')


def _first_and_last(value: Any) -> Any:
    match value:
        case [int(first), int(last)] if 1 <= first <= last:
            return value
    raise ValueError("is not the first and the last position of a column, as [1, 8]")


Place = Annotated[tuple[int, int], BeforeValidator(_first_and_last)]
Width = Annotated[int, Field(ge=1)]


class ExportFormat(KafkaSettings):
    """What a source says of how its files are written."""

    format: Annotated[str, AfterValidator(_known_format)]
    encoding: Encoding = "utf-8"
    header_row: int | None = Field(default=None, ge=1, le=1_000_000)
    delimiter: Delimiter | None = None
    quote: Character = '"'
    decimal: Literal[".", ","] = "."
    thousands: Literal[",", ".", " ", "'"] | None = None
    sheet: Text | None = None
    sheets: Annotated[tuple[Text, ...], BeforeValidator(_all_or_patterns)] | None = None
    tables: Annotated[Literal["all"] | tuple[int, ...], BeforeValidator(_all_or_numbers)] | None = None
    rows: Text | None = None
    row: Text | None = None
    columns: dict[Text, Place] | None = Field(default=None, min_length=1)
    widths: dict[Text, Width] | None = Field(default=None, min_length=1)
    positions: Literal["characters", "bytes"] = "characters"

    @model_validator(mode="after")
    def _fits_its_format(self) -> "ExportFormat":
        # In the order of the fields, so that the same slip is told first each time.
        for name in type(self).model_fields:
            if name in self.model_fields_set & _OPTIONS - FORMATS[self.format].settings:
                users = ", ".join(other for other, known in FORMATS.items() if name in known.settings)
                raise ValueError(f"has '{name}', which is not for {self.format} but for {users}")
        return self

    @model_validator(mode="after")
    def _is_clear(self) -> "ExportFormat":
        if self.delimiter == self.quote:
            raise ValueError("has the same character as delimiter and quote")
        if self.decimal == self.thousands:
            raise ValueError("has the same character as decimal and thousands")
        if self.sheet is not None and self.sheets is not None:
            raise ValueError("has both 'sheet' and 'sheets'; give one of them")
        if self.format == "xml" and self.row is None:
            raise ValueError("does not name the element of a row; give 'row', as row = \"call\"")
        if self.format == "kafka":
            missing = [name for name in ("brokers", "topic", "fields") if getattr(self, name) is None]
            if missing:
                raise ValueError(f"reads Kafka and does not say its {' and '.join(missing)}")
        if self.format == "fixed" and (self.columns is None) == (self.widths is None):
            raise ValueError("needs either 'columns' or 'widths' to split its lines")
        if self.positions == "bytes" and self.encoding.startswith("utf-16"):
            raise ValueError("counts positions in bytes, which UTF-16 does not do; count characters")
        return self

    @property
    def stated_encoding(self) -> str | None:
        """The encoding if the settings say it; a file may then not say otherwise of itself."""
        return self.encoding if "encoding" in self.model_fields_set else None
