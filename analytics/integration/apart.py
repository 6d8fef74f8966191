"""What is still apart: records that should be linked and are not, the largest shares first."""

import polars as pl

from analytics.integration.links import LINKS
from analytics.intervals import proportion
from warehouse.settings import Settings

# What is apart, with the list of its contacts, where it has any.
APART = ("no_id", "unknown_id", "survey_contact", "survey_customer", "lost", "elsewhere")
LISTED = {name: f"linked.{name}" for name in ("no_id", "unknown_id", "lost", "elsewhere")}
_SCHEMA = {"source": pl.String(), "apart": pl.String(), "records": pl.Int64(), "n": pl.Int64()}


def apart(found: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """How many records of each source are without the link they should have.

    found: rows of `links` that are not split. Returns source, apart (one of APART: contacts without a
    customer id; with one that the customer records lack; surveys about no contact that is here; of no
    customer in the records; hand-overs that no contact followed in time; that arrived elsewhere than they
    were sent), records, n (of all that should be
    linked), value, low, high (share; Wilson, 95 %). Only what there is, with at least
    settings.definitions.small_n records that should be linked; the largest share first.
    """
    found = found.drop_nulls("source")
    named, known, *others = (found.filter(link=link) for link in LINKS)
    both = known.join(named.select("source", named="linked"), on="source")
    unknown = both.with_columns(linked=pl.col("n") - pl.col("named") + pl.col("linked"))
    frames = (named, unknown, *others)
    rows = [
        frame.select("source", apart=pl.lit(name), records=pl.col("n") - pl.col("linked"), n=pl.col("n"))
        for name, frame in zip(APART, frames, strict=True)
    ]
    share = proportion(pl.col("records"), pl.col("n"))
    return (
        pl.concat([pl.DataFrame(schema=_SCHEMA), *rows])
        .filter(pl.col("records") > 0, pl.col("n") >= settings.definitions.small_n)
        .with_columns(**share._asdict())
        .sort("value", "source", "apart", descending=[True, False, False])
    )
