"""The verb `satisfaction`."""

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.command.survey_weights import tell_survey_weights
from analytics.finished import with_completeness
from analytics.satisfaction.weighting import weighted_satisfaction
from analytics.view import View
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

_SHOWN = ("value", "low", "high", "mean", "plain_value", "n", "design_effect", "note", "is_complete")


@over_a_view
def satisfaction(
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Satisfaction (CSAT) weighted to all contacts that took place, beside the plain figure."""
    settings, dimensions = read_settings(config), names_in(by)
    with open_reader(settings) as connection:
        figures = weighted_satisfaction(connection, settings, dimensions, view)
        rows = with_completeness(figures, dimensions, view, connection, settings)
        tell_survey_weights(connection, settings, "csat", view)
    print_rows(
        rows, printed, beside=[name for name in rows.columns if name not in (*dimensions, *_SHOWN)], raw=raw
    )
