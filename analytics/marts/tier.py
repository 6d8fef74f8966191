"""The contact tier of a contact that does not state it."""

from collections.abc import Mapping
from typing import Any

from warehouse.settings import Settings
from warehouse.sql import literal


def tier_macro(settings: Settings) -> str:
    """SQL that makes the macro `tier_of(contact_tier, delivery_mode, channel)` for the marts' queries.

    A handful of comparisons per contact; joining the settings, as the views do, takes twice as long.
    """
    delivery_mode = f"coalesce(delivery_mode, {_choice('channel', settings.channels)})"
    return (
        "CREATE OR REPLACE TEMP MACRO tier_of(contact_tier, delivery_mode, channel) AS"
        f" coalesce(contact_tier, {_choice(delivery_mode, settings.delivery_modes)})"
    )


def _choice(column: str, meanings: Mapping[Any, str]) -> str:
    cases = " ".join(f"WHEN {literal(name)} THEN {literal(meaning)}" for name, meaning in meanings.items())
    return f"CASE {column} {cases} END" if cases else "NULL::VARCHAR"
