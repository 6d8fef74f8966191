"""The contacts behind figures on leaving, by the names that links call them."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from types import MappingProxyType

from analytics.leaving.causes import NAMED
from analytics.leaving.leavers import CAUSE_LABELS, names_cause
from analytics.leaving.paths import FAILURE, FAILURES, PATHS, STEPS
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

STEP_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        FAILURE: Words("실패", "Failed"),
        "complained": Words("불평함", "Complained"),
        "no_complaint": Words("불평하지 않음", "Did not complain"),
        "recovered": Words("회복됨", "Recovered"),
        "attempted": Words("회복 시도", "Recovery attempted"),
        "none": Words("회복 없음", "No recovery"),
        "unknown": Words("회복 여부 모름", "Recovery not known"),
        "stayed": Words("남음", "Stayed"),
        "left": Words("떠남", "Left"),
        "no_record": Words("기록 없음", "No record"),
    }
)


def of_cause(cause: str) -> str:
    """The name of the contacts of leavers who name a cause."""
    return f"leavers.{cause}"


def _leavers() -> Iterator[tuple[str, ContactsBehind]]:
    for cause in NAMED:
        label = CAUSE_LABELS[cause]
        yield (
            of_cause(cause),
            ContactsBehind(
                f"customer_id IN (SELECT customer_id FROM leavers WHERE {names_cause(cause)})",
                Words(
                    f"떠난 고객의 접점 (이유: {label.ko})",
                    f"Contacts of customers who left (reason: {label.en})",
                ),
            ),
        )


def _failures() -> Iterator[tuple[str, ContactsBehind]]:
    steps = [("failure", (FAILURE,)), *STEPS.items()]
    for (before, sources), (after, targets) in pairwise(steps):
        for source, target in product(sources, targets):
            came_from = "" if source == FAILURE else f"{before} = '{source}' AND "
            chosen = f"SELECT contact_id FROM ({PATHS}) WHERE {came_from}{after} = '{target}'"
            label = [STEP_LABELS[step] for step in (source, target)]
            yield (
                f"{FAILURES}.{source}.{target}",
                ContactsBehind(
                    f"contact_id IN ({chosen})",
                    Words(*(" → ".join(text) for text in zip(*label, strict=True))),
                ),
            )


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(dict([*_leavers(), *_failures()]))
