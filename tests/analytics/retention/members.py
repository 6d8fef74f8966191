"""Two small companies counted by hand: one whose records say who left, and one without such records."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.project import Project

SETTINGS = """
business_time_zone = "Asia/Seoul"

[channels]
phone = "phone"
web = "digital"

[delivery_modes]
digital = "low"
phone = "medium"

[definitions]
small_n = 1

[[sources]]
name = "contacts"
files = "contacts*.csv"
format = "csv"
contacts = "contacts.sql"

[[sources]]
name = "members"
files = "members*.csv"
format = "csv"
customers = "members.sql"
"""
CONTACT_COLUMNS = (
    "contact_id",
    "customer_id",
    "occurred_at",
    "department",
    "channel",
    "outcome",
    "is_complaint",
)
MEMBER_COLUMNS = ("customer_id", "joined_on", "left_on", "segment", "customer_type")

# First day 2026-01-01, last day 2026-06-30: nobody knows who called on these.
ENDS = [("", "2026-01-01", "claims", "phone"), ("", "2026-06-30", "claims", "phone")]
MEMBERS = [
    ("soon", "2026-01-10", "2026-02-08", "basic", "economic"),
    ("stays", "2026-01-10", "", "plus", ""),
    ("old", "2025-01-01", "2026-03-01", "basic", "ethical"),
    ("before", "2025-01-01", "2025-12-31", "basic", ""),
    ("after", "2026-07-05", "", "plus", ""),
    ("later", "2026-02-01", "2026-07-10", "plus", ""),
    ("at_once", "2026-03-01", "2026-03-01", "basic", ""),
    ("unknown", "", "2026-03-15", "", ""),
]
MEMBERS_CONTACTS = [
    *ENDS,
    ("soon", "2026-01-12", "claims", "phone", "failed"),
    ("stays", "2026-01-20", "cards", "web"),
    ("stays", "2026-03-20", "claims", "web"),
    ("later", "2026-02-02", "cards", "web"),
    ("at_once", "2026-03-01", "claims", "phone"),
]
# Without records, 10 days without a contact: last day 2026-03-31.
SILENT_CONTACTS = [
    *[("", day, "claims", "phone") for day in ("2026-01-01", "2026-03-31")],
    *[("pauses", day, "claims", "phone") for day in ("2026-01-01", "2026-01-05", "2026-01-30")],
    *[
        ("comes", f"2026-{day}", "cards", "web")
        for day in [
            *(f"01-{number:02}" for number in range(1, 32, 5)),
            *(f"02-{number:02}" for number in range(1, 28, 5)),
            *(f"03-{number:02}" for number in range(1, 32, 5)),
        ]
    ],
    ("late", "2026-03-25", "claims", "phone"),
    *[("just", day, "claims", "phone") for day in ("2026-01-01", "2026-01-11")],
    ("once", "2026-01-01", "cards", "web"),
]


def make_company(
    folder: Path, contacts: Iterable[Sequence[str]], members: Iterable[Sequence[str]] = ()
) -> Project:
    """A loaded project; contacts are customer, day, department, channel and perhaps the outcome."""
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    project.write("contacts.sql", f"SELECT origin, {', '.join(CONTACT_COLUMNS)} FROM export")
    project.write("members.sql", f"SELECT origin, {', '.join(MEMBER_COLUMNS)} FROM export")
    rows = [
        (f"c{number}", customer, f"{day} 10:00:00", department, channel, *(outcome or ["resolved"]), "false")
        for number, (customer, day, department, channel, *outcome) in enumerate(contacts)
    ]
    project.write("contacts.csv", _csv(CONTACT_COLUMNS, rows))
    project.write("members.csv", _csv(MEMBER_COLUMNS, members))
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([",".join(columns), *(",".join(row) for row in rows), ""])
