"""The page in docs that says how often intervals hold the truth."""

from pathlib import Path

import polars as pl

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
_INTERVALS = "| subject | quantity |"
_ALARMS = "| what is named |"


def keep_intervals(subject: str, found: pl.DataFrame) -> None:
    """Writes the rows of a subject in place of those of its last run.

    found: name, estimate, truth and is_covered, a row per quantity and world.
    """
    error = pl.col("estimate") - pl.col("truth")
    by_quantity = found.group_by("name", maintain_order=True).agg(
        truth=pl.col("truth").mean(),
        bias=error.mean(),
        spread=pl.col("estimate").std(),
        worlds=pl.len(),
        covered=pl.col("is_covered").mean(),
    )
    lines = [
        f"| {subject} | {name} | {truth:.4f} | {bias:.4f} | {spread:.4f} | {worlds} | {100 * covered:.1f} % |"
        for name, truth, bias, spread, worlds, covered in by_quantity.iter_rows()
    ]
    together = found.select(pl.col("is_covered").mean()).item()
    lines.append(f"| {subject} | **together** |  |  |  | {found.height} | {100 * together:.1f} % |")
    _replace(_INTERVALS, subject, lines)


def keep_alarms(look: str, worlds: int, share: float) -> None:
    """Writes how often a look named something in place of what its last run gave."""
    _replace(_ALARMS, look, [f"| {look} | {worlds} | {100 * share:.1f} % |"])


def _replace(heading: str, first: str, lines: list[str]) -> None:
    """Rows of the table under a heading that begin with one cell; all are sorted by theirs."""
    page = PAGE.read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(page) if line.startswith(heading)) + 2
    end = next((number for number in range(begin, len(page)) if not page[number].startswith("|")), len(page))
    others = [line for line in page[begin:end] if _first(line) != first]
    page[begin:end] = sorted([*others, *lines], key=_first)
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")


def _first(line: str) -> str:
    return line.split("|")[1].strip()
