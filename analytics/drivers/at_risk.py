"""Whom to call: customers likely to leave in the coming month, and what speaks for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.drivers.cells import picked_of_months, profiles_of, read_month_cells
from analytics.drivers.declared import COVARIATES, DRIVERS, UNKNOWN
from analytics.drivers.fitted import Fitted
from analytics.drivers.model import DriverModel, driver_model
from analytics.drivers.months import coming_month, month_before
from analytics.extent import data_span
from analytics.reading import narrowed, parameters, prepare
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

_PACKAGE = "analytics.drivers"
# A query over customers and their covariates, for those who do something with each.
PROFILED = read_sql(_PACKAGE, "profiled")
MOST_REASONS = 3
# Whether those who complained already are marked, or left out, as a list of whom to call before they do.
Complained = Literal["marked", "left_out"]
# What a customer lived through since the month that the model looks at: counted, and told beside the risk.
OPEN_MATTERS = ("complaints", "unrecovered_failures", "unresolved")
_SCHEMA = {
    "customer_id": pl.String(),
    "segment": pl.String(),
    "tenure": pl.String(),
    "department": pl.String(),
    "contact_tier": pl.String(),
    "hazard": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "reasons_ko": pl.String(),
    "reasons_en": pl.String(),
    "last_contact_local": pl.Datetime("us"),
    "annual_value": pl.Float64(),
    **dict.fromkeys(OPEN_MATTERS, pl.Int64()),
}


@dataclass(frozen=True)
class CustomersAtRisk:
    """The customers, the month in which they may leave, and what has to be said.

    customers: customer_id, segment, tenure (null where not recorded), department and contact_tier of the
    last contact in the month before (null without one), hazard (chance to leave in the month, or by
    inactivity never to come back within its days) with low and high (95 %), reasons_ko and reasons_en (the
    drivers that clearly go with leaving, the strongest first), last_contact_local (business time, in the
    month before), annual_value, and since the month before complaints, unrecovered_failures and unresolved
    (contacts). The likeliest first. at_risk: how many customers the month begins with.
    """

    customers: pl.DataFrame
    month: date | None
    notes: tuple[Words, ...]
    at_risk: int = 0


def customers_at_risk(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    limit: int = 50,
    view: View = View(),  # noqa: B008 - a View never changes
    definition: str | None = None,
    complained: Complained = "marked",
) -> CustomersAtRisk:
    """The customers who are likeliest to leave in the month after the last complete one.

    The model is that of all places in the view's days; the view's places pick customers by their last
    contact. complained: whether those who complained since the month before are left out. Raises QueryError
    as `driver_model`.
    """
    model = driver_model(connection, settings, view.everywhere(), definition)
    return at_risk_by(connection, settings, model, limit, view, complained=complained)


def risk_of(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    customer_id: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> CustomersAtRisk:
    """The same of one customer; no row of one who left, or whom the definition of leaving does not know."""
    model = driver_model(connection, settings, view.everywhere(), None)
    return at_risk_by(connection, settings, model, 1, view.everywhere(), customer_id=customer_id)


def at_risk_by(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    model: DriverModel,
    limit: int,
    view: View,
    *,
    customer_id: str | None = None,
    complained: Complained = "marked",
) -> CustomersAtRisk:
    """The customers as a model at hand sees them; of one alone if an id is given."""
    span = data_span(connection)
    if model.fitted is None or span is None:
        return CustomersAtRisk(pl.DataFrame(schema=_SCHEMA), None, model.notes)
    month = coming_month(span)
    tier = no_contact_tier(model.fitted)
    cells = read_month_cells(
        connection, settings, (month, month), view, model.definition, no_contact_tier=tier
    )
    scored = scored_profiles(model.fitted, cells)
    if complained == "left_out":
        scored = scored.filter(pl.col("complaints") == "0")
    likeliest = scored if customer_id else _likeliest(scored, limit)
    query = _query(settings, view, month_before(month))
    prepare(connection, settings, picked_of_months(view, settings), query)
    values: dict[str, Any] = {
        "month": month,
        "exposure_month": month_before(month),
        "no_contact_tier": tier,
        "by_records": model.definition.kind == "records",
        # Whoever left at all is not to be called.
        "there_on": date.max,
        "most": limit,
        "customer": customer_id,
        "is_before_complaint": complained == "left_out",
        **parameters(view.anytime()),
    }
    connection.register("likeliest", likeliest.select(*COVARIATES, "profile", "hazard"))
    try:
        found = connection.sql(query, params=values).pl()
    finally:
        connection.unregister("likeliest")
    reasoned = _reasoned(model.fitted, likeliest.filter(pl.col("profile").is_in(found["profile"].implode())))
    return CustomersAtRisk(_shown(found, reasoned), month, _notes(span, month), int(cells["at_risk"].sum()))


def _query(settings: Settings, view: View, exposure_month: date) -> str:
    query = narrowed(read_sql(_PACKAGE, "customers_at_risk").replace("{profiled}", PROFILED), view, settings)
    of_contacts = [found for found in picked_of_months(view, settings) if found.of == "contacts"]
    return by_dimension(query, "customer_month", of_contacts, (exposure_month, exposure_month), settings)


def no_contact_tier(fitted: Fitted) -> str:
    """What the model takes as the tier of those without a contact."""
    without = fitted.profiles.filter(pl.col("contacts") == "0")["contact_tier"]
    return str(without[0]) if len(without) else UNKNOWN


def scored_profiles(fitted: Fitted, cells: pl.DataFrame) -> pl.DataFrame:
    """The profiles of the cells with their hazards and how many customers each has, the highest first."""
    profiles = profiles_of(cells).join(
        cells.group_by(COVARIATES).agg(pl.col("at_risk").sum()), on=COVARIATES, maintain_order="left"
    )
    design = fitted.coding.design(profiles)
    low, high = fitted.hazard.interval(design)
    scored = profiles.with_columns(
        hazard=pl.Series(fitted.hazard.of(design)), low=pl.Series(low), high=pl.Series(high)
    )
    ordered = scored.sort("hazard", *COVARIATES, descending=[True, *[False] * len(COVARIATES)])
    return ordered.with_row_index("profile")


def _likeliest(scored: pl.DataFrame, limit: int) -> pl.DataFrame:
    """The profiles with the highest hazards that together hold as many customers as asked for."""
    # Some of a month that has begun may have left: twice as many are looked at.
    return scored.filter(pl.col("at_risk").cum_sum().shift(1, fill_value=0) < 2 * limit)


def _reasoned(fitted: Fitted, profiles: pl.DataFrame) -> pl.DataFrame:
    """The profiles with what speaks for leaving in each."""
    rows = [_reasons(fitted, row) for row in profiles.iter_rows(named=True)]
    return profiles.hstack(pl.DataFrame(rows, _REASONS_SCHEMA))


_REASONS_SCHEMA = {"reasons_ko": pl.String(), "reasons_en": pl.String()}


def _reasons(fitted: Fitted, profile: dict[str, Any]) -> dict[str, str]:
    """Drivers whose interval lies above even odds, by their odds."""
    hazard = fitted.hazard
    floors = hazard.coefficients - hazard.reach * hazard.standard_errors
    raising = sorted(
        (-hazard.coefficients[place], column.factor.name)
        for place, column in enumerate(fitted.coding.columns, 1)
        if column.factor.name in DRIVERS and profile[column.factor.name] in column.group and floors[place] > 0
    )
    labels = [_reason(name, profile[name]) for _, name in raising[:MOST_REASONS]]
    return {
        "reasons_ko": ", ".join(label.ko for label in labels),
        "reasons_en": ", ".join(label.en for label in labels),
    }


def _reason(name: str, value: str) -> Words:
    driver = DRIVERS[name]
    level = next(level.label for level in driver.levels if level.value == value)
    return Words(f"{driver.label.ko} ({level.ko})", f"{driver.label.en} ({level.en})")


def _shown(found: pl.DataFrame, likeliest: pl.DataFrame) -> pl.DataFrame:
    scores = likeliest.select("profile", "hazard", "low", "high", "reasons_ko", "reasons_en")
    unknown_as_null = [pl.col(name).replace("", None) for name in ("segment", "tenure")]
    return (
        found.join(scores, on="profile", maintain_order="left")
        .rename({"tier_of_contact": "contact_tier"})
        .with_columns(
            *unknown_as_null, pl.col("annual_value").cast(pl.Float64), pl.col(OPEN_MATTERS).cast(pl.Int64)
        )
        .select(_SCHEMA.keys())
    )


def _notes(span: tuple[date, date], month: date) -> tuple[Words, ...]:
    if coming_month(span) > span[1]:
        return ()
    return (
        Words(
            f"자료가 달 중간에 끝나 온전한 마지막 달 뒤인 {month:%Y-%m}을 봅니다. 그 달에 이미 떠난"
            f" 고객은 뺐습니다.",
            f"The data end within a month, so {month:%Y-%m}, after the last complete one, is looked at;"
            " those who left in it already are left out.",
        ),
    )
