"""The verbs `retention`, `cohorts` and `inactivity`."""

from typing import Annotated, TypeAlias

import polars as pl
import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, Until, over_a_view, view_of
from analytics.retention.cohorts import cohorts as find_cohorts
from analytics.retention.definition import Definition
from analytics.retention.inactivity import inactivity_window
from analytics.retention.still_there import medians, still_there
from analytics.retention.survival import Survival, survival
from analytics.view import View
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows, tell
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

LeavingDefinition: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--definition", help="How leaving is known: records or inactivity; else what the data have."
    ),
]
InactivityDays: TypeAlias = Annotated[
    int | None,
    # As far as the setting reaches.
    typer.Option(
        min=1, max=36_500, help="Gone after so many days without a contact; else as in the settings."
    ),
]
Part: TypeAlias = Annotated[
    str | None, typer.Option("--by", help="segment, customer_type, department, contact_tier or channel.")
]


@over_a_view
def retention(
    by: Part = None,
    definition: LeavingDefinition = None,
    inactivity_days: InactivityDays = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The share of customers still there after 1, 3, 6, 12 and 24 months, for all or by part."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        found = survival(connection, settings, by, definition, inactivity_days, view)
    summary = _summary(found, settings, by)
    print_rows(
        summary, printed, beside=[name for name in summary.columns if name.startswith("median")], raw=raw
    )
    _tell(found.definition, settings)
    test = found.log_rank
    if test is not None and test.statistic is not None:
        freedom, p_value = test.degrees_of_freedom, test.p_value
        tell(f"Log-rank: chi-squared {test.statistic:.2f}, {freedom} df, p {p_value:.2g}.")


@over_a_view
def cohorts(
    by: Part = None,
    definition: LeavingDefinition = None,
    inactivity_days: InactivityDays = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Customers who began in the same month, all or by part: still there, and active, month after month."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        found = find_cohorts(connection, settings, by, definition, inactivity_days, view)
    cells = found.cells.drop("group") if by is None else found.cells.rename({"group": by})
    print_rows(cells, printed, beside=("month", "active_low", "active_high", "is_over"), raw=raw)
    _tell(found.definition, settings)


def inactivity(
    until: Until = None, printed: Printed = Format.table, raw: Raw = False, config: Config = None
) -> None:
    """After how many silent days few customers come back, chosen from the data."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        found = inactivity_window(connection, settings, view_of(until=until))
    row = {
        "window_days": found.window_days,
        "horizon_days": found.horizon_days,
        "returning": found.returning,
        "setting_days": found.setting_days,
        "returning_by_setting": found.returning_by_setting,
    }
    days, share = pl.Int64, pl.Float64
    types = dict(zip(row, (days, days, share, days, share), strict=True))
    print_rows(pl.DataFrame([row], types), printed, raw=raw)
    for words in (found.reason, found.beside_setting):
        if words is not None:
            tell(words.text(settings.language))


def _summary(found: Survival, settings: Settings, by: str | None) -> pl.DataFrame:
    """The shares, with the median beside them; the part under its own name."""
    middle = medians(found).rename(
        {"value": "median_days", "low": "median_low_days", "high": "median_high_days"}
    )
    shares = still_there(found, settings.definitions.small_n)
    summary = shares.join(middle, on="group", how="left", nulls_equal=True, maintain_order="left")
    return summary.drop("group") if by is None else summary.rename({"group": by})


def _tell(definition: Definition, settings: Settings) -> None:
    tell(definition.words.text(settings.language))
