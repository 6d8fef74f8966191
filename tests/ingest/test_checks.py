"""The checks made while a file is read give the verdict of the contract itself."""

from datetime import UTC, date, datetime

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import checks
from ingest.instants import Instants
from warehouse.contract import CROSS_COLUMN_RULES, RECORD_KINDS
from warehouse.records import column_types
from warehouse.settings import Settings

TEXT = st.sampled_from(["a", "대출", "resolved", "none", "high", "phone", "economic", None])
NUMBER = st.one_of(
    st.none(), st.floats(), st.sampled_from([-0.0, 0.0, -1.0, 1e308, float("inf"), float("nan")])
)
INSTANT = st.one_of(
    st.none(), st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
)
DAY = st.one_of(st.none(), st.dates(date(1899, 12, 1), date(2200, 2, 1)))
# How far the time of loading goes is no part of the contract.
EVER = Instants(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
VALUES = {
    "VARCHAR": TEXT,
    "DOUBLE": NUMBER,
    "BOOLEAN": st.one_of(st.none(), st.booleans()),
    "DATE": DAY,
    "TIMESTAMP WITH TIME ZONE": INSTANT,
}


def rows_of(kind: str) -> st.SearchStrategy[list[dict[str, object]]]:
    columns = {name: VALUES[sql_type] for name, sql_type in column_types(Settings(), kind).items()}
    return st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=20)


def frame_of(kind: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = RECORD_KINDS[kind].create_empty().schema
    plain = {name: pl.String if isinstance(dtype, pl.Enum) else dtype for name, dtype in schema.items()}
    return pl.DataFrame(rows, schema=plain).with_row_index("row")


def good_by_sql(kind: str, rows: pl.DataFrame) -> list[int]:
    given = set(column_types(Settings(), kind))
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("mapped", rows.to_arrow())
        typed = f"SELECT row, {checks.typed_columns(Settings(), kind, given, 'UTC')} FROM mapped"
        broken = checks.broken_rule(Settings(), kind, given, EVER)
        query = f"SELECT row FROM ({typed}) WHERE {broken} IS NULL ORDER BY row"
        return [row for (row,) in connection.sql(query).fetchall()]


def good_by_contract(kind: str, rows: pl.DataFrame) -> list[int]:
    """The contract's own verdict, row by row: keys may repeat here, repeats are settled later."""
    keeps_all = [
        row["row"]
        for row in rows.iter_rows(named=True)
        if RECORD_KINDS[kind]
        .filter(rows.filter(pl.col("row") == row["row"]).drop("row"), cast=True)[0]
        .height
    ]
    crossing = " AND ".join(f"coalesce({rule}, true)" for rule in CROSS_COLUMN_RULES[kind].values())
    kept = rows.filter(pl.col("row").is_in(keeps_all))
    return kept.filter(pl.sql_expr(crossing))["row"].to_list() if crossing else kept["row"].to_list()


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_sql_and_the_contract_agree_on_every_row(kind: str) -> None:
    @settings(max_examples=30)
    @given(rows_of(kind))
    def agree(rows: list[dict[str, object]]) -> None:
        frame = frame_of(kind, rows)
        assert good_by_sql(kind, frame) == good_by_contract(kind, frame)

    agree()
