"""Addresses of views, for links."""

from dataclasses import replace

from dashboard.address.selection import EVERY_DEPARTMENT, Selection, Span, write_search
from warehouse.settings import Settings

# Pages that others lead to.
OVERVIEW, DEPARTMENTS, COMPARING, CUSTOMER = "/", "/departments", "/compare", "/customer"
DATA, INTEGRATION = "/data", "/integration"
CONTACTS_ANCHOR = "contacts"


def to_page(path: str, selection: Selection) -> str:
    """The page under the same selection; what only one page asks for stays behind."""
    there = replace(selection, focus=None, behind=None, customer=None, search=None, listed=None)
    return path + write_search(there)


def to_cell(department: str, contact_tier: str | None, selection: Selection) -> str:
    """One department in one tier; in all of them for an unknown tier, which no filter can name."""
    there = replace(selection, focus=department, behind=None, customer=None)
    there = there.pick(contact_tier=contact_tier or ())
    return DEPARTMENTS + write_search(there)


def to_contacts(measure: str, selection: Selection) -> str:
    """The contacts behind a measure."""
    return _listed(
        replace(selection, focus=selection.focus or EVERY_DEPARTMENT, behind=measure, customer=None)
    )


def to_customer(customer_id: str, span: Span, selection: Selection) -> str:
    """All contacts of a customer, of all days and departments."""
    since, until = span
    there = Selection(selection.language, selection.theme, since, until, focus=EVERY_DEPARTMENT)
    return _listed(replace(there, customer=customer_id))


def to_record(customer_id: str, selection: Selection) -> str:
    """All that is known of a customer."""
    return CUSTOMER + write_search(Selection(selection.language, selection.theme, customer=customer_id))


def record_of(customer_id: str | None, selection: Selection, settings: Settings) -> str:
    """The same as a link; empty of nobody, and where the settings hide records."""
    is_seen = customer_id is not None and settings.server.customer_records == "shown"
    return to_record(customer_id or "", selection) if is_seen else ""


def to_all_contacts(selection: Selection) -> str:
    """The contacts of the selection, whatever measure or customer was asked for."""
    return _listed(replace(selection, behind=None, customer=None))


def _listed(selection: Selection) -> str:
    return f"{DEPARTMENTS}{write_search(selection)}#{CONTACTS_ANCHOR}"
