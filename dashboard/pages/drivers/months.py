"""The view of pages that look at whole months."""

from analytics.view import View
from dashboard.address.selection import Selection


def view_of_months(selection: Selection) -> View:
    """All days unless some are picked: a month of leaving needs the month before it."""
    return View(
        selection.since, selection.until, selection.departments, selection.contact_tiers, selection.channels
    )
