"""The verbs `comments` and `words`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell
from warehouse.words import Words

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from warehouse.settings import Settings

# A table has room for what was written, and by which contact; the other formats have all.
_BESIDE_COMMENTS = ("item", "band", "contact_tier", "reason", "customer_id")
_BESIDE_WORDS = (
    *("term", "low_share_low", "low_share_high", "high_share_low", "high_share_high"),
    *("value", "low_end", "high_end", "z", "p"),
)

_TOO_FEW = Words(
    "낮은 점수 의견 {low}건, 높은 점수 의견 {high}건. 양쪽에 {least}건씩 필요합니다.",
    "{low} comments with a low score and {high} with a high one; {least} of each are needed.",
)


class Scores(StrEnum):
    """Satisfaction of 1 or 2, of 3, of 4 or 5."""

    low = "low"
    middle = "middle"
    high = "high"


@over_a_view
def comments(
    search: Annotated[
        str,
        typer.Option(help='Only those with all of these words, in any inflection; "in quotes" as written.'),
    ] = "",
    scores: Annotated[Scores | None, typer.Option(help="Only those with such satisfaction.")] = None,
    lowest_first: Annotated[
        bool, typer.Option("--lowest-first", help="Lowest satisfaction first; else the newest.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What customers wrote, with score, department, channel and contact."""
    rows = asked(settings_of(config), _found, search, scores and scores.value, lowest_first, view)
    print_rows(rows, printed, beside=_BESIDE_COMMENTS, raw=raw)


@over_a_view
def words(
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Words that go with low scores and with high ones: those of the lowest first."""
    from analytics.voice.low_scores import words_of_scores

    settings = settings_of(config)
    found = asked(settings, words_of_scores, view)
    print_rows(found.words, printed, beside=_BESIDE_WORDS, raw=raw)
    if found.note:
        least = settings.definitions.small_n
        tell(_TOO_FEW.text(settings.language, low=found.low, high=found.high, least=least))


def _found(
    connection: "duckdb.DuckDBPyConnection",
    settings: "Settings",
    search: str,
    band: str | None,
    lowest_first: bool,
    view: View,
) -> "pl.DataFrame":
    from analytics.voice.search import found_comments

    return found_comments(connection, settings, search, band, lowest_first, view)
