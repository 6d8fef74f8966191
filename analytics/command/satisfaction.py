"""The verb `satisfaction`."""

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.command.survey_weights import tell_survey_weights
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

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
    from analytics.finished import with_completeness
    from analytics.satisfaction.weighting import weighted_satisfaction

    settings, dimensions = settings_of(config), names_in(by)
    rows = asked(
        settings,
        lambda reader, settings: with_completeness(
            weighted_satisfaction(reader, settings, dimensions, view), dimensions, view, reader, settings
        ),
    )
    tell_survey_weights(settings, "csat", view)
    print_rows(
        rows, printed, beside=[name for name in rows.columns if name not in (*dimensions, *_SHOWN)], raw=raw
    )
