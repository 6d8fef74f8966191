"""What is said after an erasure."""

from collections.abc import Iterator, Sequence

from ingest.erasing.erase import Erased

_WORDS = {
    "contacts": "contacts",
    "answers": "survey answers",
    "customer_states": "states of the customer",
    "rejected_rows": "rejected rows",
    "purchases": "purchases",
    "state": "calls and notes",
}


def told(done: Erased) -> Iterator[str]:
    """What was erased, whether anything is left, and what was not reached, a sentence each."""
    rows = ", ".join(f"{_WORDS[name]} {count:,}" for name, count in done.rows.items())
    if any(done.rows.values()):
        yield f"Erased: {rows}."
    else:
        kept = "" if done.has_changed else " Nothing was changed: look at how the id is written."
        yield f"No row named the customer.{kept}"
    if done.proof.found:
        yield f"These still name the customer: {'; '.join(done.proof.found)}."
        yield (
            "Texts of other customers may do so; a reader or a query at work may keep what it opened; events"
            " may wait to be loaded. Mend the texts in the exports and load them, end what is at work, load"
            " what waits; then erase again."
        )
    else:
        yield f"{done.proof.files:,} files of the warehouse were searched: none names the customer."
    yield "Not reached: exports, archived files, backups, logs, and what was downloaded."
    yield from _listed("These exports name the customer, and would bring them back", done.outside.naming)
    yield from _listed("These exports could not be read", done.outside.unread)


def _listed(what: str, files: Sequence[str]) -> Iterator[str]:
    if files:
        yield f"{what}: {', '.join(files)}."
