"""An answer from which no rows are missing that upkeep moved while it was found."""

from contextlib import suppress

import duckdb

from analytics.sandbox.answer import Answer, answer
from analytics.sandbox.job import Job
from analytics.sandbox.statement import checked
from warehouse.rearranging import undisturbed, was_rearranged_since


def whole_answer(connection: duckdb.DuckDBPyConnection, job: Job, version: int) -> Answer:
    """Run the job's query in the open transaction; in another one again if upkeep moved rows meanwhile.

    version: the newest when the warehouse was opened. Raises as `checked` and `answer` do.
    """

    def ask() -> Answer:
        return answer(connection, checked(connection, job.query), job.rows, job.size)

    # Its transaction begins when it is first asked, so it knows what was committed since. It then keeps the
    # catalogue open when the other one ends: behind the walls nobody could make its files anew.
    with connection.cursor() as beside:
        beside.begin()

        def ask_again() -> Answer:
            # An error may have ended it already.
            with suppress(duckdb.Error):
                connection.rollback()
            connection.begin()
            return ask()

        return undisturbed(ask, lambda: was_rearranged_since(beside, version), ask_again)
