"""Staff keep their history as customers do, and purchases are records like others."""

from random import Random

from tests.project import PEOPLE_SELECT, PEOPLE_SOURCE, SETTINGS, Project

STAFF_SOURCE = (
    PEOPLE_SOURCE.replace('"people"', '"staff"')
    .replace("customers =", "staff =")
    .replace("people.sql", "staff.sql")
    .replace("people-", "staff-")
)
STAFF_SELECT = "SELECT origin, no AS agent_id, class AS team FROM export"
SHOP = """
[[sources]]
name = "shop"
files = "shop*.csv"
format = "csv"
purchases = "shop.sql"
"""
SHOP_SELECT = """
SELECT origin, no AS purchase_id, buyer AS customer_id, day AS purchased_at, paid AS amount, kind
FROM export
"""


def test_staff_have_the_states_that_customers_of_the_same_exports_have(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS + PEOPLE_SOURCE + STAFF_SOURCE)
    project.write("people.sql", PEOPLE_SELECT)
    project.write("staff.sql", STAFF_SELECT)
    random = Random(7)
    days = [f"2026-10-{day:02}" for day in range(1, 9)]
    random.shuffle(days)
    for day in days:
        rows = [f"{who},{random.choice('abc')}" for who in range(40) if random.random() < 0.7]
        for kind in ("people", "staff"):
            project.write(f"{kind}-{day}.csv", "\n".join(["no,class", *rows, ""]))
        assert {(report.accepted, report.corrected, report.rejected) for report in project.ingest()} != set()
    staff = project.query("SELECT agent_id, team, valid_from, valid_until FROM staff_periods ORDER BY ALL")
    customers = "SELECT customer_id, segment, valid_from, valid_until FROM customer_periods ORDER BY ALL"
    assert len(staff) > 100
    assert staff == project.query(customers)
    latest = "SELECT agent_id, team, valid_from FROM staff ORDER BY ALL"
    assert project.query(latest) == project.query(
        "SELECT customer_id, segment, valid_from FROM customers ORDER BY ALL"
    )


def test_nobody_is_lost_where_files_of_several_days_are_loaded_in_one_commit(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS + STAFF_SOURCE)
    project.write("staff.sql", STAFF_SELECT)
    random, teams, states = Random(5), {f"s{who:03}": "a" for who in range(200)}, set()
    for day in range(1, 11):
        for who in random.sample(sorted(teams), 12 if day > 1 else 0):
            teams[who] = random.choice("abcdef")
        rows = [f"{who},{team}" for who, team in teams.items()]
        project.write(f"staff-2026-10-{day:02}.csv", "\n".join(["no,class", *rows, ""]))
        states |= set(teams.items())
    assert sum(report.accepted for report in project.ingest()) == len(teams)
    assert dict(project.query("SELECT agent_id, team FROM staff")) == teams
    assert set(project.query("SELECT agent_id, team FROM staff_states")) == states


def test_a_purchase_is_corrected_by_its_id_and_without_an_amount_rejected(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS + SHOP)
    project.write("shop.sql", SHOP_SELECT)
    header = "no,buyer,day,paid,kind"
    project.write(
        "shop_1.csv",
        f"{header}\np1,k1,2026-03-01 23:30:00,100,first\np2,k1,2026-03-02,,repeat\np3,k2,2026-03-02,5,gift\n",
    )
    project.write(
        "shop_2.csv", f"{header}\np1,k1,2026-03-01 23:30:00,120,first\np4,k1,2026-03-03,-1,refund\n"
    )
    first, second = project.ingest()
    assert (first.accepted, first.rejected, second.corrected, second.rejected) == (1, 2, 1, 1)
    kept = "SELECT purchase_id, amount, purchased_local::VARCHAR, kind FROM purchases"
    assert project.query(kept) == [("p1", 120.0, "2026-03-01 23:30:00", "first")]
    rules = project.query("SELECT rule FROM rejected_rows ORDER BY rule")
    assert rules == [("amount.missing",), ("amount.range",), ("kind.allowed",)]
