"""What the database complains of in a SELECT, in parts that advice can be made of."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from ingest.selects.tree import Node, all_nodes, select_tree

_LONGEST_SAYING = 300
_LONGEST_LINE = 120
_LINE = re.compile(r"\n\nLINE (\d+): ")
# Of these the database does not say where they stand.
_UNLISTED = re.compile(r'Column "(.+?)" in (?:REPLACE|EXCLUDE) list not found')
_CALLS = re.compile(r"\n\t(\S.*?) -> ")
# What the database adds for programmers behind its first sentences.
_ASIDES = re.compile(r"\n\n|Candidate|You might need|Did you mean|Either add")


@dataclass(frozen=True)
class Complaint:
    """says: in one line. subtype, name, call, candidates: as the database gives them, where it does.

    position: of the SELECT's text, in characters. line: counted from 1. Both None where nobody knows.
    """

    select: str
    says: str
    line: int | None = None
    position: int | None = None
    subtype: str = ""
    name: str = ""
    call: str = ""
    candidates: Sequence[str] = ()

    @property
    def shown_line(self) -> str | None:
        """The line of the SELECT that it is about, without its blanks."""
        lines = self.select.splitlines()
        if self.line is None or not 0 < self.line <= len(lines):
            return None
        text = " ".join(lines[self.line - 1].split())
        return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}…"

    @cached_property
    def node(self) -> Node | None:
        """The part of the SELECT at the position; None where it cannot be taken apart."""
        if self.position is None:
            return None
        at = len(self.select[: self.position].encode())
        with duckdb.connect() as scratch:
            nodes = list(all_nodes(select_tree(scratch, self.select)))
        return next((node for node in nodes if node.get("query_location") == at), None)


def complaint_while_binding(
    scratch: duckdb.DuckDBPyConnection, select: str, error: duckdb.Error
) -> Complaint:
    """The complaint about a SELECT over the empty table `export` of the scratch database."""
    scratch.execute("SET errors_as_json = true")
    try:
        scratch.execute(select)
    except duckdb.Error as again:
        said = _parts(again)
        if said is not None:
            return _of_parts(select, said)
    return Complaint(select, _first_sentences(str(error)))


def complaint_while_reading(select: str, error: duckdb.Error, lines_above: int) -> Complaint:
    """The complaint about a SELECT at work within a query, below so many of its lines."""
    found = _LINE.search(str(error))
    return Complaint(
        select, _first_sentences(str(error)), line=int(found[1]) - lines_above if found else None
    )


def _parts(error: duckdb.Error) -> Mapping[str, Any] | None:
    _, brace, text = str(error).partition("{")
    try:
        return dict(json.loads(brace + text))
    except ValueError:
        return None


def _of_parts(select: str, said: Mapping[str, Any]) -> Complaint:
    unlisted = _UNLISTED.search(said["exception_message"])
    if unlisted is not None:
        found = max(select.find(unlisted[1]), 0)
        place = len(select[:found].encode())
        said = {**said, "error_subtype": "COLUMN_NOT_FOUND", "name": unlisted[1], "position": place}
    position = None
    if "position" in said:
        position = int(said["position"])
        # The parser counts characters, all that comes after it counts bytes.
        if said["exception_type"] != "Parser":
            position = len(select.encode()[:position].decode(errors="ignore"))
    message, candidates = said["exception_message"], said.get("candidates", "")
    # Those of functions have commas of their own.
    calls = _CALLS.findall(message)
    return Complaint(
        select,
        _first_sentences(message),
        line=None if position is None else select.count("\n", 0, position) + 1,
        position=position,
        subtype=said.get("error_subtype", ""),
        name=said.get("name", ""),
        call=said.get("call", ""),
        candidates=calls or (candidates.split(",") if candidates else ()),
    )


def _first_sentences(message: str) -> str:
    said = _ASIDES.split(message)[0]
    return " ".join(said.split())[:_LONGEST_SAYING].rstrip(".! ")
