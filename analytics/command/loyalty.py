"""The verbs `loyalty` and `keydrivers`."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of

if TYPE_CHECKING:
    from warehouse.settings import Settings

Item: TypeAlias = Annotated[str, typer.Option("--item", help="Whose scores: csat, nps or ces.")]


@over_a_view
def loyalty(
    item: Item = "csat",
    outcome: Annotated[
        str, typer.Option("--outcome", help="What follows: stayed, came_again, bought_again or repeated.")
    ] = "stayed",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Who stays and comes again, by the score that they gave: plain and adjusted shares, with intervals."""
    from analytics.loyalty.by_score import loyalty as by_score
    from analytics.loyalty.looked_at import said_of_answers
    from analytics.loyalty.summary import ADJUSTED_FOR, bend_sentence, contrast_sentence

    settings = settings_of(config)
    found = asked(settings, by_score, item, outcome, view)
    meaning = found.outcome.meaning.text(settings.language, days=found.days)
    tell(f"{found.outcome.label.text(settings.language)}: {meaning}.")
    for sentence in (contrast_sentence(found), bend_sentence(found), ADJUSTED_FOR):
        tell(sentence.text(settings.language))
    for said in said_of_answers(found.per_mille, settings.language):
        tell(said)
    print_rows(found.scores, printed, raw=raw)


@over_a_view
def keydrivers(
    item: Annotated[
        str, typer.Option("--item", help="Whose scores: csat, nps or ces; with --among any item.")
    ] = "csat",
    shares: Annotated[
        bool, typer.Option("--shares", help="How much of what is explained goes to each, instead of points.")
    ] = False,
    if_better: Annotated[
        bool, typer.Option("--if-better", help="The mean score with promises kept, failures recovered, …")
    ] = False,
    among: Annotated[
        str,
        typer.Option(
            "--among", help="Instead of what contacts were like, items of the questionnaire: servqual."
        ),
    ] = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What goes with the score of a contact: points of each kind, or shares of what is explained."""
    from analytics.loyalty.if_better import if_better as changed
    from analytics.loyalty.looked_at import said_of_answers
    from analytics.loyalty.satisfaction_drivers import satisfaction_drivers
    from analytics.loyalty.summary import ADJUSTED_DRIVERS, drivers_sentence

    if sum((shares, if_better, bool(among))) > 1:
        raise typer.BadParameter("--shares, --if-better and --among print different rows: give one of them.")
    settings = settings_of(config)
    if among:
        _among(settings, item, among, view, printed, raw)
        return
    found = asked(settings, satisfaction_drivers, item, view)
    for sentence in (drivers_sentence(found), ADJUSTED_DRIVERS):
        tell(sentence.text(settings.language))
    for said in said_of_answers(found.per_mille, settings.language):
        tell(said)
    if if_better:
        print_rows(changed(found), printed, raw=raw)
        return
    print_rows(found.shares if shares else found.levels, printed, beside=("p", "is_clear", "note"), raw=raw)


def _among(settings: "Settings", item: str, among: str, view: View, printed: Format, raw: bool) -> None:
    from analytics.loyalty.answer_drivers import answer_drivers
    from analytics.loyalty.summary import among_sentence

    found = asked(settings, answer_drivers, item, among, view)
    tell(among_sentence(found).text(settings.language))
    print_rows(found.items, printed, beside=("part", "note"), raw=raw)
