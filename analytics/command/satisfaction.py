"""The verb `satisfaction`."""

from analytics.command.options import (
    By,
    Channel,
    Config,
    ContactTier,
    Department,
    Printed,
    Raw,
    Since,
    Until,
    names_in,
    view_of,
)
from analytics.satisfaction.weighting import weighted_satisfaction
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

_SHOWN = ("value", "low", "high", "mean", "plain_value", "n", "design_effect", "note")


def satisfaction(
    by: By = "",
    since: Since = None,
    until: Until = None,
    department: Department = None,
    contact_tier: ContactTier = None,
    channel: Channel = None,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Satisfaction (CSAT) weighted to all contacts that took place, beside the plain figure."""
    settings, dimensions = read_settings(config), names_in(by)
    view = view_of(since, until, department, contact_tier, channel)
    with open_reader(settings) as connection:
        rows = weighted_satisfaction(connection, settings, dimensions, view)
    print_rows(
        rows, printed, beside=[name for name in rows.columns if name not in (*dimensions, *_SHOWN)], raw=raw
    )
