"""The list of calls and what came of it, in sentences and as rows."""

import polars as pl

from analytics.calls.helped import NO_CALLS, NO_MODEL, NOT_OVER, Helped
from analytics.notes import TOO_FEW
from warehouse.words import Words

_WHY_NOT = {
    NO_CALLS: Words("아직 통화한 고객이 없습니다.", "Nobody has been called yet."),
    NOT_OVER: Words(
        "통화한 뒤 30일이 아직 지나지 않아, 도움이 되었는지 말할 수 없습니다.",
        "30 days have not passed since the first calls: whether they helped cannot be told yet.",
    ),
    NO_MODEL: Words(
        "떠난 날의 기록이나 이탈 모형이 없어, 도움이 되었는지 말할 수 없습니다.",
        "Without records of leaving and a model of it, whether calls helped cannot be told.",
    ),
    TOO_FEW: Words(
        "통화한 고객이 너무 적어, 도움이 되었는지 말할 수 없습니다.",
        "Too few were called to tell whether it helped.",
    ),
}
_HELPED = Words(
    "통화한 고객은 위험이 같은 다른 고객보다 {difference}%p 더 남았습니다 (95 % 구간 {low} – {high}).",
    "Of those called {difference} points more stayed than of others of the same risk (95 % interval "
    "{low} – {high}).",
)
_HARMED = Words(
    "통화한 고객은 위험이 같은 다른 고객보다 덜 남았습니다: {difference}%p (95 % 구간 {low} – {high}).",
    "Of those called fewer stayed than of others of the same risk: {difference} points (95 % "
    "interval {low} – {high}).",
)
_UNCLEAR = Words(
    "통화한 고객이 위험이 같은 다른 고객보다 더 남았다고 할 수 없습니다: {difference}%p (95 % 구간 "
    "{low} – {high}).",
    "It is not clear that calls helped: {difference} points more stayed than of others of the same risk "
    "(95 % interval {low} – {high}).",
)
_RESTS_ON = Words(
    "통화한 {called}명 가운데 {stayed}, 통화하지 않은 {others}명 가운데 {others_stayed}가 통화한 주 "
    "뒤 30일을 "
    "넘겼습니다.",
    "{stayed} of {called} called and {others_stayed} of {others} others stayed through the 30 days after the "
    "week of the call.",
)


def helped_sentences(found: Helped) -> tuple[Words, ...]:
    """Whether calls helped, and what that rests on; else why it cannot be told."""
    if found.note is not None:
        return (_WHY_NOT[found.note],)
    assert found.low is not None and found.high is not None
    words = _HELPED if found.low > 0 else _HARMED if found.high < 0 else _UNCLEAR
    points = {name: f"{100 * getattr(found, name):+.1f}" for name in ("difference", "low", "high")}
    shares = {name: f"{100 * getattr(found, name):.1f} %" for name in ("stayed", "others_stayed")}
    sizes = {"called": f"{found.called:,}", "others": f"{found.others:,}"}
    return (
        Words(*(text.format(**points) for text in words)),
        Words(*(text.format(**shares, **sizes) for text in _RESTS_ON)),
    )


def helped_rows(found: Helped) -> pl.DataFrame:
    """The same as a row."""
    return pl.DataFrame([vars(found)], schema_overrides={"note": pl.String()})
