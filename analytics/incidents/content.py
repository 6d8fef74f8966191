"""What incidents are about: their reasons, where failures arose, and the words that customers wrote."""

import duckdb
import polars as pl
import scipy

from analytics.incidents.kinds import SIDES, bits_of
from analytics.incidents.listed import checked_side
from analytics.incidents.queries import MOST_CONTACTS, read_lived
from analytics.intervals import proportion
from analytics.standing_out import clear_distance, distance
from analytics.statistics.holm import holm
from analytics.statistics.risk_difference import risk_difference
from analytics.view import View
from analytics.voice.comments import words_in
from analytics.voice.low_scores import SURE, compared_words
from warehouse.settings import Settings

_CELLS = {
    "month": pl.Date(),
    **dict.fromkeys(("tier", "department", "channel", "reason"), pl.String()),
    "is_incident": pl.Boolean(),
    "contacts": pl.Int64(),
}
_REASONS = pl.Schema(
    {
        "reason": pl.String(),
        "incidents": pl.Int64(),
        "contacts": pl.Int64(),
        **dict.fromkeys(("share", "difference", "low", "high"), pl.Float64()),
        "is_clear": pl.Boolean(),
    }
)
_ORIGINS = pl.Schema(
    {
        "tier": pl.String(),
        "origin": pl.String(),
        "n": pl.Int64(),
        "all": pl.Int64(),
        **dict.fromkeys(("share", "low", "high"), pl.Float64()),
    }
)
_WORDS = pl.Schema(
    {
        "shown": pl.String(),
        "said": pl.Int64(),
        **dict.fromkeys(("share", "others", "times", "times_low", "times_high", "p"), pl.Float64()),
        "is_sure": pl.Boolean(),
        "example": pl.String(),
    }
)


def incident_reasons(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    side: str = "damage",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Reasons that are incidents more often than others of their department, channel, tier and month.

    A customer counts once a month and reason, by the first contact.

    Returns reason, incidents, contacts (first ones), share (plain), difference with low and high (Mantel-
    Haenszel, 95 %), is_clear (beyond chance, corrected for all that the page looks at); the
    largest first. Those with fewer contacts than settings.definitions.small_n are left out. Raises QueryError
    for a side that is none.
    """
    bits = bits_of(checked_side(side))
    cells = read_lived(connection, settings, "reason_cells", view, _CELLS, bits=bits)
    events = pl.when("is_incident").then("contacts").otherwise(0)
    sizes = cells.group_by("reason").agg(pl.col("contacts").sum(), incidents=events.sum())
    large = sizes.filter(pl.col("contacts") >= settings.definitions.small_n)
    strata = ("month", "tier", "department", "channel")
    sums = cells.group_by(*strata, "reason").agg(n=pl.col("contacts").sum(), events=events.sum())
    found = [
        risk_difference(
            sums.with_columns(is_exposed=pl.col("reason") == name, about=pl.lit(name)), strata, ["about"]
        )
        for name in large["reason"].sort()
    ]
    if not found:
        return pl.DataFrame(schema=_REASONS)
    told = large.join(pl.concat(found).rename({"about": "reason", "value": "difference"}), on="reason")
    far = distance(pl.col("difference"), pl.col("low"), pl.col("high"))
    # Half of the error is left to kinds, which are told beside them; a reader may look at either side.
    enough = clear_distance(2 * len(SIDES) * told.height)
    return (
        told.with_columns(share=pl.col("incidents") / pl.col("contacts"), is_clear=far > enough)
        .sort("difference", "reason", descending=[True, False])
        .select(pl.col(name).cast(kind) for name, kind in _REASONS.items())
    )


def incident_origins(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Where failures arose, by contact tier: staff, system, physical evidence or policy.

    Returns tier, origin, n, all (failures of the tier with an origin), share with low and high (95 %, of a
    tier's origins together: Goodman 1965).
    """
    schema = {"tier": pl.String(), "origin": pl.String(), "n": pl.Int64()}
    counts = read_lived(connection, settings, "origin_cells", view, schema, most_contacts=MOST_CONTACTS)
    told = counts.with_columns(all=pl.col("n").sum().over("tier"))
    share = proportion(pl.col("n"), pl.col("all"), looks=4)
    return (
        told.with_columns(share=share.value, low=share.low, high=share.high)
        .sort("tier", "share", descending=[False, True])
        .select(pl.col(name).cast(kind) for name, kind in _ORIGINS.items())
    )


def incident_words(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    side: str = "damage",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Words that comments about incidents have more often than those about other contacts, the surest first.

    Returns shown, said (comments about incidents that say it), share, others (its share in the other
    comments), times (how many times the odds) with its ends (95 %), p (Holm, for all words), is_sure and
    example. Empty where either side has fewer comments than settings.definitions.small_n. Raises QueryError
    for a side that is none.
    """
    texts = {
        "answered_local": pl.Datetime("us"),
        "contact_id": pl.String(),
        "comment": pl.String(),
        "band": pl.String(),
    }
    said = read_lived(connection, settings, "said", view, texts, bits=bits_of(checked_side(side)))
    least = settings.definitions.small_n
    sizes = [said.filter(band=band).height for band in ("high", "low")]
    if min(sizes) < least:
        return pl.DataFrame(schema=_WORDS)
    found = compared_words(said, words_in(said["comment"]), least).words
    p = holm(2 * scipy.special.ndtr(-found["z"].abs().to_numpy()))
    return (
        found.with_columns(p=pl.Series(p, dtype=pl.Float64))
        .filter(pl.col("value") > 0)
        .sort(-pl.col("z").abs(), "shown")
        .select(
            "shown",
            said="high",
            share="high_share",
            others="low_share",
            times=pl.col("value").exp(),
            times_low=pl.col("low_end").exp(),
            times_high=pl.col("high_end").exp(),
            p="p",
            is_sure=pl.col("p") < SURE,
            example="example",
        )
    )
