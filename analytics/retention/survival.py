"""How long customers stay, for all and by part, with the log-rank test between the parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

import duckdb
import polars as pl

from analytics.dimensions import DIMENSION_LABELS
from analytics.extent import data_span
from analytics.nearest import unknown_name
from analytics.retention.definition import Definition, find_definition
from analytics.retention.queries import query
from analytics.statistics.kaplan_meier import survival_curve
from analytics.statistics.life_table import count_spells, life_table
from analytics.statistics.log_rank import LogRank, log_rank
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Words

Scale = Literal["joining", "first_contact"]

SPLITS: Mapping[str, Words] = MappingProxyType(
    {
        "segment": Words("고객군", "Segment"),
        "customer_type": Words("고객 유형", "Customer type"),
        **{name: DIMENSION_LABELS[name] for name in ("department", "contact_tier", "channel")},
    }
)
OF_CUSTOMERS = ("segment", "customer_type")
_ORDERS: Mapping[str, Sequence[str]] = MappingProxyType({"contact_tier": CONTACT_TIERS})
_SPELLS = pl.Schema(
    {
        "group": pl.String(),
        "entry": pl.Int64(),
        "duration": pl.Int64(),
        "has_event": pl.Boolean(),
        "weight": pl.Float64(),
    }
)


@dataclass(frozen=True)
class Survival:
    """Curves of staying, in days since joining or since the first contact in the data.

    curves: group, time, at_risk, events, survival, std_error, low and high (95 %); group is null for all and
    for customers whose part is not known. groups: group, customers, left and expected, how many would have
    left were all groups alike; null without a test. log_rank: between the known groups; None without parts.
    """

    definition: Definition
    scale: Scale
    split: str | None
    curves: pl.DataFrame
    groups: pl.DataFrame
    log_rank: LogRank | None


def survival(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    definition: str | None = None,
    inactivity_days: int | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Survival:
    """How long customers stay.

    By customer records and for all, by segment or customer_type, time runs since joining; customers who
    joined before the first day come under observation on that day (delayed entry), since the records may no
    longer hold those who left earlier. By inactivity, by department, contact_tier or channel, or where the
    view is narrowed to such, time runs since the first contact in the data, and the part is that of it.
    The days of the view, else those of the data, are what is observed.

    Raises QueryError for an unknown part or definition.
    """
    if by is not None and by not in SPLITS:
        raise unknown_name("part", by, tuple(SPLITS))
    known = find_definition(connection, settings, definition, inactivity_days)
    is_narrowed = bool(view.departments or view.contact_tiers or view.channels)
    is_of_customers = by is None or by in OF_CUSTOMERS
    is_since_joining = known.kind == "records" and is_of_customers and not is_narrowed
    scale: Scale = "joining" if is_since_joining else "first_contact"
    return survival_of_spells(_read_spells(connection, known, scale, by, view), known, scale, by)


def survival_of_spells(
    spells: pl.DataFrame, definition: Definition, scale: Scale, by: str | None
) -> Survival:
    """Curves and test from counted spells: group, entry, duration, has_event and weight."""
    counts = count_spells(spells, ["group"])
    curves = sorted_by_part(survival_curve(life_table(counts, ["group"]), ["group"]), by, "time")
    sizes = counts.group_by("group").agg(
        customers=pl.col("entered").sum().cast(pl.Int64), left=pl.col("events").sum().cast(pl.Int64)
    )
    test = None if by is None else log_rank(counts.drop_nulls("group"))
    expected = pl.DataFrame(schema={"group": pl.String, "expected": pl.Float64})
    if test is not None:
        expected = test.groups.select("group", "expected")
    groups = sizes.join(expected, on="group", how="left")
    return Survival(definition, scale, by, curves, sorted_by_part(groups, by), test)


def observed_days(connection: duckdb.DuckDBPyConnection, view: View) -> tuple[date, date] | None:
    """The days of the data that the view looks at; None while there are none."""
    span = data_span(connection)
    if span is None:
        return None
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span[1])
    return (first, last) if first <= last else None


def _read_spells(
    connection: duckdb.DuckDBPyConnection, definition: Definition, scale: Scale, by: str | None, view: View
) -> pl.DataFrame:
    days = observed_days(connection, view)
    if days is None:
        return pl.DataFrame(schema=_SPELLS)
    parameters: dict[str, Any] = {"split": by, "first_day": days[0], "last_day": days[1]}
    if scale == "joining":
        text = query("since_joining")
    else:
        parameters |= {
            "departments": list(view.departments),
            "contact_tiers": list(view.contact_tiers),
            "channels": list(view.channels),
        }
        text = query("since_first_contact", "first_contacts")
    if definition.kind == "inactivity":
        parameters["inactivity_days"] = definition.inactivity_days
        text = query("until_silence", "first_contacts", "silences")
    return connection.sql(text, params=parameters).pl().cast(_SPELLS)


def sorted_by_part(frame: pl.DataFrame, by: str | None, *times: str) -> pl.DataFrame:
    """By group in its own order, the unknown last, then by the columns of time."""
    order = _ORDERS.get(by or "")
    group = pl.col("group").cast(pl.Enum(order), strict=False) if order else pl.col("group")
    return frame.sort(group, *times, nulls_last=True)
