"""Settings from `touchpoints.toml` and TOUCHPOINTS_… variables, checked so that no slip is passed over."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import ByteSize, Field, PrivateAttr, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from warehouse.api_settings import Api
from warehouse.balance_settings import Balance, Recovery
from warehouse.channel_roles import ChannelRoles
from warehouse.contract import RECORD_KINDS
from warehouse.cron import cron_of
from warehouse.customer_settings import ContactLevel as ContactLevel
from warehouse.customer_settings import Outbound as Outbound
from warehouse.customer_settings import Relationship as Relationship
from warehouse.declared_targets import PartTargets, WholeTargets
from warehouse.money_settings import Money as Money
from warehouse.own_dimensions import DIMENSIONS_OF_RECORDS, OwnDimensions
from warehouse.place_settings import Place as Place
from warehouse.place_settings import PostgresAddress, SomePlace
from warehouse.publish_settings import Publish as Publish
from warehouse.question_settings import QuestionSets
from warehouse.setting_types import (
    DAY_SECONDS,
    MOST_DAYS,
    WEEKDAYS,
    ContactTier,
    Country,
    Day,
    DeliveryMode,
    HostName,
    Memory,
    Section,
    Share,
    Size,
    SomePath,
    Text,
    TimeZone,
    Weekday,
    no_truth_value,
)
from warehouse.setting_types import FIRST_DAY as FIRST_DAY
from warehouse.setting_types import LAST_DAY as LAST_DAY
from warehouse.source_settings import Source as Source
from warehouse.source_settings import events_source_name as events_source_name

# In the order in which a new customer comes to them.
STAGES = ("reservation", "order", "processing", "delivery", "after_service")
FILE_NAME = "touchpoints.toml"
ENVIRONMENT_PREFIX = "TOUCHPOINTS_"


class Dates(Section):
    """When a contact or an answer can have been; what lies outside is rejected."""

    earliest: Day = date(1990, 1, 1)
    days_ahead: int = Field(default=1, ge=0, le=MOST_DAYS)


class Loading(Section):
    """How loads treat the machine they share and the files they read."""

    threads: int | None = Field(default=None, ge=1, le=1024)
    niceness: int = Field(default=10, ge=0, le=19)
    broken_share: Share = 0.1
    # Beyond half it is the SELECT or the export that is wrong, and what is left of the file a selection.
    max_reject_share: Share = 0.5


class Marts(Section):
    """By what figures are stored, beside department, contact tier and channel, to be there at once."""

    dimensions: tuple[Text, ...] = ()


class Schedule(Section):
    """How `touchpoints schedule` takes files and says what it did."""

    stable_seconds: float = Field(default=10, ge=0, le=3600)
    log: SomePath | None = None


class Upkeep(Section):
    """When `touchpoints schedule` tidies."""

    schedule: Text = "30 3 * * *"

    @field_validator("schedule")
    @classmethod
    def _is_cron(cls, text: str) -> str:
        return cron_of("the upkeep", text)


class Definitions(Section):
    """What the company means by its terms; every page that uses one states it."""

    inactivity_days: int = Field(default=90, ge=1, le=MOST_DAYS)
    first_contact_days: int = Field(default=7, ge=1, le=90)
    service_level_seconds: float = Field(default=20, gt=0, le=DAY_SECONDS)
    handover_minutes: int = Field(default=30, ge=1, le=1440)
    abandons: Literal["ignored", "negative", "positive"] = "ignored"
    appointment_grace_minutes: int = Field(default=10, ge=0, le=24 * 60)
    failure_given_up_days: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    repurchase_days: int = Field(default=90, ge=1, le=MOST_DAYS)
    small_n: int = Field(default=30, ge=1, le=1_000_000)


class Process(Section):
    """The stages that a new customer goes through, and which contacts belong to that."""

    stages: tuple[Text, ...] = Field(default=STAGES, min_length=2, max_length=20)
    reasons: tuple[Text, ...] = ()
    horizon_days: int = Field(default=90, ge=1, le=MOST_DAYS)

    @field_validator("stages")
    @classmethod
    def _differ(cls, stages: tuple[str, ...]) -> tuple[str, ...]:
        twice = sorted({stage for stage in stages if stages.count(stage) > 1})
        if twice:
            raise ValueError(f"the stage '{twice[0]}' stands twice")
        return stages


class Journeys(Section):
    """Which contacts of a customer are one journey, and how long who ended it is watched."""

    gap_days: int = Field(default=7, ge=1, le=365)
    joined_by: Literal["customer", "reason"] = "customer"
    item: Text = "journey"
    staying_days: int = Field(default=60, ge=1, le=MOST_DAYS)


class Calendar(Section):
    """Which days are working days. Without a country and closed days no holidays are known."""

    country: Country | None = None
    subdivision: Text | None = None
    closed: tuple[Day, ...] = ()
    working_days: tuple[Weekday, ...] = Field(default=WEEKDAYS[:5], min_length=1)

    @model_validator(mode="after")
    def _makes_sense(self) -> "Calendar":
        if self.subdivision is not None and self.country is None:
            raise ValueError("has a subdivision without its country")
        return self


class QueryLimits(Section):
    """What one ad-hoc query may use; it runs in a process of its own that is ended beyond."""

    seconds: float = Field(default=60, gt=0, le=DAY_SECONDS)
    rows: int = Field(default=100_000, ge=1, le=100_000_000)
    size: Size = Field(default=ByteSize(200_000_000), ge=1_000)
    memory: Memory = Field(default=ByteSize(2_000_000_000))
    spill: Size = Field(default=ByteSize(10_000_000_000))


class Server(Section):
    """Whom the dashboard answers, and what one of them may use of it."""

    hosts: list[HostName] = Field(default=["localhost", "127.0.0.1", "[::1]"])
    body: Size = Field(default=ByteSize(1_000_000), ge=10_000)
    connections: int = Field(default=400, ge=10, le=10_000)
    connections_per_address: int = Field(default=100, ge=5, le=10_000)
    idle_seconds: float = Field(default=60, gt=0, le=DAY_SECONDS)
    drain_seconds: float = Field(default=0, ge=0, le=3600)
    run_now: Literal["loopback", "always", "never"] = "loopback"
    writing: Literal["loopback", "always", "never"] = "loopback"
    customer_records: Literal["shown", "hidden"] = "shown"
    cache: Size = Field(default=ByteSize(500_000_000))


class State(Section):
    """Where what people decide is kept, unless that is beside the catalogue."""

    database: PostgresAddress | None = None


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

    _no_truth_values = field_validator("*", mode="before")(no_truth_value)

    warehouse: SomePlace = Place()
    business_time_zone: TimeZone = "UTC"
    language: Literal["ko", "en"] = "en"
    staff_names: Literal["hidden", "shown"] = "hidden"
    memory_limit: Memory = Field(default=ByteSize(2_000_000_000))
    lock_wait_seconds: float = Field(default=600, ge=0, le=7 * DAY_SECONDS)
    keep_snapshots_days: int = Field(default=30, ge=1, le=MOST_DAYS)
    channels: dict[Text, DeliveryMode] = Field(default_factory=dict)
    delivery_modes: dict[DeliveryMode, ContactTier] = Field(default_factory=dict)
    channel_roles: ChannelRoles = ChannelRoles()
    dates: Dates = Dates()
    loading: Loading = Loading()
    marts: Marts = Marts()
    schedule: Schedule = Schedule()
    upkeep: Upkeep = Upkeep()
    definitions: Definitions = Definitions()
    process: Process = Process()
    journeys: Journeys = Journeys()
    money: Money = Money()
    balance: Balance = Balance()
    recovery: Recovery = Recovery()
    relationship: Relationship = Relationship()
    contact_level: ContactLevel = ContactLevel()
    outbound: Outbound = Outbound()
    calendar: Calendar = Calendar()
    targets: WholeTargets = Field(default_factory=dict)
    targets_for: PartTargets = Field(default_factory=list)
    question_sets: QuestionSets = Field(default_factory=dict)
    query: QueryLimits = QueryLimits()
    server: Server = Server()
    state: State = State()
    publish: Publish = Publish()
    api: Api = Api()
    dimensions: OwnDimensions = Field(default_factory=list)
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
        taken = sorted({*names} & {events_source_name(kind) for kind in RECORD_KINDS})
        if taken:
            raise ValueError(
                f"a source is called '{taken[0]}', as are the events that are sent to the server"
            )
        return self

    @model_validator(mode="after")
    def _marts_can_have_these_dimensions(self) -> "Settings":
        own = [dimension.name for dimension in self.dimensions]
        for name in self.marts.dimensions:
            if name not in (*DIMENSIONS_OF_RECORDS, *own):
                raise ValueError(f"marts cannot be stored by '{name}', which is no dimension of records")
        return self

    @property
    def has_streams(self) -> bool:
        """Whether anything comes other than as files."""
        return bool(self.api.tokens) or any(source.is_stream for source in self.sources)

    @property
    def folder(self) -> Path:
        """The folder of `touchpoints.toml`, from which relative paths start."""
        return self._folder

    @cached_property
    def lake_folder(self) -> Path:
        """The warehouse's folder here: with its catalogue and data, unless they lie elsewhere."""
        return (self._folder / self.warehouse.folder).resolve()
