"""The common odds ratio: statsmodels' StratifiedTable, and strata that tell nothing."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from analytics.statistics.common import Z
from analytics.statistics.mantel_haenszel import common_odds_ratio

COUNTS = st.tuples(*[st.integers(1, 30)] * 4)


def cells(tables: list[tuple[int, ...]]) -> pl.DataFrame:
    """Events and others of the exposed, then of the others, a stratum for each table."""
    rows = [
        {"stratum": stratum, "is_exposed": is_exposed, "events": events, "n": events + others}
        for stratum, (a, b, c, d) in enumerate(tables)
        for is_exposed, events, others in ((True, a, b), (False, c, d))
    ]
    return pl.DataFrame(rows).with_columns(part=pl.lit("one"))


@settings(max_examples=40, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_ratio_and_interval_are_those_of_statsmodels(tables: list[tuple[int, ...]]) -> None:
    found = common_odds_ratio(cells(tables), ["stratum"], ["part"], Z).row(0, named=True)
    expected = StratifiedTable([np.array([[a, b], [c, d]]) for a, b, c, d in tables])
    assert found["odds_ratio"] == pytest.approx(expected.oddsratio_pooled)
    assert (found["low"], found["high"]) == pytest.approx(expected.oddsratio_pooled_confint())


def test_strata_of_one_side_add_nothing() -> None:
    telling = [(10, 20, 5, 40), (3, 30, 4, 12)]
    more = [*telling, (0, 0, 7, 9), (8, 2, 0, 0)]
    one, other = (common_odds_ratio(cells(tables), ["stratum"], ["part"], Z) for tables in (telling, more))
    assert one.row(0)[1:] == pytest.approx(other.row(0)[1:])


def test_where_no_stratum_has_both_there_is_no_ratio() -> None:
    found = common_odds_ratio(cells([(0, 10, 3, 7)]), ["stratum"], ["part"], Z)
    assert found.rows() == [("one", None, None, None)]
