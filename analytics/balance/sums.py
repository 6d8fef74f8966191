"""What the figures of the three sides add up to: a row per department, tier, figure and cluster.

A cluster is a member of staff, or a day where nobody served: what one serves goes together. Clusters are of
kinds, which are channels: those who work by mail and those who visit differ anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import duckdb
import polars as pl

from analytics.balance.figures import SETTLED, SideFigure, figures
from analytics.comparing.frames import in_schema
from analytics.dimensions import find_dimensions
from analytics.finished import read_span
from analytics.people.workload import agent_days
from analytics.reading import Counts, read_counts
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

PLACE = ("department", "contact_tier")
_BY = (*PLACE, "channel")
_CLUSTER = "coalesce(agent_id, day::VARCHAR)"
_HOURS = "(service_seconds / 3600.0)"
_HOUR = 3600
_SERVED = "agent_id IS NOT NULL AND service_seconds IS NOT NULL"
_PROMISED = "outcome <> 'abandoned' AND wait_seconds IS NOT NULL AND promised_wait_seconds IS NOT NULL"
_SUMS = ("over", "under", "over_squares", "products", "under_squares")
SCHEMA = {
    **dict.fromkeys((*PLACE, "figure", "kind", "cluster"), pl.String()),
    "n": pl.Int64(),
    **dict.fromkeys(("weight", *_SUMS), pl.Float64()),
}


def _ratio(name: str, over: str, under: str, where: str) -> dict[str, str]:
    """The SQL of n and all sums of two quantities of the contacts that meet a condition."""
    pairs = zip(_SUMS, (over, under, f"{over} ** 2", f"{over} * {under}", f"{under} ** 2"), strict=True)
    kept = f"FILTER ({where})"
    added = {f"{name}__{part}": f"coalesce(sum({sql}) {kept}, 0)::DOUBLE" for part, sql in pairs}
    return {f"{name}__n": f"count(*) {kept}", **added}


def _share(name: str, condition: str, where: str) -> dict[str, str]:
    return _ratio(name, f"({condition})::INTEGER", "1", where)


_OF_CONTACTS: Mapping[str, dict[str, str]] = {
    "cost_per_resolved": _ratio(
        "cost_per_resolved", "cost", "(outcome = 'resolved')::INTEGER", "cost IS NOT NULL"
    ),
    "contacts_per_busy_hour": _ratio("contacts_per_busy_hour", "1", _HOURS, _SERVED),
    "resolved": _share("resolved", "outcome = 'resolved'", "outcome <> 'abandoned'"),
    "promise_kept": _share("promise_kept", "wait_seconds <= promised_wait_seconds", _PROMISED),
}
_SETTLED = Counts(
    "follow_up_daily",
    {
        "cluster": "day",
        "n": "sum(contacts)::BIGINT",
        "over": "coalesce(sum(contacts - followed) FILTER (outcome = 'resolved'), 0)::DOUBLE",
    },
)
_SAID_SCHEMA = {"agent_id": pl.String(), "item": pl.String(), "score": pl.Float64()}


def read_side_sums(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """Every figure of the settings: SCHEMA, with side and sign of the figure."""
    asked = tuple(figures(settings).values())
    parts = [
        _of_contacts(connection, settings, asked, view),
        _settled(connection, settings, asked, view),
        _of_answers(connection, settings, asked, view),
        *_of_staff(connection, settings, asked, view),
    ]
    known = pl.concat([in_schema(part, SCHEMA) for part in parts]).drop_nulls(PLACE)
    known = known.with_columns(pl.col("kind").fill_null(""))
    told = [{"figure": one.name, "side": one.side, "sign": one.sign} for one in asked]
    return known.filter(pl.col("n") > 0).join(pl.DataFrame(told), on="figure")


def _of_contacts(
    connection: duckdb.DuckDBPyConnection, settings: Settings, asked: Sequence[SideFigure], view: View
) -> pl.DataFrame:
    names = [one.name for one in asked if one.name in _OF_CONTACTS]
    columns = {"cluster": _CLUSTER} | {key: sql for name in names for key, sql in _OF_CONTACTS[name].items()}
    counts = Counts("contact_facts", columns, instant="occurred_local")
    found = read_counts(connection, settings, counts, find_dimensions(settings, _BY), view)
    return pl.concat(_long(found, name) for name in names)


def _long(found: pl.DataFrame, name: str) -> pl.DataFrame:
    sums = {part: pl.col(f"{name}__{part}") for part in ("n", *_SUMS)}
    part = found.select(*PLACE, "cluster", kind="channel", figure=pl.lit(name), **sums)
    return in_schema(part.with_columns(weight=pl.col("n")), SCHEMA)


def _settled(
    connection: duckdb.DuckDBPyConnection, settings: Settings, asked: Sequence[SideFigure], view: View
) -> pl.DataFrame:
    """Of days whose customers have had the time to come back."""
    span = read_span(connection, settings)
    if SETTLED not in asked or span is None:
        return pl.DataFrame(schema=SCHEMA)
    found = read_counts(connection, settings, _SETTLED, find_dimensions(settings, _BY), view)
    last = span[1] - timedelta(days=settings.definitions.first_contact_days)
    over = pl.col("over")
    return found.filter(pl.col("cluster").cast(pl.Date) <= last).with_columns(
        pl.col("cluster").cast(pl.String),
        figure=pl.lit("settled"),
        kind="channel",
        weight="n",
        under="n",
        over_squares=over,
        products=over,
        under_squares="n",
    )


def _of_answers(
    connection: duckdb.DuckDBPyConnection, settings: Settings, asked: Sequence[SideFigure], view: View
) -> pl.DataFrame:
    items = {one.item: one.name for one in asked if one.side == "customer" and one.item}
    columns = {
        "cluster": _CLUSTER,
        "item": "item",
        "n": "count(*)",
        "over": "sum(weight * score)::DOUBLE",
        "under": "sum(weight)::DOUBLE",
        "over_squares": "sum(weight * score ** 2)::DOUBLE",
    }
    counts = Counts("answer_facts", columns, where=f"item IN ({_listed(items)}) AND score IS NOT NULL")
    found = read_counts(connection, settings, counts, find_dimensions(settings, _BY), view)
    under = pl.col("under")
    return found.with_columns(
        figure=pl.col("item").cast(pl.String).replace_strict(items, return_dtype=pl.String),
        kind="channel",
        weight=under,
        products="over",
        under_squares=under,
    )


def _of_staff(
    connection: duckdb.DuckDBPyConnection, settings: Settings, asked: Sequence[SideFigure], view: View
) -> list[pl.DataFrame]:
    """Time in service by agent-days, and what agents said."""
    days = agent_days(connection, settings, view).drop_nulls(PLACE)
    of_days = days.group_by(*_BY, "agent_id", "day").agg(
        busy_hours=pl.col("busy_seconds").sum() / _HOUR,
        there_hours=pl.col("there_hours").sum(),
        known=pl.col("service_known").sum(),
    )
    # A day in several tiers counts in each as far as its time went there.
    whole = pl.col("there_hours").sum().over("agent_id", "day")
    worked = of_days.filter(pl.col("known") > 0).with_columns(
        day_share=pl.when(whole > 0).then(pl.col("there_hours") / whole)
    )
    said = _said(connection, settings, [one for one in asked if one.side == "staff" and one.item], view)
    spoken = said.join(_mostly(of_days), on="agent_id").with_columns(one=pl.lit(1.0))
    return [
        _added(worked.with_columns(figure=pl.lit("busy_hours_per_day")), "busy_hours", "day_share"),
        _added(worked.with_columns(figure=pl.lit("occupancy")), "busy_hours", "there_hours"),
        _added(spoken, "score", "one"),
    ]


def _mostly(of_days: pl.DataFrame) -> pl.DataFrame:
    """Where each agent serves for most of the time: there count the answers."""
    times = of_days.group_by(*_BY, "agent_id").agg(pl.col("busy_hours").sum(), days=pl.len())
    order = "agent_id", "busy_hours", "days", *_BY
    ranked = times.sort(order, descending=[False, True, True, False, False, False], nulls_last=True)
    return ranked.unique("agent_id", keep="first", maintain_order=True).select(*_BY, "agent_id")


def _said(
    connection: duckdb.DuckDBPyConnection, settings: Settings, asked: Sequence[SideFigure], view: View
) -> pl.DataFrame:
    """What each agent said last, by figure."""
    items = {one.item: one.name for one in asked}
    span = None if view.until else read_span(connection, settings)
    values = {"items": list(items), "until": view.until or (span[1] if span else date.today())}
    found = read_stored(connection, read_sql("analytics.balance", "said"), values, _SAID_SCHEMA)
    return found.drop_nulls("score").with_columns(
        figure=pl.col("item").cast(pl.String).replace_strict(items, return_dtype=pl.String)
    )


def _added(rows: pl.DataFrame, over: str, under: str) -> pl.DataFrame:
    """The sums of rows that each are a record, by agent."""
    x, y = pl.col(over).cast(pl.Float64), pl.col(under).cast(pl.Float64)
    known = rows.filter(x.is_not_null() & (y > 0))
    return known.group_by(*PLACE, "figure", kind="channel", cluster="agent_id").agg(
        n=pl.len(),
        weight=pl.len(),
        over=x.sum(),
        under=y.sum(),
        over_squares=(x**2).sum(),
        products=(x * y).sum(),
        under_squares=(y**2).sum(),
    )


def _listed(items: Iterable[str]) -> str:
    return ", ".join(map(literal, items))
