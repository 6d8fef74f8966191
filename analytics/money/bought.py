"""What is bought, by kind, and out of contacts or not."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import mean, proportion
from analytics.money.sales import of_purchases
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import read_counts
from analytics.view import View
from warehouse.contract import PURCHASE_KINDS
from warehouse.settings import Settings

AT_CONTACT, ALONE = "at_contact", "alone"
_COLUMNS = {
    f"{kind}_{where}_{name}": f"{aggregate} FILTER ({condition} AND contact_id IS {is_known})"
    for kind, condition in {
        **{kind: f"kind = '{kind}'" for kind in PURCHASE_KINDS},
        "unknown": "kind IS NULL",
    }.items()
    for where, is_known in ((AT_CONTACT, "NOT NULL"), (ALONE, "NULL"))
    for name, aggregate in {
        "n": "count(*)",
        "amount": "sum(amount)",
        "squares": "sum(amount ** 2)",
    }.items()
}
SCHEMA = {
    "kind": pl.String(),
    "sold": pl.String(),
    "n": pl.Int64(),
    "amount": pl.Float64(),
    **dict.fromkeys(("share", "share_low", "share_high", "value", "low", "high"), pl.Float64()),
    "note": pl.String(),
}


def bought(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per kind (first, repeat, cross, up, refund, "unknown") and whether it was sold at a contact.

    sold: "at_contact" or "alone". n: how many; amount: what they come to; share (of all purchases that are
    no refunds, 95 %; null of refunds); value, low, high: the mean amount (95 %). Combinations without any
    are left out; without purchases there is no row. Means of fewer than settings.definitions.small_n are
    withheld.
    """
    counts = of_purchases(_COLUMNS).split_by(settings, find_dimensions(settings, ()), view)
    read = read_counts(connection, settings, counts, {}, view)
    if read.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    sums = read.row(0, named=True)
    rows = [
        {"kind": kind, "sold": sold}
        | {name: sums[f"{kind}_{sold}_{name}"] or 0 for name in ("n", "amount", "squares")}
        for kind in (*PURCHASE_KINDS, "unknown")
        for sold in (AT_CONTACT, ALONE)
    ]
    schema = {"kind": pl.String(), "sold": pl.String(), "n": pl.Int64()}
    frame = pl.DataFrame(rows, schema=schema | dict.fromkeys(("amount", "squares"), pl.Float64()))
    n, is_purchase = pl.col("n"), pl.col("kind") != "refund"
    share = proportion(n, n.filter(is_purchase).sum())
    amounts = mean(pl.col("amount"), pl.col("squares"), n, 0, float("inf"))
    is_enough = n >= settings.definitions.small_n
    return (
        frame.with_columns(
            **{
                name: pl.when(is_purchase).then(part)
                for name, part in zip(("share", "share_low", "share_high"), share, strict=True)
            },
            **{name: pl.when(is_enough).then(part) for name, part in amounts._asdict().items()},
            note=pl.when(n == 0).then(pl.lit(NOT_IN_DATA)).when(~is_enough).then(pl.lit(TOO_FEW)),
        )
        .filter(n > 0)
        .select(SCHEMA.keys())
    )
