"""A draft as the text of a SELECT, with what is to be looked at as comments."""

import re
from collections.abc import Iterator

from ingest.onboarding.draft import Draft
from warehouse.sql import literal

_SCALE = re.compile(r"\((\d+)\s*[-–~]\s*(\d+)\)")
# Scales end here: what is beyond stands for no answer, as 99 does.
_LARGEST_SCALE = 10
_ROWS = {
    "contacts": "contact",
    "answers": "answered item",
    "customers": "customer",
    "purchases": "purchase",
    "staff": "member of staff",
}


def select_text(made: Draft, shown: str) -> str:
    """The draft as a SELECT with comments."""
    return "\n".join([*_head(made, shown), *_body(made), *_tail(made)]) + "\n"


def _head(made: Draft, shown: str) -> Iterator[str]:
    what, origin = _ROWS[made.kind], " ".join(shown.split())
    yield f"-- One row per {what}. Drafted by 'touchpoints source new' from {origin}."
    yield "-- Lines with a ? are guesses: look at them, and delete the ? once they are right."


def _body(made: Draft) -> Iterator[str]:
    if made.questions:
        yield from _questions(made)
    yield "SELECT"
    lines = ["origin", *(f"{item.sql} AS {item.target}" for item in made.items)]
    remarks = ["", *("; ".join(item.doubts) for item in made.items)]
    for place, (line, remark) in enumerate(zip(lines, remarks, strict=True)):
        if remark:
            yield f"    -- ? {remark}"
        yield f"    {line}{',' if place < len(lines) - 1 else ''}"
    yield f"FROM {'questionnaires' if made.questions else 'export'}"
    if made.questions:
        beyond = ", ".join(map(literal, _beyond_scale(made)))
        more = f" AND answer.score NOT IN ({beyond})" if beyond else ""
        yield f"WHERE trim(answer.score) <> ''{more}"
    if made.case is not None:
        yield "-- The file has several rows of a case: the last update has the final word."
        yield f"QUALIFY row_number() OVER (PARTITION BY {made.case} ORDER BY {made.version} DESC) = 1"


def _questions(made: Draft) -> Iterator[str]:
    yield "WITH questionnaires AS ("
    yield "    SELECT"
    yield "        *,"
    yield "        unnest(["
    last = len(made.questions) - 1
    for place, (item, column, expected) in enumerate(made.questions):
        parts = {"item": literal(item), "score": column.text}
        parts["expected"] = "NULL" if expected is None else expected.text
        if made.comment is not None:
            parts["comment"] = made.comment if place == 0 else "NULL"
        told = ", ".join(f"'{name}': {sql}" for name, sql in parts.items())
        yield f"            {{{told}}}{',' if place < last else ''}"
    yield "        ]) AS answer"
    yield "    FROM export"
    yield ")"


def _beyond_scale(made: Draft) -> list[str]:
    """Values that no scale has."""
    found = set()
    for _, column, _ in made.questions:
        scale = _SCALE.search(column.name)
        highest = int(scale[2]) if scale else _LARGEST_SCALE
        found |= {
            value for value in column.values if value.isdigit() and int(value) > max(highest, _LARGEST_SCALE)
        }
    return sorted(found)


def _tail(made: Draft) -> Iterator[str]:
    if made.left_out:
        yield ""
        yield "-- Not understood, and left out:"
    for column in made.left_out:
        examples = (
            ", ".join(" ".join(value.split())[:30] for value in list(column.values)[:3]) or "always empty"
        )
        yield f"--     {' '.join(column.sql.split())}: {examples}"
