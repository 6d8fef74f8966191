"""What values settings may have, and the base of their sections: a slip is refused with its reason."""

import difflib
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    Field,
    WrapValidator,
    field_validator,
)

# Where exports can be fetched from.
REMOTE_SCHEMES = ("s3", "sftp", "https", "http")
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


def _known_country(code: str) -> str:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    countries = dict(line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    if code in countries:
        return code
    hint = f"; did you mean '{code.upper()}'?" if code.upper() in countries else ""
    raise ValueError(f"is not the code of a country, as KR{hint}")


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


def _date_pattern(text: str) -> str:
    """Each part of a day once, and no other code: what else is in it stands for itself."""
    if sorted(re.findall("%.?", text)) != ["%Y", "%d", "%m"]:
        raise ValueError("does not have each of %Y, %m and %d once, as in %Y-%m-%d")
    return text


def _marker(text: str) -> str:
    """The name of a file beside another, made of the other's name."""
    rest = text.replace("{file}", "", 1)
    if rest == text or any(sign in rest for sign in "{}/\\") or not rest:
        raise ValueError("is not a name made of the file's, as {file}.done")
    return text


def _remote_address(text: str) -> str:
    """Of a file elsewhere, or of several by wildcards, without a password: settings are no place for one."""
    address = urlsplit(text)
    if address.scheme not in REMOTE_SCHEMES or not address.hostname or not address.path.strip("/"):
        raise ValueError(
            f"is not an address of files, as sftp://host/folder/*.csv ({', '.join(REMOTE_SCHEMES)})"
        )
    if address.password is not None:
        raise ValueError("has a password in it; give it by a variable, as FSSPEC_SFTP_PASSWORD")
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
DatePattern = Annotated[str, Field(max_length=100), AfterValidator(_printable), AfterValidator(_date_pattern)]
RemoteAddress = Annotated[
    str, Field(max_length=2000), AfterValidator(_printable), AfterValidator(_remote_address)
]
Marker = Annotated[str, Field(max_length=100), AfterValidator(_printable), AfterValidator(_marker)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY), BeforeValidator(_day)]
# A petabyte is more than any machine has; the database cannot count much further.
Size = Annotated[ByteSize, Field(le=10**15), WrapValidator(_size)]
# ISO 3166, two letters.
Country = Annotated[str, AfterValidator(_known_country)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
TimeZone = Annotated[str, AfterValidator(_known_time_zone)]
DeliveryMode = Literal[
    "mail", "digital", "phone", "face_to_face_tight", "face_to_face_loose", "face_to_face_customised"
]
ContactTier = Literal["high", "medium", "low"]
Share = Annotated[float, Field(ge=0, le=1)]
# DuckDB cannot work in less.
Memory = Annotated[Size, Field(ge=50_000_000)]
# A century: longer than any of these terms can mean.
MOST_DAYS = 36_500
DAY_SECONDS = 86_400


def no_truth_value(value: Any) -> Any:
    """As a number, true and false would be 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("cannot be true or false")
    return value


class Closed(BaseModel):
    """A table of the settings file. Its keys are known ones, its values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Section(Closed):
    """A table without anything that is true or false."""

    _no_truth_values = field_validator("*", mode="before")(no_truth_value)
