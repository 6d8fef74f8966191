"""What to write instead of what the database complains of in a SELECT."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import duckdb

from ingest.cleaning import cleaning_functions
from ingest.exports.names import Names
from ingest.selects.complaint import Complaint
from ingest.selects.syntax import syntax_advice
from ingest.selects.text_operands import cast_advice
from warehouse.errors import SelectError
from warehouse.sql import identifier

# What is wrong, and what to write.
Advice = tuple[str, str]

_OF_VALUES = "try_cast and try_strptime turn what they cannot read into null."
_CONFLICTS = ("Cannot compare values", "Cannot mix values", "Cannot combine types")


def explained(path: str, names: Names, complaint: Complaint) -> SelectError:
    """The complaint as an error: where, the line of the SELECT as it stands, and the way out."""
    wrong, way_out = _advice(names, complaint)
    place = path if complaint.line is None else f"{path}, line {complaint.line:,}"
    return SelectError(f"{place}: {wrong}.", complaint.shown_line, way_out)


def _advice(names: Names, complaint: Complaint) -> Advice:
    advise = _BY_SUBTYPE.get(complaint.subtype)
    if advise is not None:
        return advise(names, complaint)
    if complaint.says.startswith(_CONFLICTS):
        return _conflict(complaint)
    if "does not have a column named" in complaint.says:
        return complaint.says, _columns(names)
    if "must appear in the GROUP BY" in complaint.says:
        return complaint.says, "Add it to GROUP BY, or write any_value(…) around it."
    if "Could not parse string" in complaint.says:
        return complaint.says, f"Write try_strptime for strptime: {_OF_VALUES}"
    return complaint.says, f"Mend it; {_OF_VALUES}"


def _unknown_column(names: Names, complaint: Complaint) -> Advice:
    wrong, wanted = f"there is no column {complaint.name} here", complaint.name.casefold()
    if any(name.casefold() == wanted for name in names.usable):
        return wrong, "The file has it: give it in the SELECT that this one takes its rows from too."
    near = nearest(complaint.name, [*names.usable, *complaint.candidates])
    is_quoted = complaint.select[complaint.position or 0 :].startswith('"')
    hints = [
        f"Did you mean {near}?" if near else "",
        f"A text is written in single quotes: '{complaint.name}'." if is_quoted and not near else "",
    ]
    return wrong, " ".join([*filter(None, hints), _columns(names)])


def _columns(names: Names) -> str:
    return f"The file has the columns {names.described()}: export the missing one or mend the SELECT."


def _missing_entry(_names: Names, complaint: Complaint) -> Advice:
    what, name = complaint.says.partition(" with name ")[0].casefold(), complaint.name
    if what.endswith("function"):
        near = nearest(name, _functions())
        return f"there is no function {name}", f"Did you mean {near}?" if near else "Mend its name."
    if what == "table":
        return f"there is no table {name}", "The rows of the file are the table export."
    return f"there is no {what} {name}", "Text is VARCHAR, a number DOUBLE, a day DATE, a time TIMESTAMP."


def _no_matching_function(_names: Names, complaint: Complaint) -> Advice:
    advice = cast_advice(complaint)
    if advice is not None:
        return advice
    known = "; ".join(complaint.candidates[:3])
    return complaint.says, f"It takes {known}." if known else f"Mend it; {_OF_VALUES}"


def _conflict(complaint: Complaint) -> Advice:
    if "VARCHAR" not in complaint.says:
        return complaint.says, "Cast one of them, as in CAST(… AS VARCHAR)."
    return (
        "a text and something else stand where both have to be alike",
        "All columns are text: write try_cast(… AS DOUBLE) around the column, or '…' around a number.",
    )


def _syntax(names: Names, complaint: Complaint) -> Advice:
    return complaint.says, syntax_advice(names, complaint)


_BY_SUBTYPE: Mapping[str, Callable[[Names, Complaint], Advice]] = MappingProxyType(
    {
        "COLUMN_NOT_FOUND": _unknown_column,
        "MISSING_ENTRY": _missing_entry,
        "NO_MATCHING_FUNCTION": _no_matching_function,
        "SYNTAX_ERROR": _syntax,
    }
)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like it, in any case, as SQL writes it; None if none is."""
    by_case = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.casefold(), by_case, 1)
    if not near:
        return None
    found = by_case[near[0]]
    return found if found.isidentifier() else identifier(found)


def _functions() -> list[str]:
    with duckdb.connect() as scratch:
        found = scratch.sql("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()
    return [*cleaning_functions(), *(name for (name,) in found if name.isidentifier())]
