"""The verb `journeys`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell


class Told(StrEnum):
    """What is told of journeys."""

    rules = "rules"
    touchpoints = "touchpoints"
    paths = "paths"


# The other formats have these too.
_BESIDE = (
    "note",
    "earlier",
    "weight",
    "share_low",
    "share_high",
    "peers",
    "contacts",
    "share",
    "answers",
    "watched",
    "median_days_low",
    "median_days_high",
    "open",
    "is_longer",
    *(
        f"{name}_{end}"
        for name in ("satisfaction", "staying", "elsewhere", "settled")
        for end in ("low", "high")
    ),
)


@over_a_view
def journeys(
    tell_of: Annotated[
        Told,
        typer.Option(
            "--of",
            help="Which rule says how a journey went; touchpoints that spoil journeys; frequent paths.",
        ),
    ] = Told.rules,
    step: Annotated[
        str, typer.Option(help="What paths are made of: channel, department, touchpoint or stage.")
    ] = "channel",
    path: Annotated[str | None, typer.Option(help="One path from start to end, as chatbot,phone.")] = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Journeys: whether they are the product of touchpoints, what spoils them, and their paths."""
    from analytics.customer_sample import said_of_sample
    from analytics.journeys.found import journeys as find_journeys
    from analytics.journeys.paths import path_funnel, written
    from analytics.journeys.tables import MOST_CONTACTS

    settings = settings_of(config)
    if path is not None:
        steps = names_in(path)
        print_rows(asked(settings, path_funnel, steps, step, view), printed, beside=_BESIDE, raw=raw)
        return
    found = asked(settings, find_journeys, step, view)
    if found.days is not None:
        for sentence in said_of_sample(found.days.per_mille, MOST_CONTACTS, settings.language):
            tell(sentence)
    rows = {Told.rules: found.rules, Told.touchpoints: found.touchpoints, Told.paths: found.paths}[tell_of]
    if "path" in rows.columns:
        import polars as pl

        rows = rows.with_columns(pl.col("path").map_elements(written, return_dtype=pl.String))
    print_rows(rows, printed, beside=_BESIDE, raw=raw)
