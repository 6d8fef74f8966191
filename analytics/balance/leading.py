"""Who leads the encounter in each department: the firm, its staff or the customer, by stated rules.

The firm leads where the course of a contact is set beforehand: by mail, on the phone, at a counter with
tight rules, and wherever a contact is handed over, as the division of work decides there. The staff leads
where they serve by their own judgement (face to face, loose or customised). The customer leads where nobody
else takes part (self-service). After Bateson (1985), Perceived control and the service encounter, in The
Service Encounter, and the delivery modes of Chase and Tansik (1983), Management Science 29.
"""

import duckdb
import polars as pl

from analytics.comparing.frames import in_schema
from analytics.dimensions import find_dimensions
from analytics.notes import TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.standing_out import clear_distance
from analytics.statistics.ratio import ratio_of_totals
from analytics.view import View
from warehouse.settings import Settings

LEADERS = ("firm", "staff", "customer")
LED_BY = """CASE
    WHEN outcome = 'abandoned' OR delivery_mode IS NULL THEN NULL
    WHEN outcome = 'transferred' THEN 'firm'
    WHEN delivery_mode = 'digital' AND agent_id IS NULL THEN 'customer'
    WHEN delivery_mode IN ('face_to_face_loose', 'face_to_face_customised') THEN 'staff'
    ELSE 'firm'
END"""
_HALF = 0.5
_COUNTS = Counts(
    "contact_facts",
    {
        "at": "day",
        "leader": LED_BY,
        "contacts": "count(*)",
        "known": "count(service_seconds)",
        "seconds": "coalesce(sum(service_seconds), 0)::DOUBLE",
    },
    where="outcome <> 'abandoned'",
    instant="occurred_local",
)
_SCHEMA = {
    "department": pl.String(),
    "leader": pl.String(),
    "contacts": pl.Int64(),
    **dict.fromkeys(("value", "low", "high"), pl.Float64()),
    "n": pl.Int64(),
    "unknown": pl.Int64(),
    "is_of_time": pl.Boolean(),
    "leads": pl.Boolean(),
    "note": pl.String(),
}


def leading(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What part of each department's time in contact firm, staff and customers lead, and who leads.

    A row per department and leader (of LEADERS): contacts, value with low and high (share of the time of
    service, 0-1; of contacts where fewer than half say how long it took; 95 %, from how much days differ), n
    (contacts with a known delivery mode), unknown (those without), is_of_time, leads and note ("too_few"
    under settings.definitions.small_n). One leads where it has more than half beyond chance for so many
    departments (Bonferroni); where none does, it cannot be told.
    """
    by = find_dimensions(settings, ("department",))
    found = read_counts(connection, settings, _COUNTS, by, view).drop_nulls("department")
    days = found.with_columns(pl.col("contacts", "known").cast(pl.Int64), pl.col("seconds").cast(pl.Float64))
    known = days.drop_nulls("leader")
    if known.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    of_time = pl.col("known").sum().over("department") * 2 >= pl.col("contacts").sum().over("department")
    weighed = known.with_columns(is_of_time=of_time).with_columns(
        weight=pl.when("is_of_time").then("seconds").otherwise("contacts")
    )
    rows = _totals(weighed, days).join(_shares(weighed), on=["department", "leader"], how="left")
    return in_schema(_named(rows, settings), _SCHEMA).sort(
        "department", pl.col("leader").cast(pl.Enum(LEADERS))
    )


def _totals(weighed: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    every = weighed.select("department").unique().join(pl.DataFrame({"leader": LEADERS}), how="cross")
    counted = weighed.group_by("department", "leader").agg(pl.col("contacts").sum())
    is_unknown = pl.col("leader").is_null()
    of_department = days.group_by("department").agg(
        n=pl.col("contacts").filter(~is_unknown).sum(), unknown=pl.col("contacts").filter(is_unknown).sum()
    )
    kind = weighed.group_by("department").agg(pl.col("is_of_time").first())
    return (
        every.join(counted, on=["department", "leader"], how="left")
        .with_columns(pl.col("contacts").fill_null(0))
        .join(of_department, on="department")
        .join(kind, on="department")
    )


def _shares(weighed: pl.DataFrame) -> pl.DataFrame:
    """A day without contacts of a leader counts too."""
    whole = weighed.group_by("department", "at").agg(whole=pl.col("weight").sum())
    parts = weighed.group_by("department", "at", "leader").agg(pl.col("weight").sum())
    every = whole.join(pl.DataFrame({"leader": LEADERS}), how="cross")
    clusters = every.join(parts, on=["department", "at", "leader"], how="left").with_columns(
        pl.col("weight").fill_null(0)
    )
    shares = ratio_of_totals(clusters, ["department", "leader"], "weight", "whole").drop("clusters")
    return shares.with_columns(pl.col("high").clip(upper_bound=1))


def _named(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    is_few = pl.col("n") < settings.definitions.small_n
    far = clear_distance(rows["department"].n_unique())
    beyond = (pl.col("value") - _HALF) > far * (pl.col("value") - pl.col("low"))
    return rows.with_columns(
        *(pl.when(~is_few).then(name).alias(name) for name in ("value", "low", "high")),
        leads=((pl.col("value") > _HALF) & beyond & ~is_few).fill_null(False),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    )
