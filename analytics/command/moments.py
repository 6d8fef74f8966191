"""The verbs `moments`, `scorecards` and `handled`."""

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

# What a table has no room for.
_OF_HANDLED = (
    *(f"{one}_{part}" for one in ("person", "no_person") for part in ("low", "high", "note")),
    *("difference_low", "difference_high"),
)


@over_a_view
def moments(
    view: View = EVERYTHING, printed: Printed = Format.table, raw: Raw = False, config: Config = None
) -> None:
    """Moments of truth counted: customers, contacts and seconds, by how they ended."""
    from analytics.moments.counted import moments_of_truth

    found = asked(settings_of(config), moments_of_truth, view)
    print_rows(found, printed, beside=("low", "high", "served", "waited"), raw=raw)


@over_a_view
def scorecards(
    view: View = EVERYTHING, printed: Printed = Format.table, raw: Raw = False, config: Config = None
) -> None:
    """Each touchpoint, a department, channel and stage, with the same five figures, beside its tier."""
    from analytics.moments.score_cards import score_cards

    found = asked(settings_of(config), score_cards, view)
    print_rows(found, printed, beside=("shrunk_low", "shrunk_high", "z", "note"), raw=raw)


@over_a_view
def handled(
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Contacts with a person beside those without one: satisfaction, failure, wait, repeats, cost."""
    from analytics.moments.handled import person_and_others

    found = asked(settings_of(config), person_and_others, names_in(by), view)
    print_rows(found, printed, beside=_OF_HANDLED, raw=raw)
