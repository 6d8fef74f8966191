"""What measures read of purchases, and of contacts with what was bought at or after them."""

from collections.abc import Mapping

from analytics.dimensions import Dimension
from analytics.reading import Counts
from analytics.view import View
from warehouse.sql import read_sql

IS_PURCHASE = "kind IS DISTINCT FROM 'refund'"
_FROM_A_CONTACT = "purchase_facts"
_ALONE = "dated_purchases"


def of_purchases(columns: Mapping[str, str], where: str = "true", rows: str = "") -> Counts:
    """Aggregates over purchases and refunds, whose day is that of buying or giving back.

    Where nothing is asked of the contact that they came of, it need not be looked for. rows: the name of a
    query over `purchase_facts` in this folder, instead of that view.
    """
    text = read_sql("analytics.money", rows) if rows else None
    light = Counts(
        _ALONE,
        columns,
        where=where,
        rows=text and text.replace(_FROM_A_CONTACT, _ALONE),
        present_in=(_ALONE,),
    )

    def without_contacts(by: Mapping[str, Dimension], view: View) -> Counts | None:
        is_light = all(dimension.of != "contacts" for dimension in by.values())
        return light if is_light and view.is_of_all else None

    return Counts(
        _FROM_A_CONTACT,
        columns,
        where=where,
        rows=text,
        present_in=(_FROM_A_CONTACT,),
        shortcut=without_contacts,
    )


def of_contacts(columns: Mapping[str, str], rows: str, where: str = "true") -> Counts:
    """Aggregates over contacts with what was sold at them (`sold`) or bought after (`bought_after`)."""
    return Counts(
        "contact_facts",
        columns,
        where=where,
        rows=read_sql("analytics.money", rows),
        present_in=("contact_facts",),
        instant="occurred_local",
        adds_up=True,
    )
