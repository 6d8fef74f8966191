"""What to write where the parser gave up: it says where, but not why."""

from functools import cache
from typing import NamedTuple

import duckdb

from ingest.exports.names import Names
from ingest.selects.complaint import Complaint
from warehouse.sql import identifier

_ENDS_AN_ITEM = (
    duckdb.token_type.identifier,
    duckdb.token_type.string_const,
    duckdb.token_type.numeric_const,
)


class _Token(NamedTuple):
    """text: its first word. position: in characters."""

    position: int
    line: int
    text: str
    kind: duckdb.token_type
    is_over_lines: bool


def syntax_advice(names: Names, complaint: Complaint) -> str:
    """The likeliest of: a reserved word as a name, a quote, a parenthesis or a CASE not closed, no comma."""
    if "unterminated quoted" in complaint.says:
        sign = "'" if "string" in complaint.says else '"'
        return f"A {sign} that is opened here is not closed."
    select = complaint.select
    tokens = _tokens(select)
    at = complaint.position if complaint.position is not None else len(select)
    before = [token for token in tokens if token.position < at]
    here = next((token for token in tokens if token.position == at), None)
    return (
        _reserved(names, before, here)
        or (_quote(before, here) if here and before else None)
        or _not_closed(tokens, "(", ")")
        or _not_closed(tokens, "case", "end")
        or (_comma(before, here) if here and before else None)
        or "Look for what is missing or too much right before it."
    )


def _reserved(names: Names, before: list[_Token], here: _Token | None) -> str | None:
    """A column of the file that is called by a word of SQL."""
    columns = {name.casefold(): name for name in names.usable}
    for token in (here, *before[-1:]):
        word = token.text.casefold() if token else ""
        if word in columns and word in _words_of_sql():
            name = columns[word]
            return f"{name} is a word of SQL: as a column write it in double quotes, {identifier(name)}."
    return None


def _not_closed(tokens: list[_Token], opening: str, closing: str) -> str | None:
    opened: list[_Token] = []
    for token in tokens:
        if token.text.casefold() == opening:
            opened.append(token)
        elif token.text.casefold() == closing:
            if not opened:
                return f"The {token.text} in line {token.line:,} closes nothing: leave it out, or open it."
            opened.pop()
    if not opened:
        return None
    last = opened[-1]
    return f"The {last.text} in line {last.line:,} is not closed by {'END' if closing == 'end' else closing}."


def _quote(before: list[_Token], here: _Token) -> str | None:
    """A text that goes over lines, right before what cannot be: it was closed by the quote of another one."""
    last = before[-1]
    if last.kind == duckdb.token_type.string_const and last.is_over_lines:
        return f"A ' may be missing: the text that begins in line {last.line:,} ends in line {here.line:,}."
    return None


def _comma(before: list[_Token], here: _Token) -> str | None:
    """Between two items, which mostly stand in lines of their own, or before an alias that has another."""
    last = before[-1]
    ends_item = last.kind in _ENDS_AN_ITEM or last.text.casefold() in (")", "]", "end")
    if here.line > last.line and ends_item:
        return f"A comma may be missing at the end of line {last.line:,}."
    if here.text.casefold() != "as" or len(before) < 2:
        return None
    # An item was taken for the alias of the one before.
    if before[-2].line < last.line:
        return f"A comma may be missing at the end of line {before[-2].line:,}."
    return f"A comma may be missing before {last.text} in line {last.line:,}."


def _tokens(select: str) -> list[_Token]:
    """Without comments. Where one ends nobody says: it may be followed by blanks."""
    data = select.encode()
    found = duckdb.tokenize(select)
    ends = [start for start, _ in found[1:]] + [len(data)]
    tokens = []
    for (start, kind), end in zip(found, ends, strict=True):
        if kind == duckdb.token_type.comment:
            continue
        text, position = data[start:end].decode().strip(), len(data[:start].decode())
        is_over_lines = "\n" in text
        word = (text.split() or [""])[0]
        tokens.append(_Token(position, select.count("\n", 0, position) + 1, word, kind, is_over_lines))
    return tokens


@cache
def _words_of_sql() -> frozenset[str]:
    with duckdb.connect() as scratch:
        query = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'"
        return frozenset(word for (word,) in scratch.sql(query).fetchall())
