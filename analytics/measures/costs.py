"""What contacts cost."""

import polars as pl

from analytics.estimators import mean_of_sums, ratio
from analytics.measures import behind
from analytics.measures.measure import Measure
from analytics.measures.methods import STUDENT_OF_CONTACTS, STUDENT_SOURCE
from analytics.reading import Counts
from warehouse.words import Words

_NEEDS = Words("비용(cost)이 적힌 접점", "contacts that say their cost (cost)")
_COUNTS = Counts(
    "contact_facts",
    {
        "contacts": "count(cost)",
        "resolved": "count_if(outcome = 'resolved')::BIGINT",
        "cost": "sum(cost)::DOUBLE",
        "squares": "sum(cost ** 2)::DOUBLE",
        "of_resolved": "coalesce(sum(cost) FILTER (outcome = 'resolved'), 0)::DOUBLE",
    },
    where="cost IS NOT NULL",
    present_in=("contact_facts",),
    instant="occurred_local",
    adds_up=True,
)

COST_PER_CONTACT = Measure(
    name="cost_per_contact",
    label=Words("접점당 비용", "Cost per contact"),
    meaning=Words(
        "비용이 적힌 접점 한 건의 평균 비용입니다.", "The mean cost of the contacts that say theirs."
    ),
    formula=Words("비용의 합 ÷ 비용이 적힌 접점", "sum of costs ÷ contacts that say their cost"),
    unit="money",
    direction="lower",
    needs=_NEEDS,
    interval=STUDENT_OF_CONTACTS,
    source=STUDENT_SOURCE,
    contacts_behind=behind.WITH_COST,
    counts=_COUNTS,
    estimate=mean_of_sums(pl.col("cost"), pl.col("squares"), pl.col("contacts")),
)

COST_PER_RESOLVED = Measure(
    name="cost_per_resolved",
    label=Words("해결 한 건의 비용", "Cost per resolved contact"),
    meaning=Words(
        "해결된 접점 한 건을 얻기까지 든 비용입니다. 해결되지 않은 접점의 비용도 들어 있습니다.",
        "What it takes to get one contact resolved: the cost of those that were not resolved is in it too.",
    ),
    formula=Words(
        "비용의 합 ÷ 비용이 적힌 해결된 접점", "sum of costs ÷ resolved contacts that say their cost"
    ),
    unit="money",
    direction="lower",
    needs=_NEEDS,
    interval=Words(
        "두 합의 비의 스튜던트 t 구간(테일러 전개), 95 %. 각 접점이 서로 독립이라고 봅니다.",
        "Student's t interval of a ratio of sums (Taylor), 95 %. Takes the contacts as independent of each "
        "other.",
    ),
    source="Cochran (1977), Sampling Techniques, 6.4",
    contacts_behind=behind.WITH_COST,
    counts=_COUNTS,
    estimate=ratio("cost", "resolved", "squares", "resolved", "of_resolved", "contacts"),
)

MEASURES = (COST_PER_CONTACT, COST_PER_RESOLVED)
