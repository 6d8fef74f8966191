"""How a file that rejects were exported to says so, and how its texts become what they were."""

from collections.abc import Sequence

from ingest.rejected.which import ADDED
from warehouse.spreadsheet import WOULD_RUN
from warehouse.sql import identifier, literal

LOAD, LINE = ADDED["load_id"], ADDED["line"]


def says_what_it_mends(names: Sequence[str]) -> bool:
    """Whether a file with these columns says of each row which reject it mends."""
    return {LOAD, LINE} <= {*names}


def without_marks(relation: str, names: Sequence[str]) -> str:
    """SQL for the relation without the apostrophes that keep a spreadsheet from running its texts."""
    plain = ", ".join(f"{_plain(identifier(name))} AS {identifier(name)}" for name in names)
    return f"(SELECT * REPLACE ({plain}) FROM {relation})"


def _plain(name: str) -> str:
    is_marked = f"starts_with({name}, '''') AND regexp_matches({name}[2:], {literal(WOULD_RUN)})"
    return f"CASE WHEN {is_marked} THEN {name}[2:] ELSE {name} END"
