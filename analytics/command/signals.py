"""The verb `signals`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of


@over_a_view
def signals(
    everything: Annotated[bool, typer.Option("--all", help="Also what is no more than chance.")] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What changed beyond chance, in which department and tier, since when, and how surely."""
    from analytics.calendar import calendar_of
    from analytics.comparing.holidays import HOLIDAYS_NOT_JUDGED
    from analytics.comparing.signals import signals as signals_in

    settings = settings_of(config)
    found = asked(settings, signals_in, view)
    shown = found if everything else found.filter("is_signal")
    intervals = ("before_low", "before_high", "after_low", "after_high", "since_earliest", "since_latest")
    print_rows(shown, printed, beside=(*intervals, "shape", "is_signal", "n_before", "n_after"), raw=raw)
    if calendar_of(settings).has_holidays:
        tell(HOLIDAYS_NOT_JUDGED.text(settings.language))
