"""Settings from `touchpoints.toml` and TOUCHPOINTS_… variables, checked so that no slip is passed over."""

import difflib
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    Field,
    PrivateAttr,
    WrapValidator,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from warehouse.contract import RECORD_KINDS

FILE_NAME = "touchpoints.toml"
ENVIRONMENT_PREFIX = "TOUCHPOINTS_"
# Days outside are slips of the pen; those far outside overflow the calendar.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def _known_time_zone(name: str) -> str:
    try:
        # Files of the system that are no names of zones: the database knows none of them.
        if name == "localtime" or name.startswith(("posix", "right/")):
            raise ZoneInfoNotFoundError
        return ZoneInfo(name).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        near = difflib.get_close_matches(name, available_timezones(), 1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise ValueError(f"'{name}' is not a time zone{hint}") from None


def _host_name(name: str) -> str:
    if _HOST_NAME.fullmatch(name):
        return name
    raise ValueError(f"'{name}' is not the name or address of a host; leave out http:// and the port")


# As browsers send it: a name, or an address, if of IPv6 in brackets or without.
_HOST_NAME = re.compile(r"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")
HostName = Annotated[str, AfterValidator(_host_name)]


def _printable(text: str) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise ValueError("holds a control character, or bytes that are not UTF-8")
    return text


def _delimiter(text: str) -> str:
    return text if text == "\t" else _printable(text)


def _some_path(path: Path) -> Path:
    text = _printable(str(path))
    if path == Path() or len(text) > _LONGEST_PATH:
        raise ValueError(f"is not a path of 1 to {_LONGEST_PATH:,} characters")
    return path


def _pattern(text: str) -> str:
    """Python's glob accepts it, and is done with it in reasonable time."""
    if text.count("**") > _MOST_DEEP_PARTS:
        raise ValueError(f"has more than {_MOST_DEEP_PARTS} parts '**'")
    try:
        next(Path("no such folder").glob(text), None)
    except NotImplementedError:
        raise ValueError("is not relative to the folder of the settings file") from None
    except (ValueError, IndexError, OSError, RecursionError) as error:
        raise ValueError(f"is not a pattern of files ({error})") from None
    return text


def _size(value: Any, read: Callable[[Any], ByteSize]) -> ByteSize:
    try:
        return read(value)
    except OverflowError:
        raise ValueError("is too large") from None


def _day(value: Any) -> Any:
    """Only what looks like a day: numbers would be taken as seconds since 1970."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, date):
        return value
    raise ValueError("is not a day, as 2026-10-31")


# What file systems hold at most, with room for a name behind it.
_LONGEST_PATH = 1_000
# Every `**` multiplies the folders to look into.
_MOST_DEEP_PARTS = 2
Text = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_printable)]
Character = Annotated[str, Field(min_length=1, max_length=1), AfterValidator(_printable)]
Delimiter = Annotated[str, Field(min_length=1, max_length=1), AfterValidator(_delimiter)]
SomePath = Annotated[Path, AfterValidator(_some_path)]
Pattern = Annotated[
    str,
    Field(min_length=1, max_length=_LONGEST_PATH),
    AfterValidator(_printable),
    AfterValidator(_pattern),
]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY), BeforeValidator(_day)]
# A petabyte is more than any machine has; the database cannot count much further.
Size = Annotated[ByteSize, Field(le=10**15), WrapValidator(_size)]
TimeZone = Annotated[str, AfterValidator(_known_time_zone)]
DeliveryMode = Literal[
    "mail", "digital", "phone", "face_to_face_tight", "face_to_face_loose", "face_to_face_customised"
]
ContactTier = Literal["high", "medium", "low"]
Share = Annotated[float, Field(ge=0, le=1)]
# DuckDB cannot work in less.
Memory = Annotated[Size, Field(ge=50_000_000)]
# A century: longer than any of these terms can mean.
_MOST_DAYS = 36_500
_DAY_SECONDS = 86_400


def _no_truth_value(value: Any) -> Any:
    """No setting is true or false; as a number they would be 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("cannot be true or false")
    return value


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    _no_truth_values = field_validator("*", mode="before")(_no_truth_value)


class Source(_Section):
    """One system that writes exports: which files, how they are written, and one SELECT per record kind."""

    name: Text
    files: Pattern
    format: Literal["csv", "tsv", "jsonl", "parquet", "excel"]
    encoding: Literal["utf-8", "cp949", "euc-kr", "latin-1"] = "utf-8"
    time_zone: TimeZone | None = None
    delimiter: Delimiter | None = None
    quote: Character = '"'
    sheet: Text | None = None
    contacts: SomePath | None = None
    answers: SomePath | None = None
    customers: SomePath | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> "Source":
        if not self.mappings:
            raise ValueError("names no SELECT; give at least one of contacts, answers, customers")
        if self.delimiter == self.quote:
            raise ValueError("has the same character as delimiter and quote")
        return self

    @property
    def mappings(self) -> dict[str, Path]:
        """The `.sql` file of each record kind the source feeds."""
        given = {kind: getattr(self, kind) for kind in RECORD_KINDS}
        return {kind: path for kind, path in given.items() if path is not None}


class Dates(_Section):
    """When a contact or an answer can have been; what lies outside is rejected."""

    earliest: Day = date(1990, 1, 1)
    days_ahead: int = Field(default=1, ge=0, le=_MOST_DAYS)


class Loading(_Section):
    """How loads treat the machine they share and the files they read."""

    threads: int | None = Field(default=None, ge=1, le=1024)
    niceness: int = Field(default=10, ge=0, le=19)
    broken_share: Share = 0.1


class Definitions(_Section):
    """What the company means by its terms; every page that uses one states it."""

    inactivity_days: int = Field(default=90, ge=1, le=_MOST_DAYS)
    first_contact_days: int = Field(default=7, ge=1, le=90)
    service_level_seconds: float = Field(default=20, gt=0, le=_DAY_SECONDS)
    abandons: Literal["ignored", "negative", "positive"] = "ignored"
    failure_given_up_days: int | None = Field(default=None, ge=1, le=_MOST_DAYS)
    small_n: int = Field(default=30, ge=1, le=1_000_000)


class Targets(_Section):
    """The value each measure should reach, in the measure's own unit (rates as 0-1)."""

    csat: Share | None = None
    nps: float | None = Field(default=None, ge=-100, le=100)
    ces: float | None = Field(default=None, ge=1, le=7)
    service_level: Share | None = None
    abandonment: Share | None = None
    failure: Share | None = None
    complaint: Share | None = None
    repeat_contact: Share | None = None


class QueryLimits(_Section):
    """What one ad-hoc query may use; it runs in a process of its own that is ended beyond."""

    seconds: float = Field(default=60, gt=0, le=_DAY_SECONDS)
    rows: int = Field(default=100_000, ge=1, le=100_000_000)
    size: Size = Field(default=ByteSize(200_000_000), ge=1_000)
    memory: Memory = Field(default=ByteSize(2_000_000_000))
    spill: Size = Field(default=ByteSize(10_000_000_000))


class Server(_Section):
    """Whom the dashboard answers, and what one of them may use of it."""

    hosts: list[HostName] = ["localhost", "127.0.0.1", "[::1]"]
    body: Size = Field(default=ByteSize(1_000_000), ge=10_000)
    connections: int = Field(default=400, ge=10, le=10_000)
    connections_per_address: int = Field(default=100, ge=5, le=10_000)
    idle_seconds: float = Field(default=60, gt=0, le=_DAY_SECONDS)
    cache: Size = Field(default=ByteSize(500_000_000))


class Settings(BaseSettings):
    """All settings. Paths are relative to the folder of the file."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
    )
    _folder: Path = PrivateAttr(default_factory=Path.cwd)

    _no_truth_values = field_validator("*", mode="before")(_no_truth_value)

    warehouse: SomePath = Path("warehouse")
    business_time_zone: TimeZone = "UTC"
    language: Literal["ko", "en"] = "en"
    memory_limit: Memory = Field(default=ByteSize(2_000_000_000))
    lock_wait_seconds: float = Field(default=600, ge=0, le=7 * _DAY_SECONDS)
    keep_snapshots_days: int = Field(default=30, ge=1, le=_MOST_DAYS)
    channels: dict[Text, DeliveryMode] = Field(default_factory=dict)
    delivery_modes: dict[DeliveryMode, ContactTier] = Field(default_factory=dict)
    dates: Dates = Dates()
    loading: Loading = Loading()
    definitions: Definitions = Definitions()
    targets: Targets = Targets()
    query: QueryLimits = QueryLimits()
    server: Server = Server()
    sources: list[Source] = Field(default_factory=list)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @model_validator(mode="after")
    def _source_names_differ(self) -> "Settings":
        names = [source.name for source in self.sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two sources are called '{twice[0]}'")
        return self

    @property
    def folder(self) -> Path:
        """The folder of `touchpoints.toml`, from which relative paths start."""
        return self._folder

    @cached_property
    def lake_folder(self) -> Path:
        """Where the warehouse keeps its catalogue, data files and lock."""
        return (self._folder / self.warehouse).resolve()
