"""What people write becomes a value by the functions for SELECTs; nonsense becomes null, never an error."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cleaning import cleaning_functions, declare_cleaning
from tests.attacks.loading import load, load_again
from tests.project import SETTINGS, Project


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        declare_cleaning(connection)
        yield connection


def made(database: duckdb.DuckDBPyConnection, call: str, *values: Any) -> list[Any]:
    """What a call with `written` gives for each of the texts."""
    query = f"SELECT {call} FROM (SELECT unnest($values::VARCHAR[]) AS written)"
    return [value for (value,) in database.execute(query, {"values": list(values)}).fetchall()]


AFTERNOON = datetime(2025, 3, 4, 14, 5)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            "as_time(written)",
            {
                "2025년 3월 4일 오후 2시 5분": AFTERNOON,
                "2025년 3월 4일 (화) 오후 2시 5분": AFTERNOON,
                "2025. 3. 4. 오후 2:05": AFTERNOON,
                "2025.03.04 14:05:00": AFTERNOON,
                "2025/3/4 2:05 PM": AFTERNOON,
                "202503041405": AFTERNOON,
                "20250304 140500": AFTERNOON,
                "２０２５-03-04T14:05": AFTERNOON,
                "2025-03-04 오전 12:30": datetime(2025, 3, 4, 0, 30),
                "2025-03-04 오후 12시": datetime(2025, 3, 4, 12),
                "2025.03.04": datetime(2025, 3, 4),
                "2025-02-30": None,
                "2025-03-04 25:00": None,
                "2025-03-04 14:60": None,
                "2025-03-04T14:05:00Z": None,
                "4.3.2025": None,
                "00000000": None,
            },
        ),
        (
            "as_day(written)",
            {"2025년 3월 4일 오후 11시": date(2025, 3, 4), "20250304": date(2025, 3, 4), "3/4": None},
        ),
        (
            "as_seconds(written)",
            {
                "1:02": 62,
                "75:00": 4500,
                "1:02:03": 3723,
                "-0:05": -5,
                "2분 5초": 125,
                "35초": 35,
                "1시간 2분": 3720,
                "1일 2시간": 93600,
                "1h 3m": 3780,
                "5 min": 300,
                "1,234초": 1234,
                "90": 90,
                "1.5": 1.5,
                "1,234분 5초": 1234 * 60 + 5,
                "1,5": None,
                "1,2345": None,
                "12,34초": None,
                "12:61": None,
                "1:75:00": None,
                "1:2": None,
                "분": None,
            },
        ),
        (
            "as_number(written)",
            {
                "1,234원": 1234,
                "₩1,234": 1234,
                "-1,000.25": -1000.25,
                "35초": 35,
                "12 %": 12,
                "1 234": 1234,
                "１２３": 123,
                ".5": 0.5,
                "1.234,5": None,
                "1,23": None,
                "A12": None,
                "3만원": None,
                "2분 5초": None,
                "nan": None,
            },
        ),
        (
            "as_number(written, ',')",
            {"1.234,5 €": 1234.5, "0,5": 0.5, "1.234": 1234, "1,234.5": None, "1.23": None},
        ),
        ("as_code(written)", {"　０１２ａ ": "012a", "0 ": "0", " \t": None, "가 나": "가 나"}),
        (
            "as_flag(written)",
            {"예": True, "네 ": True, "Y": True, "o": True, "True": True, "1": True}
            | {
                "아니오": False,
                "아니요": False,
                "n": False,
                "X": False,
                "false": False,
                "0": False,
                "-": None,
            },
        ),
        (
            "day_in(written)",
            {
                "calls_2026-10-31.csv": date(2026, 10, 31),
                "a/2026-10-01/b_20261031.csv.gz": date(2026, 10, 31),
                "2026-10-01_2026-10-31.csv": date(2026, 10, 31),
                "x_20261031123000.csv": date(2026, 10, 31),
                "2026년 10월 31일.xlsx": date(2026, 10, 31),
                "20261399_20261031.csv": date(2026, 10, 31),
                "calls_2026-10.csv": None,
                "123456789.csv": None,
            },
        ),
    ],
)
def test_what_people_write_is_read(
    database: duckdb.DuckDBPyConnection, call: str, expected: dict[str, Any]
) -> None:
    assert dict(zip(expected, made(database, call, *expected), strict=True)) == expected


@pytest.mark.parametrize("name", cleaning_functions())
def test_no_value_and_blanks_give_null(database: duckdb.DuckDBPyConnection, name: str) -> None:
    if name != "stable_id":
        assert made(database, f"{name}(written)", None, "", "  ", "　") == [None] * 4


@settings(max_examples=12)
@given(
    st.lists(
        st.text(st.sampled_from("0123456789:.,-+ 년월일시분초오전후만원Ｙn'%T\\x/(){}[]$€"), max_size=20)
        | st.text(max_size=20)
    )
)
def test_no_text_is_an_error(database: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    for name in cleaning_functions():
        assert len(made(database, f"{name}(written)", *texts)) == len(texts)


@settings(max_examples=30)
@given(
    st.lists(
        st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda at: at.replace(microsecond=0))
    )
)
def test_a_time_is_read_however_it_is_written(
    database: duckdb.DuckDBPyConnection, times: list[datetime]
) -> None:
    half = ["오후" if at.hour >= 12 else "오전" for at in times]
    hours = [at.hour % 12 or 12 for at in times]
    for written in (
        [at.strftime("%Y%m%d%H%M%S") for at in times],
        [at.strftime("%Y.%m.%d %H:%M:%S") for at in times],
        [
            f"{at.year}년 {at.month}월 {at.day}일 {which} {hour}시 {at.minute}분 {at.second}초"
            for at, which, hour in zip(times, half, hours, strict=True)
        ],
        [
            f"{at.year}. {at.month}. {at.day}. {which} {hour}:{at.minute:02}:{at.second:02}"
            for at, which, hour in zip(times, half, hours, strict=True)
        ],
    ):
        assert made(database, "as_time(written)", *written) == times


@settings(max_examples=30)
@given(st.lists(st.integers(-1_000_000, 1_000_000)))
def test_a_duration_is_read_however_it_is_written(
    database: duckdb.DuckDBPyConnection, durations: list[int]
) -> None:
    def parts(seconds: int) -> tuple[str, int, int, int]:
        minutes, rest = divmod(abs(seconds), 60)
        return ("-" if seconds < 0 else "", *divmod(minutes, 60), rest)

    for written in (
        [f"{sign}{hours}:{minutes:02}:{rest:02}" for sign, hours, minutes, rest in map(parts, durations)],
        [f"{sign}{hours * 60 + minutes}:{rest:02}" for sign, hours, minutes, rest in map(parts, durations)],
        [f"{sign}{hours}시간 {minutes}분 {rest}초" for sign, hours, minutes, rest in map(parts, durations)],
        [str(seconds) for seconds in durations],
    ):
        assert made(database, "as_seconds(written)", *written) == durations
    assert made(database, "as_number(written)", *(f"{seconds:,}원" for seconds in durations)) == durations


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), unique=True, max_size=30))
def test_ids_differ_where_rows_do(database: duckdb.DuckDBPyConnection, rows: list[tuple[str, str]]) -> None:
    pairs = "SELECT unnest($ones::VARCHAR[]) AS one, unnest($others::VARCHAR[]) AS other"
    query = f"SELECT stable_id(one, other) FROM ({pairs})"
    ones, others = [one for one, _ in rows], [other for _, other in rows]
    ids = [id_ for (id_,) in database.execute(query, {"ones": ones, "others": others}).fetchall()]
    told_apart = {(one.strip(" "), other.strip(" ")) for one, other in rows}
    if not any("\x1f" in one + other for one, other in rows):
        assert len(set(ids)) == len(told_apart)


LOG = "started,team,wait\n"
ROWS = ["2026년 1월 5일 오전 9시 5분,loans,1:02", "2026. 1. 5. 오후 2:05,cards,35초", "2026-01-06,loans,bad"]
LOG_SELECT = """SELECT
    origin,
    stable_id(started, team, wait) AS contact_id,
    as_time(started) AS occurred_at,
    team AS department,
    'phone' AS channel,
    coalesce(as_seconds(wait)::VARCHAR, wait) AS wait_seconds,
    'resolved' AS outcome
