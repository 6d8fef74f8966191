"""A source's SELECT, understood against the columns of a real file."""

import difflib
import json
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import duckdb

from ingest.cleaning import declare_cleaning, uses_cleaning
from ingest.exports.names import ORIGIN, ORIGIN_ID, Names
from ingest.numbers import NumberFormat
from ingest.selects.advice import explained
from ingest.selects.complaint import complaint_while_binding
from ingest.selects.tree import Node, depends_on_other_rows, looks_at_lines, select_tree
from warehouse.contract import key_column, required_columns
from warehouse.errors import SourceError
from warehouse.records import record_columns
from warehouse.settings import Settings, Source
from warehouse.sql import identifier

# Steps of a query plan that give one row for each row they take, in the same order.
_ROW_BY_ROW = {"PROJECTION", "SEQ_SCAN", "CTE", "CTE_SCAN"}


@dataclass(frozen=True)
class Mapping:
    """One SELECT over `export`: the record kind it makes, and which columns of the contract it gives.

    `is_row_by_row`: the n-th record comes from the n-th row. `looks_at_lines`: the SELECT makes something of
    the numbers of lines. `has_ids_by_place`: its ids depend on other rows. `numbers`: how those are written
    that it gives as text. `emptied`: columns of which a value that breaks a rule is emptied, and the record
    taken.
    """

    kind: str
    select: str
    given: frozenset[str]
    is_row_by_row: bool
    looks_at_lines: bool
    numbers: NumberFormat
    has_ids_by_place: bool
    emptied: frozenset[str] = frozenset()

    @property
    def needs_lines(self) -> bool:
        """Whether rows must be numbered: to know where a record came from, or because the SELECT asks."""
        return self.looks_at_lines or not self.is_row_by_row


def understand(settings: Settings, its_source: Source, kind: str, select: str, names: Names) -> Mapping:
    """Bind the SELECT to the file's columns. Raises SourceError when it does not fit them or the contract."""
    columns = tuple(names.usable), tuple(names.changed.items())
    path = its_source.mappings[kind].as_posix()
    numbers = NumberFormat(its_source.decimal, its_source.thousands)
    mapping = _understand(
        its_source.name, path, kind, select, *columns, tuple(record_columns(settings, kind)), numbers
    )
    return replace(mapping, emptied=mapping.given.intersection(its_source.empty_when_broken))


# Files of one source mostly have the same columns.
@lru_cache(maxsize=64)
def _understand(
    source: str,
    path: str,
    kind: str,
    select: str,
    usable: tuple[str, ...],
    changed: tuple[tuple[str, str], ...],
    known: tuple[str, ...],
    numbers: NumberFormat,
) -> Mapping:
    select, named = _without_semicolon(select), f"The SELECT for {kind} of source '{source}'"
    bound = _bind(named, path, select, Names(usable, dict(changed)))
    _refuse_misfits(known, named, kind, list(bound.given))
    _refuse_other_origin(named, bound)
    return Mapping(
        kind=kind,
        select=select,
        given=frozenset(bound.given) - {ORIGIN, ORIGIN_ID},
        is_row_by_row=bound.is_row_by_row,
        looks_at_lines=looks_at_lines(bound.tree),
        numbers=numbers,
        has_ids_by_place=depends_on_other_rows(bound.tree, key_column(kind)),
    )


class _Bound(NamedTuple):
    """What the database makes of a SELECT: types by column; that of origin in export; plan and parse tree."""

    given: dict[str, str]
    origin_type: str
    is_row_by_row: bool
    tree: Node


def _bind(named: str, path: str, select: str, names: Names) -> _Bound:
    """Bind the SELECT to an empty table with the file's columns."""
    with duckdb.connect() as scratch:
        origin_type = _make_export(scratch, names)
        if uses_cleaning(select):
            declare_cleaning(scratch)
        try:
            _refuse_other_statements(scratch, named, select)
            result = scratch.sql(select)
            given = dict(zip(result.columns, map(str, result.types), strict=True))
            is_row_by_row = _operators(_plan(scratch, select)) <= _ROW_BY_ROW
            return _Bound(given, origin_type, is_row_by_row, select_tree(scratch, select))
        except duckdb.Error as error:
            raise explained(path, names, complaint_while_binding(scratch, select, error)) from error


def _make_export(scratch: duckdb.DuckDBPyConnection, names: Names) -> str:
    """The table `export` without rows; gives the type of its origin."""
    columns = ", ".join(f"{identifier(name)} VARCHAR" for name in names.usable)
    origin = f"{ORIGIN} STRUCT(file VARCHAR, line BIGINT, raw STRUCT({columns}))"
    scratch.execute(f"CREATE TABLE export ({columns}, {origin}, {ORIGIN_ID} VARCHAR)")
    (origin_type,) = scratch.sql(f"SELECT {ORIGIN} FROM export").types
    return str(origin_type)


def _refuse_other_statements(scratch: duckdb.DuckDBPyConnection, named: str, select: str) -> None:
    types = [statement.type for statement in scratch.extract_statements(select)]
    if types != [duckdb.StatementType.SELECT]:
        raise SourceError(f"{named} is not one SELECT.", "Write one SELECT over 'export'.")


def _refuse_other_origin(named: str, bound: _Bound) -> None:
    if bound.given[ORIGIN].removesuffix("[]") != bound.origin_type:
        raise SourceError(
            f"{named} gives another 'origin' than that of export.",
            "Pass it on as it is, or as list(origin).",
        )


def _without_semicolon(select: str) -> str:
    """A SELECT that can stand within another: what is behind its semicolon is at most a comment."""
    text = select.encode()
    end = len(text)
    for start, _ in reversed(duckdb.tokenize(select)):
        if text[start : start + 1] != b";":
            break
        end = start
    return text[:end].decode()


def _refuse_misfits(known: Sequence[str], named: str, kind: str, columns: Sequence[str]) -> None:
    for needed in (ORIGIN, *required_columns(kind)):
        if needed not in columns:
            raise SourceError(f"{named} does not give the column '{needed}'.", "Add it.")
    for name in columns:
        if name not in known and name not in (ORIGIN, ORIGIN_ID):
            near = difflib.get_close_matches(name, known, 1)
            way_out = (
                f"Did you mean '{near[0]}'?"
                if near
                else f"Known are {', '.join(known)}. One of your own is declared under [[dimensions]]."
            )
            raise SourceError(f"{named} gives the unknown column '{name}'.", way_out)


def _plan(scratch: duckdb.DuckDBPyConnection, select: str) -> Dictionary[str, Any]:
    """The plan before it is optimised: an optimiser may drop steps that the empty table makes needless."""
    scratch.execute("SET explain_output = 'all'")
    (plan,) = json.loads(scratch.execute(f"EXPLAIN (FORMAT json) {select}").fetchall()[0][1])
    return dict(plan)


def _operators(plan: Dictionary[str, Any]) -> set[str]:
    return {plan["name"].strip()}.union(*(_operators(child) for child in plan["children"]))
