"""The verb `capacity`."""

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

_BESIDE = (
    *("days", "failures", "recovered", "contacts", "full_at", "days_above", "is_stated", "pace_full", "note"),
    *(
        f"{name}_{end}"
        for name in ("inflow", "recovered", "capacity", "full_at", "contacts", "gone", "gone_full")
        for end in ("low", "high")
    ),
    "gone_full",
)


@over_a_view
def capacity(
    by: By = "department",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Recovery against what fails, per working day: capacity, its use, and when what is open is gone."""
    from analytics.recovery.capacity import recovery_capacity
    from analytics.recovery.capacity_words import capacity_words

    settings = settings_of(config)
    found = asked(settings, recovery_capacity, names_in(by), view)
    print_rows(found, printed, beside=_BESIDE, raw=raw)
    typer.echo(capacity_words(settings).text(settings.language), err=True)
