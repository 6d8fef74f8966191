"""Whose contacts are looked at: everybody's, or, where there are more than figures need, those of a sample of
customers, drawn by a hash of their ids: with all that each lived through, and the same for every question.
Where what customers lived through does not matter, contacts are drawn by their own ids."""

from collections.abc import Callable
from datetime import date

import duckdb
import polars as pl

from analytics.stored import read_stored
from warehouse.words import Language, Words

EVERYBODY = 1000
SAMPLED = Words(
    "접점이 {most}건을 넘어, 고객 번호의 해시로 뽑은 고객 {share}의 것만 봅니다. 수와 구간은 그 "
    "고객들의 것입니다.",
    "Of more than {most} contacts those of {share} of customers are looked at, drawn by a hash of their ids: "
    "numbers and intervals are of these.",
)
ANSWERS_SAMPLED = Words(
    "응답이 {most}건을 넘어, 고객 번호의 해시로 뽑은 고객 {share}와 접점 번호의 해시로 뽑은 접점 {share}만 "
    "봅니다. 수와 구간은 그것들의 것입니다.",
    "Of more than {most} answers those of {share} of customers, and about {share} of contacts, are looked "
    "at, drawn by a hash of their ids: numbers and intervals are of these.",
)
_CONTACTS = """
SELECT sum(known_customer_contacts)::BIGINT AS contacts
FROM contact_daily
WHERE day BETWEEN $first::DATE AND $last::DATE
"""


def per_mille_looked_at(
    connection: duckdb.DuckDBPyConnection,
    days: tuple[date, date],
    most: int,
    count_picked: Callable[[], int] | None = None,
) -> int:
    """Of how many in 1,000 customers about so many contacts of the days are; 1,000 where there are no more.

    count_picked: says how many contacts there are to look at, where these are not all of the days.
    """
    found = read_stored(connection, _CONTACTS, {"first": days[0], "last": days[1]}, {"contacts": pl.Int64()})
    contacts = int(found.item() or 0) if found.height else 0
    if contacts > most and count_picked is not None:
        contacts = count_picked()
    return per_mille_of(contacts, most)


def per_mille_of(count: int, most: int) -> int:
    """Of how many in 1,000 about so many are looked at."""
    return EVERYBODY if count <= most else max(1, round(EVERYBODY * most / count))


def sampled(per_mille: int, by: str = "customer_id") -> str:
    """The condition on a contact that its customer, or what else it is drawn by, is one of them."""
    return drawn(per_mille, EVERYBODY, by)


def drawn(some: int, of: int, by: str = "customer_id") -> str:
    """The condition on a row that its customer, or what else it is drawn by, is among so many of so many."""
    return "true" if some >= of else f"hash({by}) <= {highest_hash(some, of)}::UBIGINT"


def highest_hash(some: int, of: int) -> int:
    """Customers whose id has a hash up to this are so many of so many: as by lot, the same every time.

    Compared with a constant, it is told while files are read; a remainder would be later.
    """
    return (2**64 - 1) * some // of


def said_of_sample(per_mille: int, most: int, language: Language, words: Words = SAMPLED) -> list[str]:
    """The sentence about whose contacts are looked at; none where they are all."""
    if per_mille >= EVERYBODY:
        return []
    return [words.text(language, most=f"{most:,}", share=show_per_mille(per_mille))]


def show_per_mille(per_mille: int) -> str:
    """As a percentage to a tenth."""
    return f"{per_mille / 10:.1f} %"
