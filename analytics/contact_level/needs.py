"""What customers of each contact level come for, by which channel, and how it goes."""

from collections.abc import Sequence
from datetime import date

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.contact_level.groups import LEVELS, days_of, levels
from analytics.dimensions import Dimension, find_dimension
from analytics.grouped_facts import counted_over, grouped_facts, is_of_contacts, with_column
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
    found = find_dimension(settings, of)
    if found.of != "contacts":
        raise QueryError(f"'{of}' is not a dimension of contacts.", "Take reason, channel or the like.")
    keys = {of: found, CONTACT_LEVEL.name: CONTACT_LEVEL}
    days = days_of(connection, settings, view)
    if days is None:
        return beside_all_others(
            pl.DataFrame(schema=dict.fromkeys(keys, pl.String()) | {"matters": pl.Int64()}),
            of,
            CONTACT_LEVEL.name,
            settings.definitions.small_n,
        )
    inside = _within(view, days)
    counts = counted_over(_COUNTS.split_by(settings, keys, inside), _facts(settings))
    matters = read_counts(connection, settings, counts, keys, inside).filter(
        pl.col(of).is_not_null(), pl.col(CONTACT_LEVEL.name).is_in(LEVELS)
    )
    counted = matters.with_columns(pl.col("matters").cast(pl.Int64))
    return beside_all_others(counted, of, CONTACT_LEVEL.name, settings.definitions.small_n)


def measures_by_level(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    names: Sequence[str] = MEASURES,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Measures of the catalogue by group: measure, contact_level, value, low, high (95 %), n and note.

    Raises QueryError for an unknown measure, and for one that is not made from contacts or answers alone.
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
    facts, split = _facts(settings), {CONTACT_LEVEL.name: CONTACT_LEVEL}
    asked = [with_column(CONTACT_LEVEL, facts, measure) for measure in found]
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


def _facts(settings: Settings) -> str:
    column = CONTACT_LEVEL.column
    return grouped_facts(levels(settings), "levels", "levels.level", column)


def _figures_schema() -> pl.Schema:
    figures = dict.fromkeys(("value", "low", "high"), pl.Float64())
    names = dict.fromkeys(("measure", CONTACT_LEVEL.name), pl.String())
    return pl.Schema({**names, **figures, "n": pl.Int64(), "note": pl.String()})
