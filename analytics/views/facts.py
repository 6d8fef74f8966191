"""The facts: records with all that is known of them, as views that follow the settings."""

from analytics.dimensions import dimensions
from analytics.marts.macros import expanded
from analytics.marts.query import with_values
from analytics.views import FACTS
from warehouse.settings import Settings
from warehouse.sql import read_sql

# Answers say these themselves, or have another clock.
_NOT_LINKED = frozenset({"department", "contact_tier", "hour", "contact_number"})


def fact_queries(settings: Settings) -> dict[str, str]:
    """The query of each fact's view by its name, in the order they are made."""
    linked = [
        dimension.name
        for dimension in dimensions(settings).values()
        if dimension.of == "contacts" and dimension.name not in _NOT_LINKED
    ]
    return {
        fact: expanded(
            with_values(read_sql("analytics.views", fact), {"linked_dimensions": linked}), settings
        )
        for fact in FACTS
    }
