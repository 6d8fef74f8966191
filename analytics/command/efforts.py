"""The verbs `efforts` and `origins`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell
from warehouse.words import Words

_COUNTED = Words(
    "회복 방법이 적힌 실패 {tried}건, 그 가운데 회복 {recovered}건, 만족도 응답이 있는 회복 {rated}건.",
    "{tried} failures say how recovery was tried; {recovered} of them were recovered, {rated} of these "
    "rated.",
)


class Told(StrEnum):
    """What is told of efforts."""

    kinds = "kinds"
    combinations = "combinations"
    speed = "speed"
    steps = "steps"
    origins = "origins"


@over_a_view
def efforts(
    tell_of: Annotated[
        Told,
        typer.Option(
            "--of",
            help=(
                "Each kind; kinds in combination; a doubling of the time; steps of it; kinds by where it "
                "failed."
            ),
        ),
    ] = Told.kinds,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What each effort of recovery goes with, like for like: satisfaction, success and leaving."""
    from analytics.recovery.efforts import efforts as read_efforts

    settings = settings_of(config)
    found = asked(settings, read_efforts, view)
    rows = {
        Told.kinds: found.kinds,
        Told.combinations: found.combinations,
        Told.speed: found.speed,
        Told.steps: found.speed_steps,
        Told.origins: found.by_origin,
    }[tell_of]
    print_rows(rows, printed, raw=raw)
    counts = {"tried": found.tried, "recovered": found.recovered, "rated": found.rated}
    tell(_COUNTED.text(settings.language, **{name: f"{count:,}" for name, count in counts.items()}))


@over_a_view
def origins(
    by: By = "",
    beside: Annotated[
        str, typer.Option(help="Each part of this dimension beside all other failures, instead of --by.")
    ] = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Where failures arise: staff, system, physical evidence or policy; and how each is recovered."""
    from analytics.recovery.origins import failure_origins, origins_beside_others, recovery_by_origin

    if beside and by:
        raise typer.BadParameter("Give either --by or --beside.", param_hint="--beside")
    settings = settings_of(config)
    if beside:
        found = asked(settings, origins_beside_others, beside, view)
        print_rows(found, printed, beside=("n", "difference_low", "difference_high", "note"), raw=raw)
    elif by:
        print_rows(asked(settings, failure_origins, names_in(by), view), printed, raw=raw)
    else:
        found = asked(settings, recovery_by_origin, view)
        ends = [
            f"{name}_{end}"
            for name in ("recovery_rate", "time_to_recover_p50")
            for end in ("low", "high", "n")
        ]
        print_rows(found, printed, beside=("n", "note", *ends), raw=raw)
