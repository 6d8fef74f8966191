"""Where a warehouse lies, as the database takes it. Light: every ad-hoc query's own process needs it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Bucket:
    """The way to an S3 store and the key to it. Without a key it is asked as anybody may."""

    key_id: str | None = None
    secret: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    endpoint: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Postgres:
    """A database of PostgreSQL. How one is let in - password, certificates - its own client library knows."""

    host: str
    port: int | None
    database: str
    user: str | None


@dataclass(frozen=True)
class Location:
    """catalogue: the path of a SQLite file, or the address of a PostgreSQL database. name: the schema there.

    data: a folder, or an address in the bucket.
    """

    catalogue: str
    data: str
    name: str = "main"
    bucket: Bucket | None = None

    @property
    def postgres(self) -> Postgres | None:
        """The database of the catalogue, unless that is a file."""
        return postgres_of(self.catalogue) if is_address(self.catalogue) else None

    @property
    def extensions(self) -> tuple[str, ...]:
        """Those of DuckDB that it takes."""
        return extensions_of(self.catalogue, self.data)


def extensions_of(catalogue: str, data: str) -> tuple[str, ...]:
    """Those of DuckDB that read a catalogue and data where they are."""
    reader = "postgres_scanner" if is_address(catalogue) else "sqlite_scanner"
    return ("ducklake", reader, *(("httpfs",) if is_address(data) else ()))


def is_address(place: str | Path) -> bool:
    """Whether it lies elsewhere than in the file system."""
    return "://" in str(place)


def postgres_of(address: str) -> Postgres:
    """The parts of postgresql://user@host:port/database."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    user = None if parts.username is None else unquote(parts.username)
    return Postgres(parts.hostname, parts.port, unquote(parts.path.strip("/")), user)
