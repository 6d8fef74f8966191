"""The verb `channels`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell
from warehouse.words import Words

if TYPE_CHECKING:
    import polars as pl

    from warehouse.settings import Settings

# What tables have no room for.
_OF_BEST = ("low", "high", "plain", "overlap", "is_clear", "note")
_OF_SIDES = (
    *(f"{side}_{end}" for side in ("main", "auxiliary") for end in ("low", "high")),
    *("plain", "n_main", "n_auxiliary", "all_main", "all_auxiliary", "reasons", "note"),
)
_OF_WAYS = ("low", "high")
_OF_SPREADS = ("p", "note")
_OF_LEVELS = ("n", "plain")
_ROLES = Words(
    "주 채널 {main}, 보조 채널 {auxiliary}. 두 채널이 함께 가진 문의 이유의 구성에 맞추어 견줍니다.",
    "Main channel {main}, auxiliary {auxiliary}, both at the mix of reasons that they have together.",
)
_ALONE = Words(
    "견줄 채널이 둘이 되지 않습니다. 채널(channel)이 있는 접점이 있어야 합니다.",
    "There are not two channels to compare: contacts need a channel (channel).",
)


def _flag(help_text: str) -> Any:
    return typer.Option(help=help_text)


@over_a_view
def channels(
    beside: Annotated[
        bool, _flag("Instead: main and auxiliary channel side by side, at equal reason.")
    ] = False,
    main: Annotated[str, typer.Option(help="With --beside: the main channels, joined by commas.")] = "",
    auxiliary: Annotated[str, typer.Option(help="With --beside: those held beside them.")] = "",
    hand_overs: Annotated[
        bool, _flag("Instead: from which channel customers went on to which for the same reason.")
    ] = False,
    recorded: Annotated[bool, _flag("Instead: where records say contacts were handed over to.")] = False,
    alike: Annotated[
        bool, _flag("Instead: what channels differ by beyond chance, online and offline, at equal reason.")
    ] = False,
    levels: Annotated[bool, _flag("Instead: where each channel lies, at equal reason.")] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Each channel beside the others of the same reason, like for like: settled, satisfaction, cost."""
    settings = settings_of(config)
    if beside or main or auxiliary:
        rows, hidden = _sides(settings, names_in(main), names_in(auxiliary), view), _OF_SIDES
    elif hand_overs or recorded:
        rows, hidden = _ways(settings, view, recorded=recorded), _OF_WAYS
    elif alike or levels:
        rows, hidden = _consistency(settings, view, levels=levels), _OF_LEVELS if levels else _OF_SPREADS
    else:
        from analytics.reasons.best_channel import best_channel

        rows, hidden = asked(settings, best_channel, view), _OF_BEST
    if rows is not None:
        print_rows(rows, printed, beside=hidden, raw=raw)


def _sides(
    settings: "Settings", main: tuple[str, ...], auxiliary: tuple[str, ...], view: View
) -> "pl.DataFrame | None":
    """Says which channels are compared, or that there are not two."""
    from analytics.channels.beside import beside

    found = asked(settings, beside, main, auxiliary, view)
    if found is None:
        tell(_ALONE.text(settings.language))
        return None
    roles, rows = found
    tell(_ROLES.text(settings.language, main=", ".join(roles.main), auxiliary=", ".join(roles.auxiliary)))
    return rows


def _ways(settings: "Settings", view: View, *, recorded: bool) -> "pl.DataFrame":
    from analytics.channels.hand_overs import hand_overs, recorded_hand_overs

    return asked(settings, recorded_hand_overs if recorded else hand_overs, view)


def _consistency(settings: "Settings", view: View, *, levels: bool) -> "pl.DataFrame":
    from analytics.channels.consistency import consistency

    spreads, of_channels = asked(settings, consistency, view)
    return of_channels if levels else spreads
