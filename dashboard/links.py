"""Addresses of views, for links."""

from dataclasses import replace

from dashboard.selection import EVERY_DEPARTMENT, Selection, write_search

OVERVIEW, DEPARTMENTS, DATA = "/", "/departments", "/data"
SATISFACTION, WAITING, RECOVERY = "/satisfaction", "/waiting", "/recovery"
RETENTION, DRIVERS, COMPARING = "/retention", "/drivers", "/compare"
CONTACTS_ANCHOR = "contacts"


def to_page(path: str, selection: Selection) -> str:
    """The page under the same selection; what only the departments page asks for stays behind."""
    return path + write_search(replace(selection, focus=None, behind=None))


def to_cell(department: str, contact_tier: str | None, selection: Selection) -> str:
    """One department in one tier; in all of them for an unknown tier, which no filter can name."""
    there = replace(
        selection, focus=department, contact_tiers=(contact_tier,) if contact_tier else (), behind=None
    )
    return DEPARTMENTS + write_search(there)


def to_contacts(measure: str, selection: Selection) -> str:
    """The contacts behind a measure."""
    there = replace(selection, focus=selection.focus or EVERY_DEPARTMENT, behind=measure)
    return f"{DEPARTMENTS}{write_search(there)}#{CONTACTS_ANCHOR}"