FROM export
"""


@pytest.fixture
def log(project: Project) -> Project:
    project.write("touchpoints.toml", SETTINGS.replace("calls*", "log*"))
    project.write("calls.sql", LOG_SELECT)
    return project


def test_ids_are_the_same_in_any_order_and_file(log: Project) -> None:
    (first,) = load(log, log.write("log_1.csv", "\n".join([LOG.strip(), *ROWS, ""])))
    assert (first.accepted, first.rejected) == (2, 1)
    (again,) = load(log, log.write("log_2.csv", "\n".join([LOG.strip(), *reversed(ROWS), ""])))
    assert (again.accepted, again.unchanged, again.corrected) == (0, 2, 0)
    assert sorted(log.query("SELECT wait_seconds, occurred_local FROM contacts")) == [
        (35.0, datetime(2026, 1, 5, 14, 5)),
        (62.0, datetime(2026, 1, 5, 9, 5)),
    ]


def test_true_duplicates_count_once(log: Project) -> None:
    (report,) = load(log, log.write("log_1.csv", "\n".join([LOG.strip(), ROWS[0], ROWS[0], ""])))
    assert (report.read, report.accepted, report.unchanged) == (2, 1, 1)


def test_rejected_rows_are_replayed_under_their_ids(log: Project) -> None:
    load(log, log.write("log_1.csv", "\n".join([LOG.strip(), *ROWS, ""])))
    log.write(
        "calls.sql", LOG_SELECT.replace("coalesce(as_seconds(wait)::VARCHAR, wait)", "as_seconds(wait)")
    )
    (report,) = load_again(log)
    assert (report.accepted, report.corrected) == (1, 0)


def test_a_day_comes_from_the_name_of_the_file(log: Project) -> None:
    log.write("calls.sql", LOG_SELECT.replace("as_time(started)", "day_in(origin.file) + INTERVAL 9 HOUR"))
    load(log, log.write("log_20260131.csv", "\n".join([LOG.strip(), ROWS[0], ""])))
    assert log.query("SELECT occurred_local FROM contacts") == [(datetime(2026, 1, 31) + timedelta(hours=9),)]
