"""The verbs `reasons` and `avoidable`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell
from warehouse.words import Words

# What tables have no room for: ends of intervals, what a figure is out of, and what is asked for less often.
_FIGURES = (
    "share",
    "resolution",
    "failure",
    "complaint",
    "recovery_rate",
    "csat",
    "repeat_same_reason",
    "cost",
)
_OF_REASONS = (
    *("n", "failure", "complaint", "recovery_rate"),
    *(f"{name}_{end}" for name in _FIGURES for end in ("low", "high", "n")),
)
_OF_GROUPS = ("matters", "n", "difference")
_OF_AVOIDABLE = ("n", "low", "high", "cost_known", "cost_a_year_low", "cost_a_year_high", "note")
_OVER = Words(
    "{days}일의 접점입니다. 다시 찾은 접점, 넘긴 접점, 실패한 접점의 차례로 한 번씩만 셉니다.",
    "Over {days} days. Each contact counts once: as a repeat, else as handed over, else as failed.",
)


@over_a_view
def reasons(
    of: Annotated[
        str, typer.Option(help="The dimension that tells reasons apart, such as one made from reasons.")
    ] = "reason",
    by: By = "",
    across: Annotated[
        str, typer.Option(help="Instead: which reasons the values of this dimension come with more often.")
    ] = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What contacts are about: share, how they end, repeats for the same reason, satisfaction and cost."""
    from analytics.reasons.about import reasons as read_reasons
    from analytics.reasons.over_represented import over_represented

    settings = settings_of(config)
    if across:
        groups = asked(settings, over_represented, across, of, view)
        print_rows(groups, printed, beside=_OF_GROUPS, raw=raw)
        return
    rows = asked(settings, read_reasons, of, names_in(by), view)
    print_rows(rows, printed, beside=_OF_REASONS, raw=raw)


@over_a_view
def avoidable(
    by: By = "reason",
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Repeats, hand-overs and failures each for itself.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Contacts that come again for the same reason, are handed over or fail, and what they cost."""
    from analytics.reasons.avoidable import avoidable as read_avoidable

    settings = settings_of(config)
    found = asked(settings, read_avoidable, names_in(by), view)
    print_rows(found.kinds if kinds else found.totals, printed, beside=_OF_AVOIDABLE, raw=raw)
    tell(_OVER.text(settings.language, days=found.days))
