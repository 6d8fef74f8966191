"""How many of the answers figures are made from."""

import duckdb

from analytics.customer_sample import ANSWERS_SAMPLED, per_mille_of, said_of_sample
from analytics.loyalty.items import Item
from analytics.reading import Counts, read_counts, sums
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Language

# With so many a share is known to a third of a percentage point; more would only take longer.
MOST_ANSWERS = 100_000


def answers_looked_at(
    connection: duckdb.DuckDBPyConnection, settings: Settings, item: Item, view: View
) -> int:
    """Of how many in 1,000 customers, or contacts, the answers to the item in the view are looked at."""
    counts = Counts("answer_daily", sums("answers"), where=f"item = '{item.name}'")
    found = read_counts(connection, settings, counts, {}, view)
    answers = found["answers"].sum() if found.height else 0
    return per_mille_of(int(answers or 0), MOST_ANSWERS)


def said_of_answers(per_mille: int, language: Language) -> list[str]:
    """The sentence about whose answers are looked at; none where they are all."""
    return said_of_sample(per_mille, MOST_ANSWERS, language, ANSWERS_SAMPLED)
