"""How often the intervals of what leavers name hold the planted truths, one small world at a time."""

from analytics.leaving.causes import causes_beside_others
from analytics.leaving.lived import said_and_lived
from sample_data import DEFAULT, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts
from tests.marts import make_facts

CUSTOMERS, DAYS = 6_000, 365
_TRUE = DEFAULT.causes
_VOLUNTARY = 1 - _TRUE.involuntary_rate
# What records show of these is all that the generator adds them for.
_LIVED = {
    "inconvenience": "broken_promise",
    "encounter_failure": "complaint",
    "response_to_failure": "failure_unrecovered",
}

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: who names a cause after living through it, and by type."""
    connection = customer_marts(simulate(CUSTOMERS, DAYS, seed))
    make_facts(connection, SETTINGS, ("leavers", "leaver_facts"))
    lived = {row["cause"]: row for row in said_and_lived(connection, SETTINGS).iter_rows(named=True)}
    by_type = causes_beside_others(connection, SETTINGS, "customer_type")
    beside = {(row["cause"], row["customer_type"]): row for row in by_type.iter_rows(named=True)}
    return [
        *(
            _row(f"{cause} after {exposure}", lived[cause], _TRUE.added_by_exposure[cause, exposure])
            for cause, exposure in _LIVED.items()
            if lived[cause]["note"] is None
        ),
        *(
            _row(f"{cause} of {kind}", beside[cause, kind], _TRUE.added_by_type[cause, kind])
            for cause, kind in (("price", "economic"), ("ethics", "ethical"))
        ),
        _row("competition of economic", beside["competition", "economic"], 0.0),
    ]


def _row(name: str, found: Row, added: float) -> Row:
    """An addition holds for those who leave of their own will."""
    ends = {"estimate": "difference", "low": "difference_low", "high": "difference_high"}
    return {"name": name, "truth": _VOLUNTARY * added} | {end: found[column] for end, column in ends.items()}
