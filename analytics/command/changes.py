"""The verbs `changes add`, `list`, `show`, `edit`, `done`, `effect` and `import`."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from analytics.command.options import DAY
from warehouse.printing import Format, print_out, print_rows, tell
from warehouse.verbs import Config, Printed, Verb, settings_of

if TYPE_CHECKING:
    from state.changes import Change
    from warehouse.settings import Settings

changes = typer.Typer(no_args_is_help=True, help="What was changed in the service, and what followed.")
Number: TypeAlias = Annotated[int, typer.Argument(metavar="NUMBER", help="Of 'changes list'.")]
Day: TypeAlias = Annotated[datetime | None, typer.Option("--on", **DAY, help="The day from which it acts.")]
Departments: TypeAlias = Annotated[
    list[str] | None, typer.Option("--department", help="Where; may be repeated. Without, everywhere.")
]
Tier: TypeAlias = Annotated[str | None, typer.Option("--tier", help="high, medium or low; without, in all.")]
Kind: TypeAlias = Annotated[str | None, typer.Option(help="product or process.")]
Measure: TypeAlias = Annotated[str | None, typer.Option(help="What it is meant for, as failure.")]
Problem: TypeAlias = Annotated[str | None, typer.Option(help="What is wrong.")]
Plan: TypeAlias = Annotated[str | None, typer.Option(help="What is done about it.")]
Owner: TypeAlias = Annotated[str | None, typer.Option(help="Who sees to it.")]
Due: TypeAlias = Annotated[datetime | None, typer.Option(**DAY, help="By when.")]
DoneOn: TypeAlias = Annotated[datetime | None, typer.Option("--done", **DAY, help="When it was done.")]
Wanted: TypeAlias = Annotated[
    float | None, typer.Option(help="What it is to add to the measure, in its unit: -0.05 is 5 points less.")
]
State: TypeAlias = Annotated[str | None, typer.Option(help="planned, under_way, done or dropped.")]
_BESIDE_LIST = ("problem", "due", "wanted", "kind")
_BESIDE_EFFECT = (
    "p_value",
    "n_before",
    "n_after",
    "weeks_before",
    "weeks_after",
    "control_before",
    "control_after",
    "more_weeks",
    "trend_p_value",
    "synthetic_low",
    "synthetic_high",
    "rank",
    "controls",
    "left_out",
    "changed",
)


@changes.command(cls=Verb)
def add(
    on: Annotated[datetime, typer.Option("--on", **DAY, help="The day from which it acts.")],
    measure: Annotated[str, typer.Option(help="What it is meant for, as failure.")],
    plan: Annotated[str, typer.Option(help="What is done.")],
    department: Departments = None,
    tier: Tier = None,
    kind: Kind = "process",
    problem: Problem = "",
    owner: Owner = "",
    due: Due = None,
    done: DoneOn = None,
    wanted: Wanted = None,
    state: State = None,
    config: Config = None,
) -> None:
    """Put a change into the register."""
    from state.changes import Change, add_change

    settings = settings_of(config)
    change = Change(
        change_id=0,
        begins_on=on.date(),
        departments=tuple(department or ()),
        contact_tier=tier,
        kind=kind,  # type: ignore[arg-type]  # checked with the rest
        problem=problem or "",
        plan=plan,
        owner=owner or "",
        due=due and due.date(),
        done_on=done and done.date(),
        measure=measure,
        wanted=wanted,
        state=state or ("done" if done else "planned"),  # type: ignore[arg-type]  # checked with the rest
    )
    number = add_change(settings, _checked(settings, change), datetime.now(UTC))
    print_out(f"Change {number} is in the register.")


@changes.command("list", cls=Verb)
def list_(printed: Printed = Format.table, config: Config = None) -> None:
    """The changes, by number."""
    from analytics.changes.rows import register_rows
    from state.changes import changes as register

    print_rows(register_rows(register(settings_of(config))), printed, beside=_BESIDE_LIST)


@changes.command(cls=Verb)
def show(number: Number, printed: Printed = Format.table, config: Config = None) -> None:
    """All that is known of a change."""
    import polars as pl

    from analytics.changes.rows import register_rows
    from state.changes import find_change

    rows = register_rows([find_change(settings_of(config), number)])
    if printed is Format.table:
        values = ["" if value is None else str(value) for value in rows.row(0)]
        rows = pl.DataFrame({"what": rows.columns, "value": values})
    print_rows(rows, printed)


@changes.command(cls=Verb)
def edit(
    number: Number,
    on: Day = None,
    department: Departments = None,
    tier: Tier = None,
    kind: Kind = None,
    measure: Measure = None,
    problem: Problem = None,
    plan: Plan = None,
    owner: Owner = None,
    due: Due = None,
    done: DoneOn = None,
    wanted: Wanted = None,
    state: State = None,
    config: Config = None,
) -> None:
    """Say otherwise what is in the register; what no option names stays. A change that is done no more loses
    its day.
    """
    given: dict[str, Any] = {
        "begins_on": on and on.date(),
        "departments": tuple(department) if department else None,
        "contact_tier": tier,
        "kind": kind,
        "measure": measure,
        "problem": problem,
        "plan": plan,
        "owner": owner,
        "due": due and due.date(),
        "done_on": done and done.date(),
        "wanted": wanted,
        "state": state or ("done" if done else None),
    }
    _edit(settings_of(config), number, {name: value for name, value in given.items() if value is not None})
    print_out(f"Change {number} was changed.")


@changes.command(cls=Verb)
def done(
    number: Number,
    on: Annotated[datetime | None, typer.Option("--on", **DAY, help="When; without, today.")] = None,
    config: Config = None,
) -> None:
    """Say that a change is done."""
    settings = settings_of(config)
    day = on.date() if on else _today(settings)
    _edit(settings, number, {"state": "done", "done_on": day})
    print_out(f"Change {number} is done since {day}.")


@changes.command(cls=Verb)
def effect(
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="Of 'changes list'.")] = None,
    placebos: Annotated[
        bool, typer.Option("--placebos", help="The same estimate at other dates and departments.")
    ] = False,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """What followed each change, against departments of the same tier that did not change."""
    from analytics.changes.estimating import change_effects
    from analytics.changes.rows import effect_rows
    from analytics.changes.words import NOTES, VERDICTS
    from state.changes import changes as register
    from state.changes import find_change
    from warehouse.asking import asked

    settings = settings_of(config)
    known = register(settings)
    if number is not None:
        find_change(settings, number)
    found = asked(settings, change_effects, known)
    shown = [one for one in found if number in (None, one.change.change_id)]
    for one in shown if number is not None else ():
        tell(VERDICTS[one.verdict].text(settings.language))
        if one.note:
            tell(NOTES[one.note].text(settings.language))
    if placebos:
        import polars as pl

        rows = [
            one.placebos.insert_column(0, pl.lit(one.change.change_id).alias("change_id")) for one in shown
        ]
        print_rows(pl.concat(rows) if rows else effect_rows([]), printed)
        return
    print_rows(effect_rows(shown), printed, beside=_BESIDE_EFFECT)


@changes.command("import", cls=Verb)
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV file with the columns of 'changes list'.")],
    config: Config = None,
) -> None:
    """Put the changes of a file into the register; those that are there stay as they are."""
    from analytics.changes.importing import changes_in
    from state.changes import add_change
    from state.changes import changes as register

    settings = settings_of(config)
    known = {_told_apart_by(change) for change in register(settings)}
    given = changes_in(file)
    new = [_checked(settings, change) for change in given if _told_apart_by(change) not in known]
    for change in new:
        add_change(settings, change, datetime.now(UTC))
    print_out(f"{len(new):,} changes are new in the register; {len(given) - len(new):,} were there.")


def _told_apart_by(change: "Change") -> tuple[Any, ...]:
    return change.begins_on, change.departments, change.contact_tier, change.measure, change.plan


def _edit(settings: "Settings", number: int, given: dict[str, Any]) -> None:
    from state.changes import edit_change, find_change

    before = find_change(settings, number)
    if given.get("state", before.state) != "done":
        given |= {"done_on": given.get("done_on")}
    edit_change(settings, _checked(settings, replace(before, **given)), datetime.now(UTC))


def _checked(settings: "Settings", change: "Change") -> "Change":
    from analytics.changes.checking import checked
    from warehouse.asking import asked

    return asked(settings, checked, change)


def _today(settings: "Settings") -> date:
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(settings.business_time_zone)).date()
