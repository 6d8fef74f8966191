"""Everything that can go wrong for a user, each with a title and a way out."""

from collections.abc import Sequence
from typing import Any


class TouchpointsError(Exception):
    """A problem a person can mend. `title` says what and where, `way_out` says how to mend it."""

    exit_status = 1

    def __init__(self, title: str, way_out: str) -> None:
        super().__init__(f"{title} {way_out}")
        self.title = title
        self.way_out = way_out

    @property
    def lines(self) -> Sequence[str]:
        """What a person reads, line by line; mostly one."""
        return [str(self)]

    def __reduce__(self) -> tuple[Any, ...]:
        """Python would make it anew from its text; it has to travel between processes as it is."""
        return _as_it_was, (type(self), self.args, vars(self))


class SettingsError(TouchpointsError):
    """`touchpoints.toml` or a TOUCHPOINTS_… variable is missing, unreadable or wrong."""

    exit_status = 2


class SourceError(TouchpointsError):
    """A source's definition does not fit: its SELECT, its columns or its file pattern."""


class SelectError(SourceError):
    """A source's SELECT cannot be used as it is written. expression: the line that is meant, if known."""

    def __init__(self, title: str, expression: str | None, way_out: str) -> None:
        super().__init__(title, way_out)
        self.expression = expression

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def lines(self) -> Sequence[str]:
        """Where and what, the expression as it stands, what to write."""
        shown = [] if self.expression is None else [f"    {self.expression}"]
        return [self.title, *shown, self.way_out]


class ExportError(TouchpointsError):
    """An export file cannot be read as its source says."""


class WarehouseError(TouchpointsError):
    """The warehouse is absent, busy, or made by another version."""


class NoWarehouseError(WarehouseError):
    """No load has made the warehouse yet."""


class BusyWarehouseError(WarehouseError):
    """Somebody else writes to it for longer than one waits."""

    def __init__(self, holder: str, waited_seconds: float) -> None:
        super().__init__(
            f"The warehouse is being written by {holder}.",
            f"Waited {waited_seconds:g} s (lock_wait_seconds). Try again when it has finished.",
        )


class OtherVersionError(WarehouseError):
    """The warehouse was made by another version."""

    def __init__(self, found: str, read: str) -> None:
        self.found = found
        super().__init__(
            f"The warehouse has tables of version {found}, this program reads version {read}.",
            "Use the version that made it, or load the exports into a new folder with this one.",
        )


class OlderVersionError(OtherVersionError):
    """The warehouse was made by an earlier version, whose tables whatever writes brings up to date."""

    def __init__(self, found: str, read: str) -> None:
        super().__init__(found, read)
        way_out = "Run touchpoints rebuild: it brings them up to date in place, as any load does."
        TouchpointsError.__init__(self, self.title, way_out)


class MissingDataError(WarehouseError):
    """Data files that the catalogue names are gone."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            f"{len(missing):,} data files of the warehouse are missing, the first is {missing[0]}.",
            "Restore the warehouse from a backup, or load the exports into a new one (docs/operations.md).",
        )


class PublishError(TouchpointsError):
    """What the settings say is to be published could not be."""


class QueryError(TouchpointsError):
    """A question cannot be answered: an unknown measure or dimension, or SQL that is not allowed."""

    exit_status = 2


def _as_it_was(
    kind: type[TouchpointsError], args: tuple[object, ...], state: dict[str, object]
) -> TouchpointsError:
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(state)
    return error


def reason_of(error: BaseException) -> str:
    """What an error complains of, in one line without its last full stop."""
    complaint, *_ = str(error).split("\n\nStack Trace")
    return " ".join(complaint.split()).rstrip(".!: ") or type(error).__name__
