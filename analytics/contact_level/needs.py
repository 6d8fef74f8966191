"""What customers of each contact level come for, by which channel, and how it goes."""

from collections.abc import Sequence
from datetime import date

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.contact_level.groups import LEVELS, days_of, levels
from analytics.dimensions import Dimension, find_dimension
from analytics.grouped_facts import counted_over, grouped_facts, is_of_contacts, make_groups, with_column
from analytics.measuring import figures_together
from analytics.reading import read_counts
from analytics.reasons.over_represented import beside_all_others
from analytics.reasons.same_reason import same_reason
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Words

CONTACT_LEVEL = Dimension(
    "contact_level",
    Words("고객의 접촉 수준", "Customers' contact level"),
    "contacts",
    "contact_level",
    LEVELS,
)
MEASURES = ("csat", "failure", "repeat_same_reason", "complaint", "cost_per_contact")
_FACTS = grouped_facts("groups.level", CONTACT_LEVEL.column)
# Repeats for the same reason would count one matter several times.
_COUNTS = same_reason({"matters": "count(*)"}, "NOT is_repeat")


def needs(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    of: str = "reason",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The share of each reason (or channel: any dimension of contacts) in each group beside its share in all
    others, what is furthest off first: contact_level, and the columns of `over_represented`, as it counts.

    Raises QueryError for an unknown dimension, or one that is not of contacts.
    """
    return needs_together(connection, settings, (of,), view)[of]


def needs_together(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    names: Sequence[str],
    view: View = View(),  # noqa: B008 - a View never changes
    one_in: int = 1,
) -> dict[str, pl.DataFrame]:
    """What `needs` gives of each dimension, by name, from one query; of one customer in so many."""
    found = {name: find_dimension(settings, name) for name in names}
    for name, dimension in found.items():
        if dimension.of != "contacts":
            raise QueryError(f"'{name}' is not a dimension of contacts.", "Take reason, channel or the like.")
    keys = {**found, CONTACT_LEVEL.name: CONTACT_LEVEL}
    days = days_of(connection, settings, view)
    matters = pl.DataFrame(schema=dict.fromkeys(keys, pl.String()) | {"matters": pl.Int64()})
    if days is not None:
        inside = _within(view, days)
        _make_levels(connection, settings, days, one_in)
        counts = counted_over(_COUNTS.split_by(settings, keys, inside), _FACTS)
        matters = read_counts(connection, settings, counts, keys, inside)
    return {name: _beside(matters, name, settings.definitions.small_n) for name in names}


def _beside(matters: pl.DataFrame, name: str, least: int) -> pl.DataFrame:
    level = CONTACT_LEVEL.name
    known = matters.filter(pl.col(name).is_not_null(), pl.col(level).is_in(LEVELS))
    counted = known.group_by(name, level).agg(pl.col("matters").sum().cast(pl.Int64)).sort(name, level)
    return beside_all_others(counted, name, level, least)


def measures_by_level(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    names: Sequence[str] = MEASURES,
    view: View = View(),  # noqa: B008 - a View never changes
    one_in: int = 1,
) -> pl.DataFrame:
    """Measures of the catalogue by group: measure, contact_level, value, low, high (95 %), n and note.

    one_in: of so many customers one counts, dealt by their ids. Raises QueryError for an unknown measure, and
    for one that is not made from contacts or answers alone.
    """
    days = days_of(connection, settings, view)
    found = [find_measure(name) for name in names]
    for measure in found:
        if not is_of_contacts(measure):
            raise QueryError(
                f"'{measure.name}' is not made from contacts or answers alone.",
                "Who left is in `touchpoints contactmoves`.",
            )
    nothing = pl.DataFrame(schema=_figures_schema())
    if days is None:
        return nothing
    _make_levels(connection, settings, days, one_in)
    asked = [with_column(CONTACT_LEVEL, _FACTS, measure) for measure in found]
    split = {CONTACT_LEVEL.name: CONTACT_LEVEL}
    figures = figures_together(connection, settings, asked, split, _within(view, days))
    columns = _figures_schema().names()[1:]
    frames = [figures[name].select(pl.lit(name).alias("measure"), *columns) for name in names]
    level = pl.col(CONTACT_LEVEL.name)
    # Who made no contact has none to measure.
    together = pl.concat([nothing, *(frame.cast(_figures_schema()) for frame in frames)])
    return together.filter(level.is_in(LEVELS[1:])).sort(
        pl.col("measure").cast(pl.Enum(names)), level.cast(pl.Enum(LEVELS), strict=False)
    )


def _within(view: View, days: tuple[date, date]) -> View:
    return View(*days, picked=view.picked)


def _make_levels(
    connection: duckdb.DuckDBPyConnection, settings: Settings, days: tuple[date, date], one_in: int
) -> None:
    query = f"SELECT customer_id, level FROM ({levels(settings)})"
    make_groups(connection, query, {"since": days[0], "until": days[1]}, one_in)


def _figures_schema() -> pl.Schema:
    figures = dict.fromkeys(("value", "low", "high"), pl.Float64())
    names = dict.fromkeys(("measure", CONTACT_LEVEL.name), pl.String())
    return pl.Schema({**names, **figures, "n": pl.Int64(), "note": pl.String()})
