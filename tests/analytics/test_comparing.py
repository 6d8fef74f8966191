"""A change against the period before says how large it is and whether it is real."""

from datetime import date, datetime, timedelta

import duckdb
import pytest

from analytics.measuring import compare, measure
from analytics.view import View
from tests.analytics.service import make_service
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.settings import Settings

NEW_COLUMNS = ["value_before", "n_before", "change", "change_low", "change_high", "is_real"]
FEBRUARY = View(date(2026, 2, 1), date(2026, 2, 28))


def calls(day: date, department: str, failed: int, resolved: int) -> list[tuple[object, ...]]:
    outcomes = ["failed"] * failed + ["resolved"] * resolved
    return [
        (
            f"{day}-{department}-{number}",
            "k1",
            datetime(day.year, day.month, day.day, 9) + timedelta(minutes=number),
            department,
            "phone",
            5,
            None,
            outcome,
            None,
        )
        for number, outcome in enumerate(outcomes)
    ]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Loans got worse from one day to the next, cards did not change, claims closed and sales opened."""
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    contacts = [
        *calls(monday, "loans", 48, 32),
        *calls(tuesday, "loans", 56, 14),
        *calls(monday, "cards", 10, 40),
        *calls(tuesday, "cards", 10, 40),
        *calls(monday, "claims", 1, 9),
        *calls(tuesday, "sales", 1, 9),
    ]
    return make_service(tmp_path_factory.mktemp("changed"), contacts, [])


TUESDAY = View(date(2026, 3, 3), date(2026, 3, 3))


def by_department(project: Project, name: str) -> dict[str, dict[str, object]]:
    with open_reader(project.settings) as connection:
        rows = compare(connection, project.settings, name, TUESDAY, ["department"]).rows(named=True)
    return {row["department"]: row for row in rows}


def test_a_change_has_the_interval_of_newcombe(changed: Project) -> None:
    loans = by_department(changed, "failure")["loans"]
    assert loans["value"] == pytest.approx(0.8)
    assert loans["value_before"] == pytest.approx(0.6)
    assert loans["n_before"] == 80
    assert [loans[name] for name in ("change", "change_low", "change_high")] == [
        pytest.approx(0.2),
        pytest.approx(0.0524, abs=5e-5),
        pytest.approx(0.3339, abs=5e-5),
    ]
    assert loans["is_real"] is True


def test_no_change_is_not_real(changed: Project) -> None:
    cards = by_department(changed, "failure")["cards"]
    assert cards["change"] == 0
    assert cards["is_real"] is False


def test_what_is_in_one_period_alone_has_no_change(changed: Project) -> None:
    rows = by_department(changed, "failure")
    assert list(rows) == ["cards", "claims", "loans", "sales"]
    assert (rows["claims"]["value"], rows["claims"]["n"], rows["claims"]["note"]) == (None, 0, "not_in_data")
    assert rows["claims"]["n_before"] == 10
    assert (rows["sales"]["n"], rows["sales"]["n_before"], rows["sales"]["note"]) == (10, 0, None)
    for department in ("claims", "sales"):
        assert rows[department]["change"] is rows[department]["is_real"] is None


def test_counts_change_too(changed: Project) -> None:
    loans = by_department(changed, "contacts")["loans"]
    assert (loans["value_before"], loans["change"], loans["is_real"]) == (80, -10, False)


def test_both_periods_are_as_measured_apart(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    for name in ("csat", "wait_p90", "contacts"):
        compared = compare(connection, settings, name, FEBRUARY, ["department", "contact_tier"])
        now = measure(connection, settings, name, ["department", "contact_tier"], FEBRUARY)
        before = measure(connection, settings, name, ["department", "contact_tier"], FEBRUARY.before())
        assert compared.columns == [*now.columns, *NEW_COLUMNS]
        assert compared.filter(compared["n"] > 0).select(now.columns).equals(now.filter(now["n"] > 0))
        seen = compared.filter(compared["n_before"] > 0)["value_before"].to_list()
        assert seen == before.filter(before["n"] > 0)["value"].to_list()


def test_counts_are_not_compared_with_a_period_the_data_do_not_reach(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    view = View(date(2026, 1, 20), date(2026, 2, 18))
    contacts = compare(connection, settings, "contacts", view)
    assert contacts["value_before"].item() > 0
    assert contacts["change"].item() is contacts["is_real"].item() is None
    assert compare(connection, settings, "failure", view)["change"].item() is not None


def test_a_period_without_data_gives_one_row_without_figures(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    view = View(date(2030, 1, 1), date(2030, 1, 31))
    row = compare(connection, settings, "nps", view).row(0, named=True)
    assert (row["n"], row["n_before"], row["note"], row["is_real"]) == (0, 0, "not_in_data", None)


@pytest.mark.parametrize(("view", "by"), [(View(), []), (FEBRUARY, ["day"])])
def test_what_cannot_be_compared_is_refused(
    settings: Settings, connection: duckdb.DuckDBPyConnection, view: View, by: list[str]
) -> None:
    with pytest.raises(QueryError):
        compare(connection, settings, "contacts", view, by)
