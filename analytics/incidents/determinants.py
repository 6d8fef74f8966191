"""What is different in incidents where contact is high, and where it is low.

Where contact is high the literature looks at attitude and kindness (empathy, assurance, failures of staff),
where it is low at ease of the interface (tangibles, responsiveness, ease, failures of systems).
"""

import duckdb
import polars as pl

from analytics.incidents.kinds import bits_of
from analytics.incidents.listed import checked_side
from analytics.incidents.queries import MOST_CONTACTS, read_lived
from analytics.notes import TOO_FEW
from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from warehouse.settings import Settings

ATTITUDE = ("servqual.empathy", "servqual.assurance")
INTERFACE = ("servqual.tangibles", "servqual.responsiveness", "ces")
ITEMS = (*ATTITUDE, *INTERFACE, "servqual.reliability")
_CELLS = {
    **dict.fromkeys(("tier", "department"), pl.String()),
    "month": pl.Date(),
    "item": pl.String(),
    "is_exposed": pl.Boolean(),
    "n": pl.Int64(),
    **dict.fromkeys(("total", "squares"), pl.Float64()),
}
_SCHEMA = pl.Schema(
    {
        "tier": pl.String(),
        "item": pl.String(),
        "n": pl.Int64(),
        "others": pl.Int64(),
        **dict.fromkeys(("difference", "low", "high"), pl.Float64()),
        "note": pl.String(),
    }
)


def incident_determinants(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    side: str = "damage",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What customers said of incidents less what they said of other contacts, of each item, by contact tier.

    Returns tier, item, n (answers about incidents), others (matched: same department and month), difference
    with low and high (points of the item's own scale, 95 %) and note ("too_few" under
    settings.definitions.small_n). Raises QueryError for a side that is none.
    """
    bits = bits_of(checked_side(side))
    cells = read_lived(
        connection, settings, "items", view, _CELLS, most_contacts=MOST_CONTACTS, bits=bits, items=list(ITEMS)
    )
    if cells.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    alike = cells.with_columns(weight=pl.col("n"), weight_squares=pl.col("n"))
    found = stratified_difference(alike, ("department", "month"), ("tier", "item"))
    is_few = (pl.col("exposed") < settings.definitions.small_n) | pl.col("low").is_null()
    few = pl.when(is_few).then(pl.lit(TOO_FEW))
    told = found.select(
        "tier",
        "item",
        pl.col("exposed").alias("n"),
        pl.col("unexposed").alias("others"),
        *(pl.when(~is_few).then(pl.col(name)).alias(name) for name in ("difference", "low", "high")),
        few.alias("note"),
    )
    order = pl.col("item").cast(pl.Enum(ITEMS))
    return told.sort("tier", order).select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())
