"""How well records are linked: to customers, surveys to contacts, hand-overs to where they arrived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.dimensions import Dimension, find_dimensions
from analytics.integration.rows import added_up, by_source, hand_overs, of_rows
from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from warehouse.settings import Settings

_SURVEYS = "count(DISTINCT survey_id)"


@dataclass(frozen=True)
class Link:
    """A link between records, as SQL aggregates: how many rows have it, of how many that should.

    facts: what they are rows of. are_hand_overs: whether only contacts that were handed over should.
    """

    facts: str
    linked: str
    n: str
    are_hand_overs: bool = False


LINKS: Mapping[str, Link] = MappingProxyType(
    {
        "named": Link("contact_facts", "count(customer_id)", "count(*)"),
        "known": Link("contact_facts", "count_if(_is_known)", "count(*)"),
        "survey_contact": Link("answer_facts", f"{_SURVEYS} FILTER (is_linked)", _SURVEYS),
        "survey_customer": Link("answer_facts", f"{_SURVEYS} FILTER (_is_known)", _SURVEYS),
        "arrived": Link("contact_facts", "count_if(_has_arrived)", "count(*)", are_hand_overs=True),
        "as_sent": Link(
            "contact_facts",
            "count_if(handed_to IN (_to_department, _to_channel))",
            "count(_to_department) FILTER (handed_to IS NOT NULL)",
            are_hand_overs=True,
        ),
    }
)
"""named: contacts that carry a customer id. known: contacts whose customer is in the customer records.
survey_contact: surveys about a contact that is here. survey_customer: surveys whose customer is in the
customer records, by the survey's own id or by its contact. arrived: hand-overs of customers with an id after
which the customer's next contact began within settings.definitions.handover_minutes. as_sent: of those that
arrived and say where they were handed to, those that arrived in that department or channel."""


def links(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
    only: str | None = None,
) -> pl.DataFrame:
    """How many of the records that should be linked are, by the source that brought them.

    only: the one link that is asked for, which takes part of the time.

    Returns source (null: of all sources together), the columns of `by`, link (one of LINKS), linked, n,
    value, low, high (share; Wilson, 95 %), note ("not_in_data", "too_few"). Days are those of contacts, of
    surveys those of the answers; a hand-over counts for the source that handed over. Sorted by link, source
    and `by`, all together first: records whose source is not known any more count there alone. A link
    without any records has one row.

    Raises QueryError for an unknown dimension.
    """
    dimensions = find_dimensions(settings, by)
    asked = {name: link for name, link in LINKS.items() if only in (None, name)}
    read = dict.fromkeys((link.facts, link.are_hand_overs) for link in asked.values())
    rows = [_of_rows(connection, settings, *these, asked, dimensions, view) for these in read]
    return (
        _estimated(pl.concat(rows), settings)
        .sort(pl.col("link").cast(pl.Enum([*LINKS])), pl.col("source"), *by, nulls_last=False)
        .select("source", *by, "link", "linked", "n", "value", "low", "high", "note")
    )


def _of_rows(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    facts: str,
    are_hand_overs: bool,
    asked: Mapping[str, Link],
    by: Mapping[str, Dimension],
    view: View,
) -> pl.DataFrame:
    these = {
        name: link
        for name, link in asked.items()
        if (link.facts, link.are_hand_overs) == (facts, are_hand_overs)
    }
    columns = {
        f"{name}_{part}": sql
        for name, link in these.items()
        for part, sql in (("linked", link.linked), ("n", link.n))
    }
    rows = hand_overs(settings, view) if are_hand_overs else None
    counts = by_source(connection, settings, of_rows(facts, columns, rows), by, view)
    whole = pl.concat([added_up(counts, [*by]), counts.drop_nulls("source")])
    return pl.concat(
        whole.select(
            "source",
            *by,
            link=pl.lit(name),
            linked=pl.col(f"{name}_linked").fill_null(0).cast(pl.Int64),
            n=pl.col(f"{name}_n").fill_null(0).cast(pl.Int64),
        )
        for name in these
    )


def _estimated(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    is_few = pl.col("n") < settings.definitions.small_n
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
    share = proportion(pl.col("linked"), pl.col("n"))._asdict()
    return rows.with_columns(note=note).with_columns(
        pl.when(pl.col("note").is_null()).then(part).alias(name) for name, part in share.items()
    )
