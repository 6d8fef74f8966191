"""The catalogue as a view for SQL says what the measures say."""

import polars as pl
import pytest

from analytics.catalogue import MEASURES
from analytics.measuring import measure
from tests.project import Project
from warehouse.lake import open_reader

IN_SQL = [entry for entry in MEASURES.values() if entry.in_sql]
COMBINATION = ("department", "contact_tier", "channel")


@pytest.mark.parametrize("entry", IN_SQL, ids=lambda entry: entry.name)
def test_the_view_of_daily_measures_gives_the_figures_of_the_catalogue(
    service: Project, entry: pl.Expr
) -> None:
    name, is_monthly = entry.name, entry.counts.is_monthly
    by = ("month" if is_monthly else "day", *COMBINATION)
    with open_reader(service.settings) as connection:
        figures = measure(connection, service.settings, name, by).filter(pl.col("n") > 0)
        viewed = connection.sql(
            "SELECT date_trunc($step, day)::DATE AS period, * FROM daily_measures WHERE measure = $measure",
            params={"measure": name, "step": by[0]},
        ).pl()
    expected = figures.select(by[0], *COMBINATION, "n", "value").sort(pl.all())
    found = viewed.select(pl.col("period").alias(by[0]), *COMBINATION, "n", "value").sort(pl.all())
    assert found.drop("value").equals(expected.drop("value"))
    shown = expected["value"].is_not_null()
    assert (found["value"] - expected["value"]).filter(shown).abs().max() in (
        None,
        pytest.approx(0, abs=1e-9),
    )


def test_most_measures_can_be_read_in_sql() -> None:
    assert len(IN_SQL) >= 30
