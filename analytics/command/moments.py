"""The verbs `moments` and `scorecards`."""

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of


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
