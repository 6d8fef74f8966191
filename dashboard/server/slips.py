"""Slips in the settings that only show when figures are held against them."""

from analytics.calendar import calendar_of
from analytics.targets.checking import checked_targets
from dashboard.wording.dates import business_day
from warehouse.settings import Settings


def refuse_slips(settings: Settings) -> None:
    """Raise SettingsError for a target or a calendar that makes no sense, before anyone looks.

    No reader waits for the first holidays then.
    """
    checked_targets(settings)
    calendar_of(settings).kind(business_day(settings))
