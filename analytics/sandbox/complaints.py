"""What the database complains of, as errors that a person can mend and that tell no paths."""

import re

from analytics.sandbox.job import Job
from warehouse.errors import QueryError

_HINT = re.compile(r"Candidate |Did you mean|Try |Hint|You might ")
# What the database says of spilling; memory and spilled files are one kind of error to it.
_SPILLED = "max_temp_directory_size"


def explained(error: Exception, job: Job) -> QueryError:
    """The database's complaint in one line, its hint as the way out."""
    complaint = " ".join(str(error).split("\n\nLINE ")[0].split())
    if isinstance(error, MemoryError) or "Out of Memory Error" in complaint or "bad_alloc" in complaint:
        return _too_much_spilled(job) if _SPILLED in complaint else too_much_memory(job.memory)
    if complaint.startswith(("IO Error", "Permission Error", "Invalid Error")):
        return QueryError(
            "The database could not read what the query needs.",
            "Look whether the warehouse's files are all there (docs/operations.md).",
        )
    if complaint.startswith(("INTERNAL Error", "FATAL Error")):
        return QueryError("The database failed at this query.", "Ask it another way.")
    for words, folder in job.folders.items():
        complaint = complaint.replace(str(folder), words)
    hint = _HINT.search(complaint)
    if hint is None:
        return QueryError(_sentence(complaint), "Mend the SQL; DESCRIBE shows the columns of a table.")
    return QueryError(_sentence(complaint[: hint.start()]), complaint[hint.start() :])


def too_much_memory(memory: int) -> QueryError:
    """A query that needs more than query.memory, in bytes."""
    return QueryError(
        f"The query needs more memory than {memory / 1e6:,.0f} MB.",
        "Ask for less at once, or raise query.memory in touchpoints.toml.",
    )


def _too_much_spilled(job: Job) -> QueryError:
    return QueryError(
        f"The query needs more than {job.spill / 1e6:,.0f} MB on disk.",
        "Ask for less at once, or raise query.spill in touchpoints.toml.",
    )


def _sentence(text: str) -> str:
    return text.strip().rstrip(".!") + "."
