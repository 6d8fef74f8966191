"""The verbs `measure` and `measures`."""

from typing import Annotated

import polars as pl
import typer

from analytics.catalogue import MEASURES
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
from analytics.finished import with_completeness
from analytics.measuring import compare
from analytics.measuring import measure as measure_by
from analytics.view import View
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings

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
    settings, dimensions = read_settings(config), names_in(by)
    with open_reader(settings) as connection:
        if against is None:
            figures = measure_by(connection, settings, name, dimensions, view)
            rows = with_completeness(figures, dimensions, view, connection, settings)
        else:
            compared = view_against(view, against, settings)
            rows = compare(connection, settings, name, compared, dimensions)
        tell_survey_weights(connection, settings, name, view)
    print_rows(rows, printed, beside=_INTERVALS if against else (), raw=raw)


def measures(printed: Printed = Format.table, raw: Raw = False) -> None:
    """The measures there are."""
    rows = [
        {"name": name, "in English": entry.label.en, "한국어": entry.label.ko, "unit": entry.unit}
        for name, entry in MEASURES.items()
    ]
    print_rows(pl.DataFrame(rows), printed, raw=raw)
