"""What queries share: tiers of contacts that do not state them, no-shows, tenure, age, broken promises."""

import re
from collections.abc import Mapping
from typing import Any

import duckdb

from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

# Where the export does not say, a booked contact that nobody came to; one waited for was given up instead.
_NO_SHOW = (
    "coalesce("
    "no_show, outcome = 'abandoned' AND coalesce(is_booked, false) AND coalesce(wait_seconds, 0) = 0)"
)
_OF_CUSTOMER = "(respondent IS NULL OR respondent = 'customer')"
# Columns of `contact_facts` by which nothing is split. All others are dimensions, also the company's own.
_NO_DIMENSIONS = (
    *("contact_id", "customer_id", "occurred_at", "occurred_local", "day", "hour", "load_id", "cost"),
    *("answer_day", "has_customer_answered"),
    *("wait_seconds", "promised_wait_seconds", "service_seconds", "recovery", "recovery_seconds"),
    *("recovery_kind", "is_complaint", "appointment_at", "no_show", "is_no_show"),
)
_MACROS = {
    "tenure_of": """CREATE OR REPLACE TEMP MACRO tenure_of(joined_month, at_month) AS CASE
        WHEN joined_month IS NULL THEN NULL
        WHEN date_diff('month', joined_month, at_month) < 12 THEN 'under_1_year'
        WHEN date_diff('month', joined_month, at_month) < 36 THEN '1_to_3_years'
        ELSE 'over_3_years'
    END""",
    "age_band_of": """CREATE OR REPLACE TEMP MACRO age_band_of(born_on, at_day) AS CASE
        WHEN born_on IS NULL THEN NULL
        WHEN date_sub('year', born_on, at_day) < 30 THEN 'under_30'
        WHEN date_sub('year', born_on, at_day) < 45 THEN '30_to_44'
        WHEN date_sub('year', born_on, at_day) < 60 THEN '45_to_59'
        ELSE '60_and_over'
    END""",
    "over_promise_step_of": """CREATE OR REPLACE TEMP MACRO over_promise_step_of(seconds) AS CASE
        WHEN seconds IS NULL OR seconds <= 0 THEN 0
        WHEN seconds <= 300 THEN 1
        WHEN seconds <= 1800 THEN 2
        ELSE 3
    END""",
    "is_of_customer": f"CREATE OR REPLACE TEMP MACRO is_of_customer(respondent) AS {_OF_CUSTOMER}",
}


def make_macros(connection: duckdb.DuckDBPyConnection, query: str | None = None) -> None:
    """Let the connection's queries use `tenure_of(joined_month, at_month)`, in whole calendar months,
    `age_band_of(born_on, at_day)`, in whole years, `over_promise_step_of(seconds)`: 0 for a promise that was
    kept, up to 3, and `is_of_customer(respondent)`: what staff or a monitor answered is not.

    query: only those that it names, as making all takes as long as most queries of a mart.
    """
    for name, macro in _MACROS.items():
        if query is None or f"{name}(" in query:
            connection.execute(macro)


def expanded(query: str, settings: Settings) -> str:
    """A view's query with `linked`, and with `tier_of` and its like, which follow the settings, written out.

    A handful of comparisons per contact; joining the settings takes twice as long.
    """
    meanings = {
        "delivery_mode_of(delivery_mode, channel)": _delivery_mode(settings),
        "tier_of(contact_tier, delivery_mode, channel)": _contact_tier(settings),
        "is_dimension(name)": f"NOT list_contains([{', '.join(map(literal, _NO_DIMENSIONS))}], name)",
        "is_of_customer(respondent)": _OF_CUSTOMER,
        "is_no_show_of(no_show, outcome, is_booked, wait_seconds)": _NO_SHOW,
    }
    query = re.sub(r"linked\((\w+)\)", lambda answers: f"({_linked(answers[1])})", query)
    for macro, meaning in meanings.items():
        query = query.replace(macro, meaning)
    return query


def _linked(answers: str) -> str:
    return read_sql("analytics.views", "linked").replace("{answers}", answers)


def _contact_tier(settings: Settings) -> str:
    return f"coalesce(contact_tier, {_choice(_delivery_mode(settings), settings.delivery_modes)})"


def _delivery_mode(settings: Settings) -> str:
    return f"coalesce(delivery_mode, {_choice('channel', settings.channels)})"


def _choice(column: str, meanings: Mapping[Any, str]) -> str:
    cases = " ".join(f"WHEN {literal(name)} THEN {literal(meaning)}" for name, meaning in meanings.items())
    return f"CASE {column} {cases} END" if cases else "NULL::VARCHAR"
