"""The verb `complaints`."""

from enum import StrEnum
from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


class Told(StrEnum):
    """What is told of complaints."""

    who = "who"
    crossed = "crossed"
    rates = "rates"
    reasons = "reasons"
    words = "words"


@over_a_view
def complaints(
    tell_of: Annotated[
        Told,
        typer.Option(
            "--of",
            help=(
                "Who complains; age, gender and region crossed; rates for each reason; reasons of "
                "complaints; words of complainants."
            ),
        ),
    ] = Told.who,
    across: Annotated[
        str, typer.Option(help="Groups are the values of this dimension (not of who).")
    ] = "age_band",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Who complains about what: odds by age, gender, region and segment; reasons and words by group."""
    from analytics.complaints.about import (
        CROSSED,
        complaints_about,
        complaints_crossed,
        reasons_of_complaints,
    )
    from analytics.complaints.said import words_of_groups
    from analytics.complaints.who import complainers

    settings = settings_of(config)
    if tell_of is Told.who:
        found = asked(settings, complainers, view)
        print_rows(found, printed, beside=("low", "high", "others", "note"), raw=raw)
    elif tell_of is Told.crossed:
        found = asked(settings, complaints_crossed, CROSSED, view)
        print_rows(found, printed, beside=("difference_low", "difference_high", "note"), raw=raw)
    elif tell_of is Told.rates:
        found = asked(settings, complaints_about, across, "reason", view)
        print_rows(found, printed, beside=("difference_low", "difference_high", "note"), raw=raw)
    elif tell_of is Told.reasons:
        found = asked(settings, reasons_of_complaints, across, "reason", view)
        print_rows(found, printed, raw=raw)
    else:
        said = asked(settings, words_of_groups, across, view)
        print_rows(said.words, printed, beside=("share_low", "share_high", "example"), raw=raw)
