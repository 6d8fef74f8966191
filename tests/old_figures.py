"""What a warehouse of any version says, as it is kept beside one of an earlier version."""

from collections.abc import Callable
from typing import Any

FIGURES = {
    "contacts": "SELECT contact_id, customer_id, occurred_at::VARCHAR, outcome FROM contacts ORDER BY 1",
    "customers": "SELECT customer_id, valid_from::VARCHAR, segment FROM customer_states ORDER BY ALL",
    "answers": "SELECT answer_id, contact_id, item, score FROM answers ORDER BY 1",
    "rejects": "SELECT file, line, rule, value FROM rejected_rows WHERE replayed_in IS NULL ORDER BY ALL",
    "loads": "SELECT file, status, rows_read, rows_accepted, rows_rejected FROM loads ORDER BY load_id",
    "daily": "SELECT day::VARCHAR, sum(contacts)::BIGINT FROM contact_daily GROUP BY 1 ORDER BY 1",
    "measures": "SELECT day::VARCHAR, measure, value FROM daily_measures ORDER BY ALL",
}


def figures(query: Callable[[str], list[tuple[Any, ...]]]) -> dict[str, list[list[Any]]]:
    """What the warehouse says to these queries, as JSON has it."""
    return {name: [list(row) for row in query(sql)] for name, sql in FIGURES.items()}
