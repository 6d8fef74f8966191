"""Loyalty by score and what goes with scores, in plain sentences that fit their intervals."""

from analytics.loyalty.answer_drivers import AnswerDrivers
from analytics.loyalty.by_score import Loyalty
from analytics.loyalty.experience import DRIVERS
from analytics.loyalty.satisfaction_drivers import SatisfactionDrivers
from analytics.notes import NOTES
from analytics.statistics.common import Interval
from warehouse.words import Words

MOST_NAMED = 3
_CLEAR = Words("차이가 뚜렷합니다:", "a clear difference,")
_NOT_CLEAR = Words("차이가 뚜렷하지 않습니다:", "no clear difference,")
ADJUSTED_FOR = Words(
    "부서와 접촉도, 고객 구분, 이용 기간을 맞추어 견주었습니다. 응답한 고객만 봅니다.",
    "Adjusted for department and tier, segment and tenure. Only customers who answered are looked at.",
)
ADJUSTED_DRIVERS = Words(
    "부서·접촉도·채널, 고객 구분, 이용 기간과 서로를 맞춘 값입니다. 응답한 접점만 봅니다.",
    "Adjusted for department, tier and channel, segment, tenure and each other. Only rated contacts are"
    " looked at.",
)


def contrast_sentence(found: Loyalty) -> Words:
    """The outcome of good against bad scores."""
    item = found.item
    if found.contrast is None:
        why = NOTES[found.note or "too_few"]
        return Words(
            f"{found.outcome.label.ko}: 점수에 따라 견줄 수 없습니다 ({why.ko}).",
            f"{found.outcome.label.en}: cannot be compared by score ({why.en[0].lower()}{why.en[1:]}).",
        )
    good, bad = percent(found.contrast.treated), percent(found.contrast.untreated)
    difference = points(found.contrast.difference)
    verdict = _CLEAR if is_clear(found.contrast.difference) else _NOT_CLEAR
    name, did = item.name.upper(), found.outcome.did
    return Words(
        f"{name} {item.high}–{item.highest}점 고객은 {good}, {item.lowest}–{item.low}점 고객은 {bad}가"
        f" {did.ko}, {verdict.ko} {difference}%p.",
        f"{good} of customers with {name} {item.high}–{item.highest} and {bad} of those with"
        f" {item.lowest}–{item.low} {did.en}: {verdict.en} {difference} points.",
    )


def bend_sentence(found: Loyalty) -> Words:
    """Where the line bends, and how steep it is on both sides; or that it does not, beyond chance."""
    if found.bend is None:
        return Words(
            "점수가 적어 꺾이는 곳을 따질 수 없습니다.", "Too few scores to tell whether the line bends."
        )
    if not found.is_bent:
        return Words(
            "점수를 따라 그은 선이 우연을 넘어 꺾이지는 않습니다.",
            "The line through the scores does not bend beyond chance.",
        )
    bend, place = found.bend, found.bend.place
    where = f"{place.value:.1f} ({place.low:.1f} – {place.high:.1f})"
    before, behind = points(bend.before), points(bend.behind)
    zone = _zone(bend.before, bend.behind)
    return Words(
        f"선이 {where}점에서 꺾입니다: 그 아래는 1점에 {before}%p, 위는 {behind}%p.{zone.ko}",
        f"The line bends at {where}: {before} points per point of the score below, {behind} above.{zone.en}",
    )


def drivers_sentence(found: SatisfactionDrivers) -> Words:
    """What goes most with the score, and how much of the scores' spread all of it explains."""
    if found.fitted is None or found.explained is None:
        why = NOTES[found.note or "too_few"]
        return Words(
            f"점수와 함께 나타나는 것을 볼 수 없습니다 ({why.ko}).",
            f"What goes with the score cannot be told ({why.en[0].lower()}{why.en[1:]}).",
        )
    rows = found.shares.drop_nulls("share").head(MOST_NAMED).rows(named=True)
    named = [(DRIVERS[row["driver"]].label, f"{100 * row['share']:.0f} %") for row in rows]
    korean = ", ".join(f"{label.ko} {share}" for label, share in named)
    english = ", ".join(f"{label.en.lower()} {share}" for label, share in named)
    whole = f"{100 * found.explained.value:.0f} %"
    return Words(
        f"점수와 가장 함께 나타남: {korean}. 몫은 요인들이 설명하는 점수 차이({whole}) 안의 몫입니다.",
        f"Goes most with the score: {english}. All drivers explain {whole} of how scores differ; shares are"
        " of that.",
    )


def among_sentence(found: AnswerDrivers) -> Words:
    """How much the items explain together, and of how many questionnaires."""
    if found.explained is None:
        why = NOTES[found.note or "too_few"]
        return Words(
            f"문항을 함께 견줄 수 없습니다 ({why.ko}).",
            f"The items cannot be weighed ({why.en[0].lower()}{why.en[1:]}).",
        )
    value, low, high = (f"{100 * end:.0f}" for end in found.explained)
    n = found.items.drop_nulls("share").height
    return Words(
        f"문항 {n}개가 점수 차이의 {value} % ({low} – {high})를 설명합니다. 모두 답한 설문 {found.n:,}건.",
        f"{n} items explain {value} % ({low} – {high}) of how scores differ, of {found.n:,} questionnaires"
        " that answer all.",
    )


def is_clear(difference: Interval) -> bool:
    """Whether the interval excludes 0."""
    return difference.low > 0 or difference.high < 0


def percent(share: Interval) -> str:
    """A share with one decimal."""
    return f"{100 * share.value:.1f} %"


def points(difference: Interval) -> str:
    """A difference of shares in points, with its interval."""
    value, low, high = (f"{100 * end:+.1f}".replace("-", "−") for end in difference)
    return f"{value} ({low} – {high})"


def _zone(before: Interval, behind: Interval) -> Words:
    """Flat is a side whose interval holds 0 while the other's does not."""
    if is_clear(before) and not is_clear(behind):
        return Words(
            " 그 위로는 뚜렷한 차이가 없습니다(무차별 구역).",
            " Above it nothing clear changes (a zone of indifference).",
        )
    if is_clear(behind) and not is_clear(before):
        return Words(
            " 그 아래로는 뚜렷한 차이가 없고(무차별 구역), 위에서 달라집니다(애착 구역).",
            " Below it nothing clear changes (a zone of indifference), above it does (a zone of affection).",
        )
    return Words("", "")
