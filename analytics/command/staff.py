"""The verb `staff`."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

if TYPE_CHECKING:
    import polars as pl


class Question(StrEnum):
    """What is asked of the staff."""

    quality = "quality"
    spread = "spread"
    load = "load"
    hours = "hours"
    tiers = "tiers"
    with_csat = "with-csat"
    experience = "experience"
    time = "time"
    needed = "needed"


# By what each of them is split unless told, and what is left out of the table on a terminal.
_BY = {Question.quality: "agent_id", Question.load: "contact_tier", Question.hours: ""}
_BESIDE = {
    Question.quality: ("expected", "z", "rank", "rank_low", "rank_high", "units", "note"),
    Question.spread: ("within", "note"),
    Question.load: ("agent_days", "busy_seconds", "there_seconds", "note"),
    Question.hours: ("agent_hours", "note"),
    Question.with_csat: ("mean", "spread", "plain", "plain_low", "plain_high", "note"),
    Question.experience: ("agents", "note"),
    Question.time: ("busy_seconds", "high_share", "note"),
    Question.needed: (
        "days",
        "service_seconds",
        "load",
        "needed_low",
        "needed_high",
        "there_low",
        "there_high",
    ),
}


@over_a_view
def staff(
    question: Annotated[
        Question,
        typer.Argument(
            help="quality of agents or teams; its spread in each tier; load; load by hours of the clock; what"
            " tiers cost; what goes with-csat; experience by tier; what time goes to; staff needed.",
        ),
    ] = Question.quality,
    by: Annotated[
        str | None,
        typer.Option(
            help="quality: agent_id or team. load, hours: contact_tier, department, channel, team, agent_id,"
            " joined by commas."
        ),
    ] = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The staff: quality within a tier, load, experience, what goes with satisfaction, and staff needed."""
    if by is not None and question not in _BY:
        raise typer.BadParameter(f"'{question}' is not split.", param_hint="--by")
    found = asked(settings_of(config), _answering(question, by), view=view)
    beside = _BESIDE.get(question, [name for name in found.columns if name.endswith(("_low", "_high", "_n"))])
    print_rows(found, printed, beside=beside, raw=raw)


def _answering(question: Question, by: str | None) -> "Callable[..., pl.DataFrame]":
    """What answers the question, split as asked."""
    from analytics.people.experience import experience_by_tier, time_by_tier
    from analytics.people.goes_with import goes_with_satisfaction
    from analytics.people.needed import staff_needed
    from analytics.people.quality import quality
    from analytics.people.tiers import cost_of_tiers, spread_by_tier
    from analytics.people.workload import workload, workload_by_hour

    parts = _BY.get(question, "") if by is None else by
    answers: dict[Question, Callable[..., pl.DataFrame]] = {
        Question.quality: partial(quality, by=parts),
        Question.load: partial(workload, by=names_in(parts)),
        Question.hours: partial(workload_by_hour, by=names_in(parts)),
        Question.spread: spread_by_tier,
        Question.tiers: cost_of_tiers,
        Question.with_csat: goes_with_satisfaction,
        Question.experience: experience_by_tier,
        Question.time: time_by_tier,
        Question.needed: staff_needed,
    }
    return answers[question]
