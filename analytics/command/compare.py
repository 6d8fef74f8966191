"""The verb `compare`."""

from typing import Annotated

import typer

from analytics.command.options import EVERYTHING, Against, Config, Printed, Raw, over_a_view, view_against
from analytics.command.survey_weights import tell_survey_weights
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of

_CHANGE = ("value_before", "change", "is_real")
_SHOWN = ("n", "value", "expected", "is_outside", "shrunk", "rank")


@over_a_view
def compare(
    measure: Annotated[str, typer.Argument(help="A share or a mean; `touchpoints measures` lists them.")],
    tier: Annotated[
        str | None, typer.Option("--tier", "--contact-tier", help="One tier; else each of them apart.")
    ] = None,
    by: Annotated[str, typer.Option(help="department, or agent_id within each department.")] = "department",
    against: Against = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Departments within a contact tier: who is outside the limits of the funnel, and shrunk ranks."""
    from analytics.comparing.before import beside_before
    from analytics.comparing.funnel import fair_comparison

    settings = settings_of(config)
    if against is None:
        compared = asked(settings, fair_comparison, measure, tier, view, by)
    else:
        beside = view_against(view, against, settings)
        compared = asked(
            settings,
            lambda reader, settings: beside_before(
                reader, settings, fair_comparison(reader, settings, measure, tier, view, by), measure, beside
            ),
        )
    tell_survey_weights(settings, measure, view)
    shown = (by, "contact_tier", "department", *_SHOWN, *_CHANGE)
    print_rows(compared, printed, beside=[name for name in compared.columns if name not in shown], raw=raw)
