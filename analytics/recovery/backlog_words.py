"""What the backlog counts as open, in sentences: what is on record and what is assumed."""

import polars as pl

from analytics.recovery.backlog import Backlog
from warehouse.words import Words

_BY_RULE = Words(
    "열림: 회복된 날까지, 회복이 없으면 실패 뒤 {days}일까지. 회복은 기록이고, {days}일 뒤 포기로 보는 "
    "것은 설정"
    "(definitions.failure_given_up_days)의 규칙입니다.",
    "Open: until the day of its recovery, without one until {days} days after the failure. Recoveries are on "
    "record; that the rest is given up then is the rule of the settings (definitions.failure_given_up_days).",
)
_WITHOUT_RULE = Words(
    "열림: 회복된 날까지. 언제 포기한 것으로 볼지 정하지 않았으므로(definitions.failure_given_up_days) "
    "회복이 "
    "적히지 않은 실패는 모두 열려 있습니다.",
    "Open: until the day of its recovery. No rule says when a failure is given up "
    "(definitions.failure_given_up_days), so every failure without a recovery on record is open.",
)
_STILL_OPEN = Words(
    "마지막 날 열린 {all}건: 회복을 시도한 {attempted}건, 아무것도 하지 않은 {none}건, 그 뒤 회복된 "
    "{recovered}건.",
    "Open when the last day ends: {all}, of which {attempted} with recovery attempted, {none} with nothing "
    "done, "
    "{recovered} recovered later.",
)
_UNKNOWN = Words(
    "무엇을 했는지(recovery) 적히지 않은 실패 {unknown}건은 열린 것으로 세지 않습니다.",
    "{unknown} failures that do not say what was done about them (recovery) are not counted as open.",
)
_NOT_KNOWN = Words(
    "실패에 무엇을 했는지(recovery) 적혀 있지 않아 열린 실패를 헤아릴 수 없습니다.",
    "No failure says what was done about it (recovery), so it cannot be told how many are open.",
)


def backlog_words(found: Backlog) -> tuple[Words, ...]:
    """The rule, what is open at the end, and what is left out; or that nothing can be told."""
    if not found.is_known:
        return (_NOT_KNOWN,)
    states = {state: found.still_open.get(state, 0) for state in ("none", "attempted", "recovered")}
    shown = {name: f"{count:,}" for name, count in (states | {"all": sum(states.values())}).items()}
    unknown = int(found.periods.select(pl.col("unknown").sum()).item())
    return (
        _filled(_WITHOUT_RULE if found.given_up_days is None else _BY_RULE, days=found.given_up_days),
        _filled(_STILL_OPEN, **shown),
        *([_filled(_UNKNOWN, unknown=f"{unknown:,}")] if unknown else []),
    )


def _filled(words: Words, **values: object) -> Words:
    return Words(*(text.format(**values) for text in words))
