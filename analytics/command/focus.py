"""The verb `focus`."""

from datetime import datetime
from typing import Annotated, Any

import typer

from analytics.command.options import DAY, EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell
from warehouse.words import Words

_OF_FOCUS = ("weeks", "level", "p", "note")
_OF_MIX = ("low", "high")
_OF_MOVES = ("n", "low", "high")
_OF_EFFECTS = ("stayed", "customers", "own_change", "note")
_SHOWN = ("department", "focus", "agreement")
_ON = Words(
    "{on}부터와 그 앞을 견줍니다: 같은 고객, 같은 이유 {matters}건.",
    "From {on} on against before: {matters} reasons of customers who came for them in both parts.",
)
_SAMPLE = Words(
    "접점이 많아 고객 {one_in}명에 1명을 뽑아 셌습니다.",
    "There are so many contacts that one customer in {one_in} was drawn.",
)
_NOTHING = Words("접점이 없습니다.", "There are no contacts.")


def _flag(help_text: str) -> Any:
    return typer.Option(help=help_text)


@over_a_view
def focus(
    mix: Annotated[bool, _flag("Instead: the share of each contact tier by month.")] = False,
    moves: Annotated[
        bool, _flag("Instead: through what customers came for a reason earlier, and later.")
    ] = False,
    effects: Annotated[
        bool, _flag("Instead: how those who moved fared against those who stayed, at equal reason.")
    ] = False,
    agreeing: Annotated[bool, _flag("Also: whether each department's figures go with its focus.")] = False,
    on: Annotated[
        datetime | None, typer.Option(**DAY, help="From which day on is later; else the middle of the days.")
    ] = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Which way the mix of contact goes in each department: more contact, less of it, or cannot be told."""
    from analytics.focus.agreeing import with_agreement
    from analytics.focus.mix import focus as read_focus
    from analytics.focus.mix import tier_mix
    from analytics.focus.moves import moves as read_moves

    settings, day = settings_of(config), on.date() if on else None
    if mix:
        print_rows(asked(settings, tier_mix, "month", view), printed, beside=_OF_MIX, raw=raw)
    elif moves or effects:
        found = asked(settings, read_moves, day, view)
        if found is None:
            tell(_NOTHING.text(settings.language))
            return
        rows, hidden = (found.effects, _OF_EFFECTS) if effects else (found.ways, _OF_MOVES)
        print_rows(rows, printed, beside=hidden, raw=raw)
        tell(_ON.text(settings.language, on=found.on, matters=f"{found.matters:,}"))
        if found.one_in > 1:
            tell(_SAMPLE.text(settings.language, one_in=found.one_in))
    elif agreeing:
        rows = asked(settings, with_agreement, day, view)
        print_rows(rows, printed, beside=[name for name in rows.columns if name not in _SHOWN], raw=raw)
    else:
        print_rows(asked(settings, read_focus, view), printed, beside=_OF_FOCUS, raw=raw)
