"""Changes as tests tell them."""

from dataclasses import replace
from datetime import date

from sample_data import DEFAULT
from state.changes import Change

ROUTING = DEFAULT.routing


def changed(
    number: int, day: date, department: str, tier: str | None, measure: str, **more: object
) -> Change:
    """A change that was done on its day, unless told otherwise."""
    usual = Change(
        change_id=number,
        begins_on=day,
        departments=(department,),
        contact_tier=tier,
        kind="process",
        problem="",
        plan="another way of working",
        owner="",
        due=None,
        done_on=day,
        measure=measure,
        wanted=None,
        state="done",
    )
    return replace(usual, **more)  # type: ignore[arg-type]
