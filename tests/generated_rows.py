"""Rows of calls made by chance, good ones and bad ones, with what a plain reading makes of them."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence

Row = tuple[str, ...]
# A row, and the one rule that it breaks, if any.
Judged = tuple[Row, str | None]
Contact = tuple[object, ...]

# Every encoding has these, and no format takes one away.
_LETTERS = "aZ09,;.'\"<>&|\\/=+-@#%{}[]()대출상담"
# In which place what breaks the rule.
_BROKEN: Mapping[str, tuple[int, Sequence[str]]] = {
    "occurred_at.type": (2, ["2026-02-30", "5/6/7/8", "soon", "20260105 99"]),
    "department.missing": (3, [""]),
    "wait_seconds.type": (5, ["1,5", "1.2.3", "five", "0x", "1 2", "--5"]),
    "wait_seconds.range": (5, ["-1", "1e999", "nan", "-inf"]),
    "outcome.allowed": (6, ["DONE", "resolved!", "0"]),
}


def rows_of(draws: random.Random, count: int) -> list[Judged]:
    """So many rows."""
    return [_row(draws, number) for number in range(count)]


def contacts_of(rows: Sequence[Judged]) -> Counter[Contact]:
    """Customer, department, channel, wait in seconds and outcome of the good ones."""
    return Counter(
        (row[1] or None, row[3], row[4], float(row[5]) if row[5] else None, row[6])
        for row, rule in rows
        if rule is None
    )


def rules_of(rows: Sequence[Judged]) -> Counter[str]:
    """How many break each rule."""
    return Counter(rule for _, rule in rows if rule is not None)


def _row(draws: random.Random, number: int) -> Judged:
    words = ["".join(draws.choices(_LETTERS, k=draws.randint(1, 6))) for _ in range(draws.randint(1, 3))]
    row = [
        f"r{number}",
        draws.choice(["", "k1", "k2"]),
        draws.choice(["2026-01-05 10:00:00", "2026-01-05T10:00:00Z", "2026-01-05"]),
        " ".join(words),
        draws.choice(["phone", "web"]),
        draws.choice(["", "0", "5", "1.5", "12345678", "1e3"]),
        draws.choice(["resolved", "failed"]),
    ]
    rule = draws.choice([None, None, *_BROKEN])
    if rule is not None:
        place, values = _BROKEN[rule]
        row[place] = draws.choice(values)
    return tuple(row), rule
