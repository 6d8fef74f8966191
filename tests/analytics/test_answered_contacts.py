"""Whatever order contacts and answers about them come in, however long lies between, they find each other."""

from itertools import permutations

import pytest

from tests.project import SETTINGS, Project

ANSWERS_SOURCE = """
[[sources]]
name = "answers"
files = "answers*.csv"
format = "csv"
answers = "answers.sql"
"""
ANSWERS_SELECT = """
SELECT origin, id AS answer_id, id AS survey_id, contact AS contact_id, given AS answered_at, 'csat' AS item,
    score
FROM export
"""
# On the day, a week and a day before, months before, and after the answer.
CALLS = {"a": "2026-03-10 10:00", "b": "2026-03-02 10:00", "c": "2025-11-30 23:00", "d": "2026-03-12 09:00"}
ANSWERS = {"about_some": ("a", "c"), "about_others": ("b", "d", "nobody")}
LINKED = [("2026-03-10", contact) for contact in CALLS]


@pytest.mark.parametrize("order", list(permutations(["calls_new", "calls_old", *ANSWERS])))
def test_contacts_are_found_by_answers_in_whatever_order_they_come(
    project: Project, order: tuple[str, ...]
) -> None:
    project.write("touchpoints.toml", SETTINGS + ANSWERS_SOURCE)
    project.write("answers.sql", ANSWERS_SELECT)
    for name in order:
        if name in ANSWERS:
            rows = [f"{name}-{contact},{contact},2026-03-10 18:00,4" for contact in ANSWERS[name]]
            project.write(f"answers_{name}.csv", "\n".join(["id,contact,given,score", *rows, ""]))
        else:
            contacts = ("a", "b") if name == "calls_new" else ("c", "d")
            rows = [f"{one},k{one},{CALLS[one]}:00,loans,phone,1,resolved" for one in contacts]
            project.write_calls(f"{name}.csv", *rows)
        project.ingest()
    found = "SELECT answer_day::VARCHAR, contact_id FROM answered_contacts ORDER BY ALL"
    assert project.query(found) == LINKED
