"""The verbs `measure` and `measures`."""

from typing import Annotated

import typer

from analytics.command.options import (
    EVERYTHING,
    Against,
    By,
    Config,
    Printed,
    Raw,
    names_in,
    over_a_view,
    view_against,
)
from analytics.command.survey_weights import tell_survey_weights
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

# A table that has a change as well has no room for them.
_INTERVALS = ("low", "high", "n_before", "change_low", "change_high")


@over_a_view
def measure(
    name: Annotated[str, typer.Argument(help="A measure; `touchpoints measures` lists them.")],
    by: By = "",
    against: Against = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """One measure with its interval and n, for all contacts or by dimensions.

    By day, week or month a row also says whether that is complete: over, and not cut by the days asked for.
    """
    from analytics.finished import with_completeness
    from analytics.measuring import compare
    from analytics.measuring import measure as measure_by

    settings, dimensions = settings_of(config), names_in(by)
    if against is None:
        rows = asked(
            settings,
            lambda reader, settings: with_completeness(
                measure_by(reader, settings, name, dimensions, view), dimensions, view, reader, settings
            ),
        )
    else:
        rows = asked(settings, compare, name, view_against(view, against, settings), dimensions)
    tell_survey_weights(settings, name, view)
    print_rows(rows, printed, beside=_INTERVALS if against else (), raw=raw)


def measures(printed: Printed = Format.table, raw: Raw = False) -> None:
    """The measures there are."""
    from analytics.catalogue import listed

    print_rows(listed(), printed, raw=raw)
