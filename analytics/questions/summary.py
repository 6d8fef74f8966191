"""What is found about question sets and monitored contacts, in sentences."""

from collections.abc import Sequence

import polars as pl

from analytics.questions.sets import method_words
from warehouse.question_settings import QuestionSet
from warehouse.words import Words

EQUAL_WEIGHTS = Words("가중치는 모두 같습니다.", "All weigh alike.")
STATED_WEIGHTS = Words("가중치는 정해진 값입니다.", "Weights are stated ones.")
MADE = Words("지수: {method}. {weights}", "The index is {method}. {weights}")
ITEMS_MISSING = Words(
    "응답이 없는 문항: {items}. 이 문항이 있어야 지수를 냅니다.",
    "No answer has the item {items}: without it there is no index.",
)
HIGHER = Words(
    "모니터링 점수 {monitored}점, 고객 점수 {customers}점: 모니터링이 {gap}점({low} – {high}) 높습니다.",
    "Monitors give {monitored}, customers {customers}: monitors are {gap} points ({low} – {high}) higher.",
)
LOWER = Words(
    "모니터링 점수 {monitored}점, 고객 점수 {customers}점: 모니터링이 {gap}점({low} – {high}) 낮습니다.",
    "Monitors give {monitored}, customers {customers}: monitors are {gap} points ({low} – {high}) lower.",
)
ALIKE = Words(
    "모니터링 점수 {monitored}점, 고객 점수 {customers}점: 차이 {gap}점({low} – {high})은 우연일 수 "
    "있습니다.",
    "Monitors give {monitored}, customers {customers}: the difference of {gap} points ({low} – {high}) may "
    "be chance.",
)
NOT_MONITORED = Words(
    "모니터링 점수가 없습니다. respondent가 'monitor'인 응답이 있어야 하고, 고객도 같은 문항에 "
    "답해야 합니다.",
    "There is nothing to compare: it takes answers whose respondent is 'monitor', to items that customers "
    "answer too.",
)


def made_words(found: QuestionSet) -> Words:
    """How the index of a set is made, and whose choice its weights are."""
    method = method_words(found)
    weights = EQUAL_WEIGHTS if found.has_equal_weights else STATED_WEIGHTS
    return Words(
        MADE.ko.format(method=method.ko, weights=weights.ko),
        MADE.en.format(method=method.en, weights=weights.en),
    )


def missing_words(items: Sequence[str]) -> Words:
    """Which items no answer has."""
    listed = ", ".join(items)
    return Words(ITEMS_MISSING.ko.format(items=listed), ITEMS_MISSING.en.format(items=listed))


def monitored_words(whole: pl.DataFrame) -> Words:
    """Whether monitors rate higher than customers. whole: of `monitored_gaps` without dimensions."""
    row = whole.row(0, named=True)
    if row["gap"] is None:
        return NOT_MONITORED
    words = HIGHER if row["gap_low"] > 0 else LOWER if row["gap_high"] < 0 else ALIKE
    low, high, gap = row["gap_low"], row["gap_high"], row["gap"]
    if words is LOWER:
        low, high, gap = -high, -low, -gap
    places = {
        "monitored": row["monitored"],
        "customers": row["customers"],
        "gap": gap,
        "low": low,
        "high": high,
    }
    shown = {name: f"{value:.1f}".replace("-", "\N{MINUS SIGN}") for name, value in places.items()}
    return Words(words.ko.format(**shown), words.en.format(**shown))
