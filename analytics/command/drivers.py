"""The verbs `drivers`, `whatif` and `atrisk`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of
from warehouse.words import Words

if TYPE_CHECKING:
    from warehouse.settings import Settings

Leaving: TypeAlias = Annotated[
    str | None,
    typer.Option("--definition", help="How leaving is known: records or inactivity; else as the data allow."),
]


@over_a_view
def drivers(
    shares: Annotated[
        bool, typer.Option("--shares", help="How much of the leaving goes with each, instead of odds ratios.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="The model in months that it has not seen, and the leak alarm.")
    ] = False,
    definition: Leaving = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What goes with leaving in the month after: odds ratios, or shares of the leaving, with intervals."""
    from analytics.drivers.importance import importance_of
    from analytics.drivers.model import driver_model
    from analytics.drivers.summary import summary

    if check and shares:
        raise typer.BadParameter("--check and --shares print different rows: give one of them.")
    settings = settings_of(config)
    if check:
        _check(settings, view, definition, printed)
        return
    model = asked(settings, driver_model, view, definition)
    importance = importance_of(model)
    _tell((*summary(model, importance), *(model.notes if model.fitted else ())), settings)
    tested = model.drivers.select(factor="driver", p_holm="p_holm")
    levels = model.levels.drop("values", "label_ko", "label_en").join(
        tested, on="factor", how="left", maintain_order="left"
    )
    print_rows(
        importance if shares else levels, printed, beside=("is_driver", "is_reference", "p", "note"), raw=raw
    )


@over_a_view
def whatif(
    cap: Annotated[
        list[str],
        typer.Option(help="The highest level allowed: over_promise=1, or =up_to_5_min; may be repeated."),
    ],
    definition: Leaving = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """Leaving per month now, and with drivers capped, if the adjustments suffice."""
    from analytics.drivers.model import driver_model
    from analytics.drivers.summary import adjusted_for, what_if_sentence
    from analytics.drivers.whatif import check_caps, read_cap, what_if_of, what_if_rows

    settings = settings_of(config)
    caps = tuple(read_cap(text) for text in cap)
    check_caps(caps)
    model = asked(settings, driver_model, view, definition)
    answer = what_if_of(model, caps, settings)
    sentence = what_if_sentence(answer)
    _tell([*answer.notes, *([sentence, adjusted_for(model)] if sentence else [])], settings)
    print_rows(what_if_rows(answer), printed, raw=raw)


@over_a_view
def atrisk(
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many customers.")] = 50,
    is_before_complaint: Annotated[
        bool, typer.Option("--before-complaint", help="Without those who complained since the month before.")
    ] = False,
    definition: Leaving = None,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """The customers likeliest to leave in the coming month, and what speaks for it."""
    from analytics.drivers.at_risk import Complained, customers_at_risk

    settings = settings_of(config)
    complained: Complained = "left_out" if is_before_complaint else "marked"
    found = asked(settings, customers_at_risk, limit, view, definition, complained)
    _tell(found.notes, settings)
    other = "en" if settings.language == "ko" else "ko"
    customers = found.customers.drop(f"reasons_{other}").rename({f"reasons_{settings.language}": "reasons"})
    print_rows(
        customers, printed, beside=("segment", "tenure", "last_contact_local", "annual_value"), raw=raw
    )


def _check(settings: "Settings", view: View, definition: str | None, printed: Format) -> None:
    from analytics.drivers.checks import check_rows, check_sentences
    from analytics.drivers.leak import leak_check
    from analytics.drivers.validation import validation

    checked, leak = asked(
        settings,
        lambda reader, settings: (
            validation(reader, settings, view, definition),
            leak_check(reader, settings, view, definition),
        ),
    )
    _tell(check_sentences(checked, leak), settings)
    print_rows(check_rows(checked, leak), printed, beside=("check",))


def _tell(sentences: Iterable[Words], settings: "Settings") -> None:
    """Beside the rows, so that these can be read by a program."""
    for sentence in sentences:
        tell(sentence.text(settings.language))
