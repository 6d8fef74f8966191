"""The verb `control`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.command.survey_weights import tell_survey_weights
from analytics.comparing.step import Step
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of


@over_a_view
def control(
    measure: Annotated[str, typer.Argument(help="A measure; `touchpoints measures` lists them.")],
    by: Annotated[Step, typer.Option(help="Length of a step.")] = "week",
    baseline: Annotated[
        int | None, typer.Option(help="How many of the first steps set the limits; else 20, or half of all.")
    ] = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The control chart of a measure: its steps with their limits, and which of them signal.

    Public holidays of the settings' calendar are left out: a day that is one is not judged.
    """
    from analytics.calendar import calendar_of
    from analytics.comparing.control import control_chart
    from analytics.comparing.holidays import HOLIDAYS_NOT_JUDGED

    settings = settings_of(config)
    points = asked(settings, control_chart, measure, view, by, baseline).points
    tell_survey_weights(settings, measure, view)
    has_holidays = calendar_of(settings).has_holidays
    beside = ("working_days",) if has_holidays else ("working_days", "holiday")
    print_rows(points, printed, beside=beside, raw=raw)
    if has_holidays:
        tell(HOLIDAYS_NOT_JUDGED.text(settings.language))
