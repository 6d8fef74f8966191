"""Which column of an export is which of a record, by its name and by what stands in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ingest.onboarding.columns import Column
from ingest.onboarding.vocabulary import likeness, plain, translated, vocabulary
from warehouse.contract import HISTORIES, RECORD_KINDS, required_columns

# Below, a likeness is not taken for a meaning.
_LEAST = 0.5
# A time is known by what stands in it, whatever it is called.
_TIME_OF_ANY_NAME = 0.55
# Contacts and answers have a time, or are something else.
_WITHOUT_TIME = 0.5
_TIMES = ("is_time", "is_plain_time", "is_worded_time")
# More different values than these are no names of departments, channels or states.
_MOST_NAMES = 300
_MOST_CODES = 40
# Scores of a questionnaire are within; what lies beyond stands for no answer.
_MOST_SCORE = 100


@dataclass(frozen=True)
class Meaning:
    """A column of the record, where it is in the export, and how sure that is, from 0 to 1."""

    target: str
    column: Column
    score: float


def meanings(columns: Sequence[Column], kind: str) -> list[Meaning]:
    """The likeliest of each column, every one used once, in the order of the record's columns."""
    names: Mapping[str, Sequence[str]] = vocabulary()[kind]
    candidates = sorted(
        (
            Meaning(target, column, score)
            for target, aliases in names.items()
            for column in columns
            if (score := _score(kind, target, aliases, column)) >= _LEAST
        ),
        key=lambda meaning: -meaning.score,
    )
    found: dict[str, Meaning] = {}
    used: set[str] = set()
    for each in candidates:
        if each.target not in found and each.column.name not in used:
            found[each.target] = each
            used.add(each.column.name)
    return [found[target] for target in RECORD_KINDS[kind].columns() if target in found]


def items(columns: Sequence[Column]) -> Iterator[tuple[str, Column, Column | None]]:
    """The questions of a questionnaire with a column for each: item, its score, what was expected."""
    names, words = vocabulary()["items"], vocabulary()["expected"]["words"]
    scores = [column for column in columns if _is_score(column)]
    expected = [column for column in scores if any(word in plain(column.name) for word in words)]
    for item, aliases in names.items():
        given = _likest(aliases, [column for column in scores if column not in expected])
        if given is not None:
            yield item, given, _likest(aliases, expected)


def likely_kind(columns: Sequence[Column]) -> str:
    """The record kind whose columns are found most surely."""
    if list(items(columns)):
        return "answers"
    return max(RECORD_KINDS, key=lambda kind: _evidence(columns, kind))


def _evidence(columns: Sequence[Column], kind: str) -> float:
    """What is found of the kind, and most of all of what it cannot do without."""
    found = meanings(columns, kind)
    required = required_columns(kind)
    share = sum(each.score for each in found if each.target in required) / len(required)
    evidence = sum(each.score for each in found) + len(found) * share
    is_timeless = kind not in HISTORIES and not any(each.target.endswith("_at") for each in found)
    return evidence * (_WITHOUT_TIME if is_timeless else 1)


def _likest(aliases: Sequence[str], columns: Sequence[Column]) -> Column | None:
    best = max(columns, key=lambda column: likeness(column.name, aliases), default=None)
    return best if best is not None and likeness(best.name, aliases) >= _LEAST else None


def _is_score(column: Column) -> bool:
    return (
        column.is_mostly("is_plain_number") and column.highest is not None and column.highest <= _MOST_SCORE
    )


def _score(kind: str, target: str, aliases: Sequence[str], column: Column) -> float:
    if not column.values:
        return 0.0
    fits = _FITS.get((kind, target)) or _FITS.get((None, target)) or _is_text
    fit = fits(column)
    by_name = likeness(column.name, aliases)
    if target.endswith("_at") and fit:
        # Of two columns of times the one whose name says so.
        return max(by_name, _TIME_OF_ANY_NAME) * fit
    return by_name * fit


def is_time(column: Column) -> bool:
    """Whether it holds days or times, in whichever way."""
    return any(
        column.is_mostly(kind) for kind in (*_TIMES, "is_day_first", "is_month_first", "is_short_day")
    ) or column.is_mostly("is_time", "is_worded_time")


def _fits_time(column: Column) -> float:
    return float(is_time(column))


def _fits_amount(column: Column) -> float:
    return float(
        any(column.is_mostly(kind) for kind in ("is_number", "is_clock", "is_duration", "has_decimal_comma"))
    )


def _fits_flag(column: Column) -> float:
    return float(column.is_mostly("is_flag") or _codes("is_booked")(column) > 0)


def _fits_record_id(column: Column) -> float:
    """One that repeats may be the case of an update log."""
    if is_time(column):
        return 0.0
    return 1.0 if column.is_unique else 0.75


def _fits_customer(column: Column) -> float:
    is_amount = column.is_mostly("is_number") and any("." in value for value in column.values)
    return 0.0 if is_time(column) or is_amount or len(column.values) < 2 else 1.0


def _names(column: Column) -> float:
    is_few = len(column.values) <= _MOST_NAMES and not column.is_unique
    return 1.0 if is_few and not is_time(column) and not column.is_mostly("is_clock") else 0.0


def _codes(name: str) -> Callable[[Column], float]:
    """By the share of values whose meaning is known."""

    def fit(column: Column) -> float:
        if len(column.values) > _MOST_CODES:
            return 0.0
        known = translated(list(column.values), vocabulary()["codes"][name])
        return 0.7 + 0.3 * sum(column.values[value] for value in known) / column.filled if known else 0.0

    return fit


def _fits_outcome(column: Column) -> float:
    return max(_codes("outcome")(column), 0.85 if column.is_mostly("is_flag") else 0.0)


def _is_text(column: Column) -> float:
    return float(not is_time(column))


# Texts of which there are few.
_NAMED = (
    *("department", "channel", "stage", "segment", "reason", "item", "handed_to", "recovery_kind"),
    *("gender", "region", "team", "role"),
)
_FITS: Mapping[tuple[str | None, str], Callable[[Column], float]] = MappingProxyType(
    {
        ("contacts", "contact_id"): _fits_record_id,
        ("answers", "answer_id"): _fits_record_id,
        ("customers", "customer_id"): _fits_record_id,
        ("purchases", "purchase_id"): _fits_record_id,
        ("staff", "agent_id"): _fits_record_id,
        (None, "customer_id"): _fits_customer,
        (None, "survey_id"): _fits_customer,
        (None, "contact_id"): _fits_customer,
        **{
            (None, name): _fits_time
            for name in (
                *("occurred_at", "answered_at", "purchased_at", "appointment_at"),
                *("valid_from", "joined_on", "left_on", "born_on", "trained_on"),
            )
        },
        **{
            (None, name): _fits_amount
            for name in (
                *("wait_seconds", "promised_wait_seconds", "service_seconds", "recovery_seconds"),
                *("cost", "annual_value", "score", "weight", "amount"),
            )
        },
        **{(None, name): _fits_flag for name in ("is_booked", "is_complaint", "no_show", "asked_again")},
        **{
            (None, name): _codes(name)
            for name in (
                *("recovery", "contact_tier", "delivery_mode", "customer_type"),
                *("direction", "failure_origin", "respondent", "kind"),
            )
        },
        (None, "outcome"): _fits_outcome,
        **{(None, name): _names for name in _NAMED},
    }
)
