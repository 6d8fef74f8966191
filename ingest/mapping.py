"""A source's SELECT, understood against the columns of a real file."""

import difflib
import json
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.contract import RECORD_KINDS, required_columns
from warehouse.errors import SourceError
from warehouse.sql import identifier

# Steps of a query plan that give one row for each row they take, in the same order.
_ROW_BY_ROW = {"PROJECTION", "SEQ_SCAN", "CTE", "CTE_SCAN"}


@dataclass(frozen=True)
class Mapping:
    """One SELECT over `export`: the record kind it makes, and which columns of the contract it gives.

    `is_row_by_row`: the n-th record comes from the n-th row. Else rows must be numbered to know where a
    record came from.
    """

    kind: str
    select: str
    given: frozenset[str]
    is_row_by_row: bool


def understand(source: str, kind: str, select: str, columns: Sequence[str]) -> Mapping:
    """Bind the SELECT to the file's columns. Raises SourceError when it does not fit them or the contract."""
    with duckdb.connect() as scratch:
        names = "".join(f"{identifier(name)} VARCHAR, " for name in columns)
        raw = ", ".join(f"{identifier(name)} VARCHAR" for name in columns)
        scratch.execute(f"CREATE TABLE export ({names} origin STRUCT(line BIGINT, raw STRUCT({raw})))")
        try:
            statements = [statement.type for statement in scratch.extract_statements(select)]
            if statements != [duckdb.StatementType.SELECT]:
                raise SourceError(
                    f"{_named(source, kind)} is not one SELECT.", "Write one SELECT over 'export'."
                )
            result = scratch.sql(select)
            operators = _operators(_plan(scratch, select))
        except duckdb.Error as error:
            raise mapping_failed(source, kind, columns, error) from error
        given = result.columns
    _refuse_misfits(source, kind, given)
    return Mapping(
        kind=kind,
        select=select,
        given=frozenset(given) - {"origin"},
        is_row_by_row=operators <= _ROW_BY_ROW,
    )


def mapping_failed(source: str, kind: str, columns: Sequence[str], error: duckdb.Error) -> SourceError:
    """The database's complaint about a SELECT, in one line."""
    complaint = " ".join(str(error).split("\n\n")[0].split("Candidate bindings")[0].split())
    if isinstance(error, duckdb.BinderException):
        way_out = f"The file has the columns {', '.join(columns)}: export the missing one or mend the SELECT."
    else:
        way_out = "Mend it; try_cast and try_strptime turn what they cannot read into null."
    return SourceError(f"{_named(source, kind)}: {complaint.rstrip('.!')}.", way_out)


def _refuse_misfits(source: str, kind: str, columns: Sequence[str]) -> None:
    known = list(RECORD_KINDS[kind].columns())
    for needed in ("origin", *required_columns(kind)):
        if needed not in columns:
            raise SourceError(f"{_named(source, kind)} does not give the column '{needed}'.", "Add it.")
    for name in columns:
        if name not in known and name != "origin":
            near = difflib.get_close_matches(name, known, 1)
            way_out = f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(known)}."
            raise SourceError(f"{_named(source, kind)} gives the unknown column '{name}'.", way_out)


def _plan(scratch: duckdb.DuckDBPyConnection, select: str) -> Dictionary[str, Any]:
    """The plan before it is optimised: an optimiser may drop steps that the empty table makes needless."""
    scratch.execute("SET explain_output = 'all'")
    (plan,) = json.loads(scratch.execute(f"EXPLAIN (FORMAT json) {select}").fetchall()[0][1])
    return dict(plan)


def _operators(plan: Dictionary[str, Any]) -> set[str]:
    return {plan["name"].strip()}.union(*(_operators(child) for child in plan["children"]))


def _named(source: str, kind: str) -> str:
    return f"The SELECT for {kind} of source '{source}'"
