"""Which rejected records are meant; light to import, as the options of verbs say it."""

from dataclasses import dataclass
from datetime import date

PACKAGE = "ingest.rejected"
# The columns that an export of rejects has beside its own, by what they are made of.
ADDED = {
    "load_id": "reject_load",
    "file": "reject_file",
    "line": "reject_line",
    "rule": "reject_rule",
    "value": "reject_value",
}


@dataclass(frozen=True)
class Which:
    """Rejected records of a source, by a rule, of a file, and of loads within some business days.

    rule: whole, or its column or the part behind it. file: as the settings' folder sees it, its end, or a
    pattern with *. closed: also those that are done with.
    """

    source: str | None = None
    rule: str | None = None
    since: date | None = None
    until: date | None = None
    file: str | None = None
    closed: bool = False
