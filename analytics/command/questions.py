"""The verbs `questions list`, `show`, `index`, `dimensions`, `items`, `monitored` and `agreement`."""

from typing import Annotated, TypeAlias

import typer

from analytics.command.options import EVERYTHING, By, Config, Printed, Raw, names_in, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import Verb, settings_of

questions = typer.Typer(
    no_args_is_help=True, help="Sets of survey questions: their indices, and calls that monitors rated."
)
Name: TypeAlias = Annotated[
    str | None,
    typer.Argument(metavar="[SET]", help="As `questions list` calls it; else the first of your own."),
]
_GAP = ("gap", "gap_low", "gap_high", "gap_n")


@questions.command("list", cls=Verb)
def list_(printed: Printed = Format.table, config: Config = None) -> None:
    """The question sets: your own first, then those that the program knows."""
    import polars as pl

    from analytics.questions.sets import question_sets

    settings = settings_of(config)
    rows = [
        {
            "set": name,
            "name": found.label(name).text(settings.language),
            "method": found.method,
            "respondent": found.respondent,
            "dimensions": len(found.dimensions),
            "items": len(found.items),
            "is_own": name in settings.question_sets,
            "source": found.source,
        }
        for name, found in question_sets(settings).items()
    ]
    print_rows(pl.DataFrame(rows), printed, beside=("source",))


@questions.command(cls=Verb)
def show(name: Name = None, printed: Printed = Format.table, config: Config = None) -> None:
    """What a set asks, what each item weighs, where that is from, and what of it is not public."""
    from analytics.questions.sets import find_set, items_of, usual_set
    from analytics.questions.summary import made_words

    settings = settings_of(config)
    found = find_set(settings, name or usual_set(settings))
    said = (found.source, made_words(found).text(settings.language))
    not_public = found.not_public.ko if settings.language == "ko" else found.not_public.en
    for sentence in (*said, not_public):
        if sentence:
            tell(sentence)
    print_rows(items_of(found).select("dimension", "item", "worst", "best", "weight"), printed)


@questions.command(cls=Verb)
@over_a_view
def index(
    name: Name = None,
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The index of a set, from 0 to 100, with its interval; perceived less expected where both were asked."""
    _figures(name, by, view, printed, raw=raw, config=config, parts=("index",))


@questions.command(cls=Verb)
@over_a_view
def dimensions(
    name: Name = None,
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The dimensions of a set, as the index."""
    _figures(name, by, view, printed, raw=raw, config=config)


@questions.command(cls=Verb)
@over_a_view
def items(
    name: Name = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The items of a set: what they weigh, how they are answered, and which no answer has."""
    from analytics.questions.items import question_items
    from analytics.questions.sets import usual_set

    settings = settings_of(config)
    rows = asked(settings, question_items, name or usual_set(settings), view)
    print_rows(rows, printed, beside=("worst", "best"), raw=raw)


@questions.command(cls=Verb)
@over_a_view
def monitored(
    name: Name = None,
    by: By = "",
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What monitors give less what customers give, on the same contacts where there are enough."""
    from analytics.monitoring.gaps import monitored_gaps
    from analytics.questions.sets import usual_set
    from analytics.questions.summary import monitored_words

    settings = settings_of(config)
    rows = asked(settings, monitored_gaps, name or usual_set(settings), names_in(by), view)
    if not by:
        tell(monitored_words(rows).text(settings.language))
    print_rows(rows, printed, beside=("others",), raw=raw)


@questions.command(cls=Verb)
@over_a_view
def agreement(
    name: Name = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """How far monitors and customers agree on the same contacts: ICC, and kappa of grades."""
    from analytics.monitoring.agreement import monitored_agreement
    from analytics.questions.sets import usual_set

    settings = settings_of(config)
    rows = asked(settings, monitored_agreement, name or usual_set(settings), view)
    ends = [f"{part}{end}" for part in ("consistency", "kappa") for end in ("_low", "_high")]
    print_rows(rows, printed, beside=ends, raw=raw)


def _figures(
    name: str | None,
    by: str,
    view: View,
    printed: Format,
    *,
    raw: bool,
    config: Config,
    parts: tuple[str, ...] = (),
) -> None:
    import polars as pl

    from analytics.notes import NOT_IN_DATA
    from analytics.questions.index import question_index
    from analytics.questions.items import missing_items
    from analytics.questions.sets import usual_set
    from analytics.questions.summary import missing_words

    settings = settings_of(config)
    chosen = name or usual_set(settings)
    rows = asked(settings, question_index, chosen, names_in(by), view)
    if NOT_IN_DATA in rows["note"] and (missing := asked(settings, missing_items, chosen, view)):
        tell(missing_words(missing).text(settings.language))
    shown = rows.filter(pl.col("part").is_in(parts)).drop("part") if parts else rows
    has_gaps = shown["gap"].null_count() < shown.height
    print_rows(shown if has_gaps else shown.drop(_GAP), printed, beside=("gap_n",), raw=raw)
