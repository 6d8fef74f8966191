"""The quick way between wall-clock time and UTC gives what DuckDB's calendar gives."""

from datetime import datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clock import local_time, utc_instant

ZONES = ("Asia/Seoul", "America/New_York", "Asia/Jerusalem", "Asia/Kolkata", "UTC")
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2034, 1, 1), allow_imaginary=False)
WRITTEN = st.sampled_from(
    [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S.%f",
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y-%m-%d %H:%M:%S+09",
    ]
)


@pytest.mark.parametrize("zone", ZONES)
def test_a_text_means_the_instant_that_the_calendar_says(zone: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = $zone", {"zone": zone})

        @settings(max_examples=100)
        @given(MOMENTS, WRITTEN)
        def agree(moment: datetime, written: str) -> None:
            connection.execute("SET VARIABLE text = $text", {"text": moment.strftime(written)})
            quick, exact = connection.sql(
                f"SELECT epoch_us({utc_instant('text', zone)}), epoch_us(try_cast(text AS TIMESTAMPTZ))"
                " FROM (SELECT getvariable('text') AS text)"
            ).fetchall()[0]
            assert quick == exact is not None

        agree()


@pytest.mark.parametrize("zone", ZONES)
def test_an_instant_has_the_wall_clock_time_that_the_calendar_says(zone: str) -> None:
    with duckdb.connect() as connection:

        @settings(max_examples=100)
        @given(MOMENTS)
        def agree(moment: datetime) -> None:
            connection.execute("SET VARIABLE moment = $text", {"text": f"{moment.isoformat()}Z"})
            quick, exact = connection.sql(
                f"SELECT {local_time('moment', zone)}, timezone('{zone}', moment)"
                " FROM (SELECT getvariable('moment')::TIMESTAMPTZ AS moment)"
            ).fetchall()[0]
            assert quick == exact

        agree()


@pytest.mark.parametrize("text", ["2026-02-30 10:00:00", "yesterday", "2026-01-05 25:00:00"])
def test_what_is_no_time_is_null(text: str) -> None:
    with duckdb.connect() as connection:
        query = f"SELECT {utc_instant('text', 'Asia/Seoul')} IS NULL FROM (SELECT '{text}' AS text)"
        assert connection.sql(query).fetchall() == [(True,)]
