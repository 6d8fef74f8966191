"""How often intervals of the three sides hold the truth, and how often a side gives way though none does."""

from functools import cache

import duckdb
import numpy as np
import polars as pl

from analytics.balance.figures import SIDES
from analytics.balance.sides import FEWEST_CLUSTERS, balance_of
from analytics.balance.sums import read_side_sums
from analytics.statistics.standing import standings
from analytics.view import View
from sample_data import World, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts
from tests.marts import make_facts

CUSTOMERS, DAYS = 4_000, 182
# As large as the others: of more customers the same agents would be busier.
_TRUE_WORLDS, _TRUE_SEED = 40, 1_000_000
_SHOWN, _DRAWN = ("기술지원", "설치", "방문서비스", "지점창구"), "요금"
_PARTS = ("estimate", "low", "high")
_MARTS = ("contact_hourly", "contact_daily")
_FACTS = ("customer_answers", "answer_facts", "staff_answers", "staff_facts")
_NOBODY = """CREATE VIEW staff_periods AS
    SELECT NULL::VARCHAR AS agent_id, NULL::VARCHAR AS team, NULL::VARCHAR AS department,
        NULL::VARCHAR AS role, NULL::DATE AS joined_on, NULL::DATE AS trained_on,
        DATE '0001-01-01' AS valid_from,
        DATE '9999-12-31' AS valid_until
    WHERE false"""

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: of some departments each side, of one of them as drawn."""
    sums = side_sums(simulate(CUSTOMERS, DAYS, seed))
    truths = _true_sides(sums)
    names = dict.fromkeys(_SHOWN, ("standing", "low", "high"))
    names |= {_DRAWN: ("drawn", "drawn_low", "drawn_high")}
    return [
        {
            "name": f"{row['side']} of {row['department']}",
            **{part: row[name] for part, name in zip(_PARTS, names[row["department"]], strict=True)},
            "truth": truths[row["department"], row["side"]],
        }
        for row in balance_of(sums, SETTINGS).sides.drop_nulls("standing").iter_rows(named=True)
        if row["department"] in names
    ]


def _true_sides(sums: pl.DataFrame) -> dict[tuple[str, str], float]:
    """Of every department and side, at the sizes and in the units that the world has."""
    of_figure, of_side = ["stratum", "figure"], ["unit", "side"]
    cells = _cells(sums).join(true_values(), on=["unit", *of_figure])
    over = pl.col("true_value") * pl.col("under")
    others = [(part.sum().over(of_figure) - part) for part in (over, pl.col("under"))]
    standing = pl.col("sign") * (pl.col("true_value") - others[0] / others[1]) / pl.col("scale")
    in_figure = pl.col("n") / pl.col("n").sum().over(*of_side, "figure")
    share = in_figure / pl.col("figure").n_unique().over(of_side)
    sides = cells.with_columns(truth=share * standing).group_by(of_side).agg(pl.col("truth").sum())
    return {(row["unit"], row["side"]): row["truth"] for row in sides.iter_rows(named=True)}


def _cells(sums: pl.DataFrame) -> pl.DataFrame:
    named = sums.rename({"department": "unit", "contact_tier": "stratum"})
    return standings(named, SIDES, FEWEST_CLUSTERS).cells


def is_named_without_reason(seed: int) -> bool:
    """Whether a side gives way in a world in which every agent serves in a department picked by lot."""
    return balance_of(side_sums(dealt_out(simulate(CUSTOMERS, DAYS, seed))), SETTINGS).giving_way.height > 0


def dealt_out(world: World) -> World:
    """The world with the agents of each channel, with all their contacts and answers, dealt to departments,
    as many to each; what nobody serves is dealt out contact by contact."""
    rng = np.random.default_rng([world.seed, 15])
    departments = world.contacts["department"].unique().sort()
    owner = pl.coalesce("agent_id", "contact_id")
    owners = world.contacts.select("channel", owner=owner).unique("owner", maintain_order=True)
    shuffled = owners[rng.permutation(owners.height)].with_columns(
        place=pl.int_range(pl.len()).over("channel") % len(departments)
    )
    lot = shuffled.select("owner", dealt=pl.lit(departments).gather(pl.col("place")))
    contacts = world.contacts.with_columns(owner=owner).join(lot, on="owner", maintain_order="left")
    dealt = contacts.with_columns(department="dealt").drop("owner", "dealt")
    of_contact = dealt.select("contact_id", dealt="department")
    answers = world.answers.join(of_contact, on="contact_id", maintain_order="left")
    moved = answers.with_columns(department="dealt").drop("dealt")
    return World(**{**vars(world), "contacts": dealt, "answers": moved})


def side_sums(world: World) -> pl.DataFrame:
    """What the figures of a world add up to."""
    connection = _connection(world)
    return read_side_sums(connection, SETTINGS, View(world.first_day, world.last_day))


@cache
def true_values() -> pl.DataFrame:
    """Every figure, from other worlds put together, each with agents of its own."""
    sums = pl.concat(
        side_sums(simulate(CUSTOMERS, DAYS, _TRUE_SEED + number)).with_columns(
            cluster=pl.concat_str("cluster", pl.lit(f"-{number}"))
        )
        for number in range(_TRUE_WORLDS)
    )
    return _cells(sums).select("unit", "stratum", "figure", true_value="value")


def _connection(world: World) -> duckdb.DuckDBPyConnection:
    connection = customer_marts(world, marts=_MARTS)
    answers = pl.concat([world.answers, world.staff_answers], how="diagonal_relaxed").with_columns(
        weight=pl.lit(1.0),
        answered_local=pl.col("answered_at").dt.convert_time_zone("Asia/Seoul").dt.replace_time_zone(None),
    )
    connection.register("answers", answers)
    connection.execute(_NOBODY)
    make_facts(connection, SETTINGS, _FACTS)
    return connection
