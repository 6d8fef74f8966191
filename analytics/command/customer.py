"""The verb `customer`."""

from typing import Annotated

import typer

from analytics.command.options import Config, Printed, Raw
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of

# A table has room for what an event is and where; the other formats hold all that is known of it.
_BESIDE = (
    *("contact_tier", "stage", "agent_id", "wait_seconds", "promised_wait_seconds", "service_seconds"),
    *("is_complaint", "recovery", "recovery_kind", "failure_origin", "handed_to", "asked_again"),
    *("is_no_show", "is_booked", "contact_id", "id", "comment", "before"),
)


def customer(
    given: Annotated[
        str,
        typer.Argument(metavar="ID", help="The customer's id, or that of a contact, survey or purchase."),
    ],
    is_with_risk: Annotated[
        bool, typer.Option("--risk", help="Also the risk of leaving, and what goes with it.")
    ] = False,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """All that is known of a customer on one line of time, the newest first."""
    from analytics.customer.record import NoSuchCustomer, customer_record
    from analytics.customer.summary import line_rows, risk_sentences, sentences

    settings = settings_of(config)
    found = asked(settings, customer_record, given)
    if isinstance(found, NoSuchCustomer):
        raise found.error
    for sentence in sentences(found, settings.definitions.first_contact_days):
        tell(sentence.text(settings.language))
    if is_with_risk:
        from analytics.drivers.at_risk import risk_of

        for sentence in risk_sentences(asked(settings, risk_of, found.customer_id)):
            tell(sentence.text(settings.language))
    print_rows(line_rows(found), printed, beside=_BESIDE, raw=raw)
