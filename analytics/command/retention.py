"""The verbs `retention`, `cohorts` and `inactivity`."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, Until, over_a_view, view_of
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of

if TYPE_CHECKING:
    from analytics.retention.definition import Definition
    from warehouse.settings import Settings

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
    from analytics.retention.still_there import still_there_by
    from analytics.retention.survival import survival

    settings = settings_of(config)
    found = asked(settings, survival, by, definition, inactivity_days, view)
    summary = still_there_by(found, settings.definitions.small_n, by)
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
    from analytics.retention.cohorts import cohorts as find_cohorts

    settings = settings_of(config)
    found = asked(settings, find_cohorts, by, definition, inactivity_days, view)
    cells = found.cells.drop("group") if by is None else found.cells.rename({"group": by})
    print_rows(cells, printed, beside=("month", "active_low", "active_high", "is_over"), raw=raw)
    _tell(found.definition, settings)


def inactivity(
    until: Until = None, printed: Printed = Format.table, raw: Raw = False, config: Config = None
) -> None:
    """After how many silent days few customers come back, chosen from the data."""
    from analytics.retention.inactivity import inactivity_window, window_row

    settings = settings_of(config)
    found = asked(settings, inactivity_window, view_of(until=until))
    print_rows(window_row(found), printed, raw=raw)
    for words in (found.reason, found.beside_setting):
        if words is not None:
            tell(words.text(settings.language))


def _tell(definition: "Definition", settings: "Settings") -> None:
    tell(definition.words.text(settings.language))
