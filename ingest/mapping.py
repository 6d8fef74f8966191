"""A source's SELECT, understood against the columns of a real file."""

import difflib
from dataclasses import dataclass

import duckdb

from ingest import checks
from ingest.exports.export import Export
from warehouse.contract import RECORD_KINDS, required_columns
from warehouse.errors import SourceError


@dataclass(frozen=True)
class Mapping:
    """One SELECT over `export`: the record kind it makes, and which columns of the contract it gives."""

    kind: str
    select: str
    given: frozenset[str]
    origin_is_list: bool

    @property
    def typed_rows(self) -> str:
        """CTEs that end in `typed`: the mapped rows with every column of the contract in its type."""
        return f"WITH mapped AS ({self.select}\n), typed AS ({checks.typed_select(self.kind, set(self.given))})"

    @property
    def is_good(self) -> str:
        """SQL that is true for a typed row that keeps the contract."""
        return checks.is_good(self.kind, set(self.given))

    @property
    def broken_rule(self) -> str:
        """SQL for the first rule that a typed row breaks, as a struct of `rule` and `value`."""
        return checks.broken_rule(self.kind, set(self.given))


def understand(
    connection: duckdb.DuckDBPyConnection, export: Export, source: str, kind: str, select: str
) -> Mapping:
    """Bind the SELECT to the file's columns. Raises SourceError when it does not fit them or the contract."""
    export.show_with_origin(connection)
    try:
        result = connection.sql(select)
    except duckdb.Error as error:
        raise mapping_failed(source, kind, export, error) from error
    if result is None:
        raise SourceError(f"{_named(source, kind)} is not a SELECT.", "Write one SELECT over 'export'.")
    _refuse_misfits(source, kind, result.columns)
    types = dict(zip(result.columns, map(str, result.types), strict=True))
    given = frozenset(result.columns) - {"origin"}
    return Mapping(kind, select, given, origin_is_list=types["origin"].endswith("[]"))


def mapping_failed(source: str, kind: str, export: Export, error: duckdb.Error) -> SourceError:
    """The database's complaint about a SELECT, in one line."""
    complaint = " ".join(str(error).split("\n\n")[0].split("Candidate bindings")[0].split())
    if isinstance(error, duckdb.BinderException):
        way_out = f"The file has the columns {', '.join(export.columns)}: export the missing one or mend it."
    else:
        way_out = "Mend it; try_cast and try_strptime turn what they cannot read into null."
    return SourceError(f"{_named(source, kind)}: {complaint.rstrip('.!')}.", way_out)


def _refuse_misfits(source: str, kind: str, columns: list[str]) -> None:
    known = list(RECORD_KINDS[kind].columns())
    for needed in ("origin", *required_columns(kind)):
        if needed not in columns:
            raise SourceError(f"{_named(source, kind)} does not give the column '{needed}'.", "Add it.")
    for name in columns:
        if name not in known and name != "origin":
            near = difflib.get_close_matches(name, known, 1)
            way_out = f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(known)}."
            raise SourceError(f"{_named(source, kind)} gives the unknown column '{name}'.", way_out)


def _named(source: str, kind: str) -> str:
    return f"The SELECT for {kind} of source '{source}'"
