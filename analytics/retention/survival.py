"""How long customers stay, for all and by part, with the log-rank test between the parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

import duckdb
import polars as pl

from analytics.dimensions import DIMENSION_LABELS, Dimension
from analytics.extent import data_span
from analytics.reading import parameters
from analytics.retention.definition import Definition, find_definition
from analytics.retention.queries import asked_of_contacts, find_split, query
from analytics.statistics.kaplan_meier import survival_curve
from analytics.statistics.life_table import count_spells, life_table
from analytics.statistics.log_rank import LogRank, log_rank
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Words

Scale = Literal["joining", "first_contact"]

# What readers are offered to compare; any other dimension of customers or contacts may be asked for.
SPLITS: Mapping[str, Words] = MappingProxyType(
    {
        name: DIMENSION_LABELS[name]
        for name in ("segment", "customer_type", "department", "contact_tier", "channel")
    }
)
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

    By customer records and for all, or by a dimension of customers, time runs since joining; customers who
    joined before the first day come under observation on that day (delayed entry), since the records may no
    longer hold those who left earlier. By inactivity, by a dimension of contacts, or where the view is
    narrowed by such, time runs since the first contact in the data, and the part is that of it.
    The days of the view, else those of the data, are what is observed.

    Raises QueryError for an unknown part or definition.
    """
    is_of_contacts = bool(asked_of_contacts(settings, by, view))
    known = find_definition(connection, settings, definition, inactivity_days)
    is_since_joining = known.kind == "records" and not is_of_contacts
    scale: Scale = "joining" if is_since_joining else "first_contact"
    split = find_split(settings, by) if by else None
    return survival_of_spells(_read_spells(connection, settings, known, scale, by, view), known, scale, split)


def survival_of_spells(
    spells: pl.DataFrame, definition: Definition, scale: Scale, split: Dimension | None = None
) -> Survival:
    """Curves and test from counted spells: group, entry, duration, has_event and weight."""
    counts = count_spells(spells, ["group"])
    curves = sorted_by_part(survival_curve(life_table(counts, ["group"]), ["group"]), split, "time")
    sizes = counts.group_by("group").agg(
        customers=pl.col("entered").sum().cast(pl.Int64), left=pl.col("events").sum().cast(pl.Int64)
    )
    test = None if split is None else log_rank(counts.drop_nulls("group"))
    expected = pl.DataFrame(schema={"group": pl.String, "expected": pl.Float64})
    if test is not None:
        expected = test.groups.select("group", "expected")
    groups = sizes.join(expected, on="group", how="left")
    return Survival(
        definition, scale, split.name if split else None, curves, sorted_by_part(groups, split), test
    )


def observed_days(connection: duckdb.DuckDBPyConnection, view: View) -> tuple[date, date] | None:
    """The days of the data that the view looks at; None while there are none."""
    span = data_span(connection)
    if span is None:
        return None
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span[1])
    return (first, last) if first <= last else None


def _read_spells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    definition: Definition,
    scale: Scale,
    by: str | None,
    view: View,
) -> pl.DataFrame:
    days = observed_days(connection, view)
    if days is None:
        return pl.DataFrame(schema=_SPELLS)
    values: dict[str, Any] = {"first_day": days[0], "last_day": days[1], **parameters(view.anytime())}
    if definition.kind == "inactivity":
        values["inactivity_days"] = definition.inactivity_days
        tables = {"first_contacts": "first_contacts", "silences": "silences"}
        text = query("until_silence", settings, by, view, **tables)
    elif scale == "joining":
        text = query("since_joining", settings, by, view)
    else:
        text = query("since_first_contact", settings, by, view, first_contacts="first_contacts")
    return connection.sql(text, params=values).pl().cast(_SPELLS)


def sorted_by_part(frame: pl.DataFrame, split: Dimension | None, *times: str) -> pl.DataFrame:
    """By group in its own order, the unknown last, then by the columns of time."""
    order = split.order if split else ()
    group = pl.col("group").cast(pl.Enum(order), strict=False) if order else pl.col("group")
    return frame.sort(group, *times, nulls_last=True)
