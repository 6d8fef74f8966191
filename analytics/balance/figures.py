"""The figures by which each side is judged, which way is better, and which contacts are behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from analytics.measures.measure import Unit
from warehouse.settings import Settings
from warehouse.words import Words

Side = Literal["company", "staff", "customer"]
SIDES: tuple[Side, ...] = ("company", "staff", "customer")
SIDE_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "company": Words("회사: 효율", "Company: efficiency"),
        "staff": Words("직원: 부하와 자율", "Staff: load and autonomy"),
        "customer": Words("고객: 만족과 통제감", "Customers: satisfaction and control"),
    }
)
EFFECTIVENESS = Words("기관: 효과", "Organisation: effectiveness")
SATISFACTION, FELT_LOAD = "staff.satisfaction", "staff.load"
CSAT = "csat"


@dataclass(frozen=True)
class SideFigure:
    """A figure of a side. sign: 1 where more is better for that side, else -1. behind: the name of the
    list of its contacts. item: of the survey, of a figure that is the mean of its answers. n: what it is out
    of."""

    name: str
    side: Side
    sign: Literal[1, -1]
    unit: Unit
    label: Words
    meaning: Words
    needs: Words
    n: Words
    behind: str
    item: str = ""


_CONTACTS, _ANSWERS = Words("접점", "contacts"), Words("응답", "answers")
_AGENT_DAYS, _AGENTS = Words("직원-일", "agent-days"), Words("직원", "agents")
COST = SideFigure(
    "cost_per_resolved",
    "company",
    -1,
    "money",
    Words("해결된 접점 하나의 비용", "Cost per resolved contact"),
    Words("비용의 합 ÷ 해결된 접점", "sum of costs ÷ resolved contacts, of contacts that say their cost"),
    Words("비용(cost)이 적힌 접점", "contacts that say their cost (cost)"),
    _CONTACTS,
    "balance.cost",
)
PACE = SideFigure(
    "contacts_per_busy_hour",
    "company",
    1,
    "score",
    Words("응대 한 시간의 접점", "Contacts per busy hour"),
    Words("직원이 응대한 접점 ÷ 응대 시간", "contacts that staff served ÷ hours that serving them took"),
    Words(
        "담당자(agent_id)와 응대 시간(service_seconds)이 적힌 접점", "contacts with agent_id, service_seconds"
    ),
    _CONTACTS,
    "balance.served",
)
RESOLVED = SideFigure(
    "resolved",
    "company",
    1,
    "share",
    Words("해결된 접점의 비율", "Contacts resolved"),
    Words("해결된 접점 ÷ 포기하지 않은 접점", "resolved contacts ÷ contacts that were not given up"),
    Words("접점", "contacts"),
    _CONTACTS,
    "balance.unresolved",
)
SETTLED = SideFigure(
    "settled",
    "company",
    1,
    "share",
    Words("한 번에 끝난 접점의 비율", "Contacts that settled the matter"),
    Words(
        "해결되고 고객이 다시 찾지 않은 접점 ÷ 고객을 아는 접점",
        "resolved contacts whose customer did not come back within the days of a first contact ÷ contacts of "
        "known customers",
    ),
    Words("고객을 아는 접점(customer_id)", "contacts of known customers (customer_id)"),
    _CONTACTS,
    "balance.unsettled",
)
BUSY = SideFigure(
    "busy_hours_per_day",
    "staff",
    -1,
    "score",
    Words("하루 응대 시간", "Busy hours per agent-day"),
    Words("응대 시간 ÷ 직원이 일한 날", "hours in service ÷ days on which an agent served two or more"),
    PACE.needs,
    _AGENT_DAYS,
    "balance.served",
)
OCCUPANCY = SideFigure(
    "occupancy",
    "staff",
    -1,
    "share",
    Words("점유율", "Occupancy"),
    Words(
        "응대 시간 ÷ 자리에 있던 시간(하루의 첫 접점부터 마지막 접점까지)",
        "time in service ÷ time there, from the first to the last contact of a day",
    ),
    PACE.needs,
    _AGENT_DAYS,
    "balance.served",
)
OWN = SideFigure(
    "staff_satisfaction",
    "staff",
    1,
    "score",
    Words("직원의 직무 만족", "Staff's own satisfaction"),
    Words("직원마다 마지막 응답의 평균", "mean of what each agent said last"),
    Words("직원 설문의 staff.satisfaction", "the item staff.satisfaction of the staff survey"),
    _AGENTS,
    "balance.staff",
    SATISFACTION,
)
FELT = SideFigure(
    "felt_load",
    "staff",
    -1,
    "score",
    Words("직원이 느끼는 부담", "Load, as staff feel it"),
    Words("직원마다 마지막 응답의 평균", "mean of what each agent said last"),
    Words("직원 설문의 staff.load", "the item staff.load of the staff survey"),
    _AGENTS,
    "balance.staff",
    FELT_LOAD,
)
RATED = SideFigure(
    "csat",
    "customer",
    1,
    "score",
    Words("고객 만족도", "Customer satisfaction"),
    Words("만족도 응답의 평균(1–5점)", "mean of the answers on satisfaction (1 to 5)"),
    Words("만족도(csat) 응답", "answers to csat"),
    _ANSWERS,
    "balance.rated",
    CSAT,
)
KEPT = SideFigure(
    "promise_kept",
    "customer",
    1,
    "share",
    Words("약속한 대기를 지킴", "Promised waits kept"),
    Words(
        "약속 안에 끝난 대기 ÷ 약속이 있던 대기. 기다릴 시간을 아는 것은 시간에 대한 통제감입니다.",
        "waits no longer than promised ÷ waits with a promise: knowing how long it takes is control over "
        "time",
    ),
    Words(
        "대기(wait_seconds)와 약속(promised_wait_seconds)",
        "contacts with wait_seconds, promised_wait_seconds",
    ),
    _CONTACTS,
    "balance.promise_broken",
)


def figures(settings: Settings) -> Mapping[str, SideFigure]:
    """Those that the settings ask for, by name, in the order of the sides."""
    of_company = (COST, PACE) if settings.balance.company_side == "efficiency" else (RESOLVED, SETTLED)
    rules = settings.balance
    listed = (
        *of_company,
        *(BUSY, OCCUPANCY, OWN, FELT),
        *_asked("autonomy", "staff", rules.autonomy_items),
        *(RATED, KEPT),
        *_asked("control", "customer", rules.control_items),
    )
    return MappingProxyType({figure.name: figure for figure in listed})


def side_label(side: str, settings: Settings) -> Words:
    """What the side is called: that of the company by what it stands for."""
    if side == "company" and settings.balance.company_side == "effectiveness":
        return EFFECTIVENESS
    return SIDE_LABELS[side]


def _asked(what: str, side: Side, items: Sequence[str]) -> Iterator[SideFigure]:
    """A figure per item; of customers' answers the contacts are those they are about."""
    name, of = {
        "autonomy": (Words("자율", "Autonomy"), _AGENTS),
        "control": (Words("통제감", "Control"), _ANSWERS),
    }[what]
    for item in items:
        label = Words(f"{name.ko} ({item})", f"{name.en} ({item})")
        meaning = Words(f"항목 {item} 응답의 평균", f"mean of the answers to {item}")
        needs = Words(f"항목 {item}의 응답", f"answers to the item {item}")
        behind = "balance.staff" if side == "staff" else f"balance.answered.{item}"
        yield SideFigure(f"{what}:{item}", side, 1, "score", label, meaning, needs, of, behind, item)
