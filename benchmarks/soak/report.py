"""What is said at the end."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from benchmarks.soak.checking import Checked
from benchmarks.soak.seen import Seen
from benchmarks.soak.sending import FILE_ROWS

_ERRORS_TOLD = 5


def report(seen: Seen, checked: Checked, troubles: Sequence[str], seconds: float) -> dict[str, Any]:
    """All of it as JSON has it."""
    return {
        "seconds": round(seconds),
        "acknowledged": len(seen.acknowledged),
        "acknowledged_per_second": round(len(seen.acknowledged) / seconds),
        "sent_again": seen.counts["sent_again"],
        "kafka_messages": seen.counts["kafka"],
        "file_rows": seen.counts["files"] * FILE_ROWS,
        **checked._asdict(),
        "server_kills": seen.counts["kills"],
        "reads": seen.counts["reads"],
        "read_again": seen.counts["read_again"],
        "inconsistent_reads": seen.counts["inconsistent_reads"],
        "pages": seen.counts["pages"],
        "errors": [*seen.errors, *troubles][:_ERRORS_TOLD],
        "answer_ms": _quantiles([1000 * seconds for seconds in seen.answer_seconds]),
        "seen_seconds": _quantiles(seen.seen_seconds),
        "memory_mb": {name: _in_thirds(values) for name, values in seen.memory_mb.items()},
    }


def _quantiles(values: list[float]) -> dict[str, float]:
    """The middle, the twentieth from the top, and the top."""
    ordered = sorted(values)
    if not ordered:
        return {}
    places = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(ordered[int(part * (len(ordered) - 1))], 1) for name, part in places.items()}


def _in_thirds(values: list[int]) -> list[float]:
    """The median of each third of the time: they are alike where nothing grows."""
    third = len(values) // 3
    return [median(values[place * third : (place + 1) * third]) for place in range(3)] if third else []
