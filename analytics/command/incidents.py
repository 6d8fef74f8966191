"""The verbs `incidents kinds`, `list`, `content`, `determinants`, `told`, `add`, `remove` and `review`."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from analytics.command.options import DAY, EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.printing import Format, print_out, print_rows
from warehouse.verbs import Verb, settings_of
from warehouse.visible import tell

if TYPE_CHECKING:
    from warehouse.settings import Settings

incidents = typer.Typer(
    no_args_is_help=True, help="Contacts with unusual damage or delight, and what people told."
)


class Content(StrEnum):
    """What incidents are coded by."""

    reasons = "reasons"
    origins = "origins"
    words = "words"


Side: TypeAlias = Annotated[str, typer.Option(help="damage or delight.")]
_BESIDE = (
    "note",
    "others",
    "all",
    "side",
    "reason",
    "failure_origin",
    "gravity",
    "added_at",
    "low",
    "high",
    "example",
)


@incidents.command(cls=Verb)
@over_a_view
def kinds(
    place: Annotated[str, typer.Option(help="What has to be alike: department or reason.")] = "department",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What incidents go with: leaving and satisfaction, beside contacts that are alike but for them."""
    from analytics.incidents.effects import incident_effects
    from warehouse.asking import asked

    settings = settings_of(config)
    found = asked(settings, incident_effects, place, view)
    _tell_of_sample(settings, view)
    print_rows(found, printed, beside=("side", "all", "others", "note"), raw=raw)


@incidents.command("list", cls=Verb)
@over_a_view
def list_(
    side: Side = "damage",
    most: Annotated[int, typer.Option(min=1, max=10_000, help="So many.")] = 20,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Incidents in the records one by one, the gravest first."""
    import polars as pl

    from analytics.incidents.effects import incident_effects
    from analytics.incidents.listed import checked_side, gravity, listed_incidents
    from state.incidents import reviews
    from warehouse.asking import asked

    settings, chosen = settings_of(config), checked_side(side)
    weights = gravity(asked(settings, incident_effects), chosen)
    found = asked(settings, listed_incidents, chosen, weights, view, most)
    made = reviews(settings).select("contact_id", "is_reviewed", "code")
    rows = found.join(made, on="contact_id", how="left", maintain_order="left")
    print_rows(rows.with_columns(pl.col("kinds").list.join(", ")), printed, beside=_BESIDE, raw=raw)


@incidents.command(cls=Verb)
@over_a_view
def content(
    by: Annotated[Content, typer.Option(help="Reasons, where failures arose, or words.")] = Content.reasons,
    side: Side = "damage",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What incidents are about."""
    from analytics.incidents.content import incident_origins, incident_reasons, incident_words
    from warehouse.asking import asked

    settings = settings_of(config)
    if by is Content.origins:
        _tell_of_sample(settings, view)
        print_rows(asked(settings, incident_origins, view), printed, raw=raw)
    elif by is Content.words:
        found = asked(settings, incident_words, side, view)
        print_rows(found, printed, beside=("times_low", "times_high", "example"), raw=raw)
    else:
        print_rows(asked(settings, incident_reasons, side, view), printed, raw=raw)


@incidents.command(cls=Verb)
@over_a_view
def determinants(
    side: Side = "damage",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What is said of incidents less what is said of other contacts, where contact is high and low."""
    from analytics.incidents.determinants import incident_determinants
    from warehouse.asking import asked

    settings = settings_of(config)
    _tell_of_sample(settings, view)
    print_rows(asked(settings, incident_determinants, side, view), printed, raw=raw)


@incidents.command(cls=Verb)
def told(printed: Printed = Format.table, config: Config = None) -> None:
    """Incidents that people told, the latest first."""
    from state.incidents import listed_told

    print_rows(
        listed_told(settings_of(config)), printed, beside=("contact_tier", "channel", "source", "added_at")
    )


@incidents.command(cls=Verb)
def add(
    happened_on: Annotated[datetime, typer.Option("--on", **DAY, help="The day, as 2026-10-31.")],
    department: Annotated[str, typer.Option(help="Where it was.")],
    side: Annotated[str, typer.Option(help="damage or delight.")],
    words: Annotated[str, typer.Option(help="What was told.")],
    tier: Annotated[str, typer.Option(help="high, medium or low.")] = "",
    channel: Annotated[str, typer.Option(help="How the customer came.")] = "",
    code: Annotated[str, typer.Option(help="What it is called.")] = "",
    source: Annotated[str, typer.Option(help="Where it was told, as 'interview 3'.")] = "",
    customer: Annotated[str | None, typer.Option(help="Whose it is, where that is known.")] = None,
    config: Config = None,
) -> None:
    """Keep an incident that somebody told."""
    from state.incidents import Incident, add_told

    one = Incident(happened_on.date(), department, side, words, tier, channel, code, source, customer)
    number = add_told(settings_of(config), one, datetime.now(UTC))
    print_out(f"Incident {number} was kept.")


@incidents.command(cls=Verb)
def remove(
    number: Annotated[int, typer.Argument(help="Its number, as in 'incidents told'.")], config: Config = None
) -> None:
    """Take out an incident that somebody told."""
    from state.incidents import remove_told

    remove_told(settings_of(config), number)
    print_out(f"Incident {number} was taken out.")


@incidents.command(cls=Verb)
def review(
    contact: Annotated[str, typer.Argument(metavar="ID", help="The contact.")],
    is_reviewed: Annotated[
        bool | None, typer.Option("--done/--open", help="Whether somebody looked at it.")
    ] = None,
    code: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    config: Config = None,
) -> None:
    """Say that somebody looked at a contact of the records, or what it is called."""
    from analytics.incidents.listed import customer_of
    from state.incidents import review as keep_review
    from warehouse.asking import asked

    if is_reviewed is None and code is None:
        raise typer.BadParameter("Give --done, --open or --code.")
    settings = settings_of(config)
    customer = asked(settings, customer_of, contact)
    keep_review(settings, contact, customer, datetime.now(UTC), is_reviewed=is_reviewed, code=code)
    print_out(f"Contact {contact} was changed.")


def _tell_of_sample(settings: "Settings", view: View) -> None:
    from analytics.customer_sample import said_of_sample
    from analytics.incidents.queries import MOST_CONTACTS, looked_at
    from warehouse.asking import asked

    for sentence in said_of_sample(asked(settings, looked_at, view), MOST_CONTACTS, settings.language):
        tell(sentence)
