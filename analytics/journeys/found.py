"""All that is told of the journeys of a view, from one pass over its contacts."""

from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.journeys.paths import (
    MOST_PATHS,
    PATHS,
    funnel_of,
    most_frequent,
    no_funnel,
    told_paths,
)
from analytics.journeys.rules import judged_rules, no_rules
from analytics.journeys.spoilers import TOUCHPOINTS, spoiling_touchpoints
from analytics.journeys.tables import Days, checked_step, checked_view, journey_days, journey_tables
from analytics.view import View
from warehouse.settings import Settings


@dataclass(frozen=True)
class Journeys:
    """days: those looked at; None where none are over. counts: one row, journeys (all), several (of two
    contacts or more), open (may still go on), contacts, rated (of two or more, with satisfaction at the
    end), as_a_whole (whether that was asked of the journey, not of its last contact), own (share of contacts
    with a score of their own).

    rules: outcome ("satisfaction" at the end, "staying"), rule, log_likelihood (per later journey), and how
    far the product is ahead of the rule over all later journeys: difference with low and high, which hold
    all four differences of an outcome together with 95 %; earlier and later: journeys fitted and judged;
    note.

    touchpoints: department, channel, journeys, contacts, share of all that journeys lose (Shapley), with its
    ends, weight (its share of what journeys are made of), score (the geometric mean there, 1 to 5), peers
    (what the same channel and tier have in other departments), times (how many times that, as parts; with
    its ends, 95 %), spoils (lower beyond chance, corrected for all touchpoints), note. Those that spoil most
    first.

    paths: path (a list of steps), is_longer (went on beyond six), journeys, share of all, median_days from
    start to end, satisfaction and staying with _low and _high, out of answers and watched; null of fewer
    than settings.definitions.small_n.

    funnel: of the most frequent path of two steps or more, as `path_funnel` gives it.
    """

    days: Days | None
    counts: pl.DataFrame
    rules: pl.DataFrame
    touchpoints: pl.DataFrame
    paths: pl.DataFrame
    funnel: pl.DataFrame


def journeys(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    step: str = "channel",
    view: View = View(),  # noqa: B008 - a View never changes
) -> Journeys:
    """What the journeys begun in the view show.

    A journey is the contacts of one customer of which each comes within settings.journeys.gap_days of the
    one before, for whatever reason unless settings.journeys.joined_by says so; given up and handed over as
    they come. step: what paths are made of: channel, department, touchpoint or stage.

    Raises QueryError for another step, and for a view that picks anything but what customers are.
    """
    checked_step(step)
    checked_view(settings, view)
    days = journey_days(connection, settings, view)
    if days is None:
        return _none()
    with journey_tables(connection, settings, days, step, view) as tables:
        if tables is None:
            return _none()
        least = settings.definitions.small_n
        paths = told_paths(tables.rows("paths", most_paths=MOST_PATHS), least)
        return Journeys(
            days,
            tables.rows("counts"),
            judged_rules(tables.rows("rule_cells"), least),
            spoiling_touchpoints(tables.rows("touchpoints"), least),
            paths,
            funnel_of(tables, most_frequent(paths), settings),
        )


def _none() -> Journeys:
    """Without any."""
    numbers = pl.DataFrame(
        schema=dict.fromkeys(("journeys", "several", "open", "rated", "contacts"), pl.Int64())
    )
    return Journeys(
        None, numbers, no_rules(), pl.DataFrame(schema=TOUCHPOINTS), pl.DataFrame(schema=PATHS), no_funnel()
    )
