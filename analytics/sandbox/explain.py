"""EXPLAIN: recognised by the database's own tokenizer, and said again in words of our own."""

import re

import duckdb

from warehouse.errors import QueryError

_WORD = re.compile(rb"\w+|[()]")
_FORMATS = {"TEXT", "JSON"}


def take_off_explain(query: str) -> tuple[str, str]:
    """The EXPLAIN to put before what is explained, and the text of what is explained.

    Raises QueryError for options other than ANALYZE and FORMAT.
    """
    text = query.encode()
    starts = [start for start, _ in duckdb.tokenize(query)]
    words = [_word(text, start) for start in starts]
    if words[:1] != ["EXPLAIN"]:
        raise QueryError("The query is not a SELECT.", "Write EXPLAIN as its first word.")
    options, length = _options(words[1:])
    rest = text[starts[1 + length] :] if len(starts) > 1 + length else b""
    return f"EXPLAIN {options}", rest.decode()


def _options(words: list[str]) -> tuple[str, int]:
    """What EXPLAIN is asked for, in our words, and how many words of the query said so."""
    if words[:1] == ["ANALYZE"]:
        return "ANALYZE ", 1
    if words[:1] != ["("] or words[1:2] not in (["ANALYZE"], ["FORMAT"]):
        return "", 0
    end = words.index(")") if ")" in words else len(words)
    return _said_again([word for word in words[1:end] if word]), end + 1


def _said_again(options: list[str]) -> str:
    is_analyzed = "ANALYZE" in options
    rest = [word for word in options if word != "ANALYZE"]
    if rest and not (len(rest) == 2 and rest[0] == "FORMAT" and rest[1] in _FORMATS):
        raise QueryError(
            "EXPLAIN has an option that is not known here.",
            "Write EXPLAIN, EXPLAIN ANALYZE or EXPLAIN (FORMAT json).",
        )
    said = ["ANALYZE"] if is_analyzed else []
    return f"({', '.join(said + ([' '.join(rest)] if rest else []))}) "


def _word(text: bytes, start: int) -> str:
    """The word or bracket that a token begins with; empty for others."""
    found = _WORD.match(text, start)
    return found.group().decode(errors="replace").upper() if found else ""
