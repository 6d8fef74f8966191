"""A source's SELECT, understood against the columns of a real file."""

import difflib
import json
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import duckdb

from ingest.cleaning import declare_cleaning, uses_cleaning
from ingest.exports.names import ORIGIN, ORIGIN_ID, Names
from ingest.numbers import NumberFormat
from ingest.selects.advice import explained
from ingest.selects.complaint import complaint_while_binding
from ingest.selects.tree import depends_on_other_rows, looks_at_lines, select_tree
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

    `is_row_by_row`: the n-th record comes from the n-th row. `needs_lines`: rows must be numbered, to know
    where a record came from, or because the SELECT asks. `has_ids_by_place`: its ids depend on other rows.
    `numbers`: how those are written that it gives as text. `emptied`: columns of which a value that breaks a
    rule is emptied, and the record taken.
    """

    kind: str
    select: str
    given: frozenset[str]
    is_row_by_row: bool
    needs_lines: bool
    numbers: NumberFormat
    has_ids_by_place: bool
    emptied: frozenset[str] = frozenset()


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
    names = Names(usable, dict(changed))
    select = _without_semicolon(select)
    with duckdb.connect() as scratch:
        columns = ", ".join(f"{identifier(name)} VARCHAR" for name in names.usable)
        origin = f"{ORIGIN} STRUCT(file VARCHAR, line BIGINT, raw STRUCT({columns}))"
        scratch.execute(f"CREATE TABLE export ({columns}, {origin}, {ORIGIN_ID} VARCHAR)")
        if uses_cleaning(select):
            declare_cleaning(scratch)
        (origin_type,) = map(str, scratch.sql(f"SELECT {ORIGIN} FROM export").types)
        try:
            statements = scratch.extract_statements(select)
            if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
                raise SourceError(
                    f"{_named(source, kind)} is not one SELECT.", "Write one SELECT over 'export'."
                )
            result = scratch.sql(select)
            is_row_by_row = _operators(_plan(scratch, select)) <= _ROW_BY_ROW
            tree = select_tree(scratch, select)
        except duckdb.Error as error:
            complaint = complaint_while_binding(scratch, select, error)
            raise explained(path, names, complaint) from error
    given = dict(zip(result.columns, map(str, result.types), strict=True))
    _refuse_misfits(known, source, kind, list(given))
    if given[ORIGIN].removesuffix("[]") != origin_type:
        raise SourceError(
            f"{_named(source, kind)} gives another 'origin' than that of export.",
            "Pass it on as it is, or as list(origin).",
        )
    return Mapping(
        kind=kind,
        select=select,
        given=frozenset(given) - {ORIGIN, ORIGIN_ID},
        is_row_by_row=is_row_by_row,
        needs_lines=not is_row_by_row or looks_at_lines(tree),
        numbers=numbers,
        has_ids_by_place=depends_on_other_rows(tree, key_column(kind)),
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


def _refuse_misfits(known: Sequence[str], source: str, kind: str, columns: Sequence[str]) -> None:
    for needed in (ORIGIN, *required_columns(kind)):
        if needed not in columns:
            raise SourceError(f"{_named(source, kind)} does not give the column '{needed}'.", "Add it.")
    for name in columns:
        if name not in known and name not in (ORIGIN, ORIGIN_ID):
            near = difflib.get_close_matches(name, known, 1)
            way_out = (
                f"Did you mean '{near[0]}'?"
                if near
                else f"Known are {', '.join(known)}. One of your own is declared under [[dimensions]]."
            )
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
