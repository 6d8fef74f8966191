"""What becomes of the reason for a contact: resolved, asked about again, dealt with without a person."""

import polars as pl

from analytics.estimators import share
from analytics.measures import behind
from analytics.measures.measure import Measure, ratio_in_sql
from analytics.measures.methods import WILSON, WILSON_SOURCE
from analytics.reading import Counts, sums
from analytics.reasons.avoidable import IS_AVOIDABLE
from analytics.reasons.same_reason import same_reason
from warehouse.words import Words

_TRACED = Words(
    "고객 번호(customer_id)와 문의 이유(reason)가 있고 기간이 다 지난 접점",
    "contacts with a customer (customer_id) and a reason, for which the days have passed",
)
_LEFT_OUT = Words(
    " 자료의 끝에서 이 기간이 다 지나지 않은 날은 뺍니다. 접점 기록에서 직접 세므로 다른 지표보다 느립니다.",
    " Days at the end of the data, for which that time has not passed, are left out. It is counted from the "
    "contacts themselves, slower than the rest.",
)
_NO_PERSON = "handled_by = 'no_person' AND outcome <> 'abandoned'"
# Where no contact has an agent, nobody wrote down who served.
_AGENTS_ARE_KNOWN = "EXISTS (FROM contacts WHERE agent_id IS NOT NULL)"

RESOLUTION = Measure(
    name="resolution",
    label=Words("해결률", "Resolved"),
    meaning=Words(
        "그 접점에서 해결로 끝난 비율입니다. 뒤에 다시 찾았는지는 보지 않습니다.",
        "The share of contacts that ended resolved, whether or not the customer came back.",
    ),
    formula=Words("해결(resolved) ÷ 접점", "resolved ÷ contacts"),
    unit="share",
    direction="higher",
    needs=Words("접점 기록", "contact records"),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.NOT_RESOLVED,
    counts=Counts("contact_daily", sums("resolved", "contacts"), finer={"hour": "contact_hourly"}),
    in_sql=ratio_in_sql("resolved", "contacts"),
    estimate=share(pl.col("resolved"), pl.col("contacts")),
)

REPEAT_SAME_REASON = Measure(
    name="repeat_same_reason",
    label=Words("같은 이유 재접촉률", "Repeat for the same reason"),
    meaning=Words(
        "같은 고객이 같은 이유로 정해진 기간(definitions.first_contact_days) 안에 다시 찾은 접점의 "
        "비율입니다. 우연히 같은 이유로 다시 찾은 것도 들어 있습니다." + _LEFT_OUT.ko,
        "The share of contacts after which the same customer came back for the same reason within the set "
        "days (definitions.first_contact_days). Customers who would have come for that reason anyway are "
        "among them." + _LEFT_OUT.en,
    ),
    formula=Words(
        "기간 안에 같은 고객, 같은 이유의 접점이 뒤따른 접점 ÷ 고객과 이유를 아는 접점",
        "contacts followed by another of the same customer and reason within the days ÷ contacts with known "
        "customer and reason",
    ),
    unit="share",
    direction="lower",
    needs=_TRACED,
    interval=WILSON,
    source=f"From records, after first-contact resolution. {WILSON_SOURCE}",
    contacts_behind=behind.FOLLOWED_FOR_THE_SAME_REASON,
    counts=same_reason(
        {"followed": "count_if(is_followed)::BIGINT", "contacts": "count(*)"}, "is_traced AND is_window_over"
    ),
    estimate=share(pl.col("followed"), pl.col("contacts")),
)

RESOLVED_FIRST_SAME_REASON = Measure(
    name="resolved_first_same_reason",
    label=Words("같은 이유 첫 접점 해결률", "Resolved at once, by reason"),
    meaning=Words(
        "해결로 끝났고 같은 고객이 같은 이유로 정해진 기간(definitions.first_contact_days) 안에 다시 찾지 "
        "않은 접점의 비율입니다. 다른 이유로 다시 찾은 것은 문제 삼지 않습니다." + _LEFT_OUT.ko,
        "The share of contacts that ended resolved and after which the same customer did not come back for "
        "the same reason within the set days (definitions.first_contact_days). Coming back for another "
        "reason does not count against it." + _LEFT_OUT.en,
    ),
    formula=Words(
        "해결되고 기간 안에 같은 이유의 접점이 뒤따르지 않은 접점 ÷ 고객과 이유를 아는 접점",
        "resolved contacts not followed by another for the same reason within the days ÷ contacts with known "
        "customer and reason",
    ),
    unit="share",
    direction="higher",
    needs=_TRACED,
    interval=WILSON,
    source=f"First-contact resolution, from records. {WILSON_SOURCE}",
    contacts_behind=behind.NOT_SETTLED_FOR_THE_REASON,
    counts=same_reason(
        {"settled": "count_if(outcome = 'resolved' AND NOT is_followed)::BIGINT", "contacts": "count(*)"},
        "is_traced AND is_window_over",
    ),
    estimate=share(pl.col("settled"), pl.col("contacts")),
)

ONE_STOP = Measure(
    name="one_stop",
    label=Words("원스톱 해결률", "Settled in one stop"),
    meaning=Words(
        "같은 이유의 첫 접점에서 해결로 끝나고, 정해진 기간(definitions.first_contact_days) 안에 같은 고객이 "
        "같은 이유로 어느 채널에서도 다시 찾지 않은 비율입니다. 이미 같은 이유로 찾은 뒤의 접점은 세지 "
        "않습니다. 자료의 처음과 끝에서 앞뒤 기간을 다 알 수 없는 날은 뺍니다.",
        "The share of first contacts for a reason that ended resolved and after which the same customer did "
        "not come back for it through any channel within the set days (definitions.first_contact_days). "
        "Contacts that follow an earlier one for the reason are not counted, nor are days at either end of "
        "the data for which not all that came before or after is known.",
    ),
    formula=Words(
        "해결되고 기간 안에 같은 이유의 접점이 뒤따르지 않은 첫 접점 ÷ 고객과 이유를 아는 첫 접점",
        "resolved first contacts not followed by another for the same reason within the days ÷ first "
        "contacts with known customer and reason",
    ),
    unit="share",
    direction="higher",
    needs=_TRACED,
    interval=WILSON,
    source=f"First-contact resolution over all channels, from records. {WILSON_SOURCE}",
    contacts_behind=behind.NOT_SETTLED_IN_ONE_STOP,
    counts=same_reason(
        {"settled": "count_if(outcome = 'resolved' AND NOT is_followed)::BIGINT", "contacts": "count(*)"},
        "is_traced AND is_window_over AND is_past_known AND NOT is_repeat",
    ),
    estimate=share(pl.col("settled"), pl.col("contacts")),
)

WITHOUT_PERSON = Measure(
    name="without_person",
    label=Words("사람 없이 처리한 비율", "Handled without a person"),
    meaning=Words(
        "담당자(agent_id) 없이 처리된 접점의 비율입니다. 포기한 접점은 누가 응대했을지 알 수 없어 뺍니다. "
        "많다고 좋은 것만은 아니므로 좋은 방향을 정하지 않습니다.",
        "The share of contacts handled without an agent (agent_id). Abandoned contacts are left out: who "
        "would have served them is not known. More is not simply better, so neither way is.",
    ),
    formula=Words(
        "담당자가 없는 접점 ÷ 포기하지 않은 접점", "contacts without an agent ÷ contacts not abandoned"
    ),
    unit="share",
    direction=None,
    needs=Words("담당자(agent_id)를 적은 접점", "contacts that say who served (agent_id)"),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.WITHOUT_PERSON,
    counts=Counts(
        "contact_facts",
        {"alone": "count_if(handled_by = 'no_person')::BIGINT", "contacts": "count(*)"},
        where=f"outcome <> 'abandoned' AND {_AGENTS_ARE_KNOWN}",
        present_in=("contact_facts",),
        instant="occurred_local",
        adds_up=True,
    ),
    estimate=share(pl.col("alone"), pl.col("contacts")),
)

CONTAINMENT = Measure(
    name="containment",
    label=Words("사람 없이 끝난 비율", "Contained without a person"),
    meaning=Words(
        "사람 없이 처리한 접점 가운데, 같은 고객이 같은 이유로 정해진 기간(definitions.first_contact_days) "
        "안에 사람을 찾지 않은 비율입니다. 해결되었다는 뜻은 아닙니다. 그만둔 고객도 들어 있습니다."
        + _LEFT_OUT.ko,
        "Of the contacts handled without a person, the share after which the same customer did not turn to "
        "a person for the same reason within the set days (definitions.first_contact_days). That does not "
        "mean resolved: some gave up." + _LEFT_OUT.en,
    ),
    formula=Words(
        "기간 안에 같은 이유로 담당자가 있는 접점이 뒤따르지 않은 접점 ÷ 사람 없이 처리한, 고객과 이유를 "
        "아는 접점",
        "contacts not followed by one with an agent for the same reason within the days ÷ contacts handled "
        "without a person, with known customer and reason",
    ),
    unit="share",
    direction="higher",
    needs=Words(
        "고객 번호(customer_id)와 문의 이유(reason)가 있고 담당자(agent_id) 없이 처리된 접점",
        "contacts with a customer (customer_id) and a reason that were handled without an agent (agent_id)",
    ),
    interval=WILSON,
    source=f"Containment of self-service, from records. {WILSON_SOURCE}",
    contacts_behind=behind.TURNED_TO_A_PERSON,
    counts=same_reason(
        {"contained": "count_if(NOT is_followed_by_person)::BIGINT", "contacts": "count(*)"},
        f"is_traced AND is_window_over AND {_NO_PERSON} AND {_AGENTS_ARE_KNOWN}",
    ),
    estimate=share(pl.col("contained"), pl.col("contacts")),
)

AVOIDABLE = Measure(
    name="avoidable",
    label=Words("줄일 수 있는 접점", "Avoidable contacts"),
    meaning=Words(
        "없어도 되었거나 제 몫을 하지 못한 접점의 비율입니다. 고객이 앞에서 한 말을 다시 해야 했던 접점, "
        "같은 고객이 같은 이유로 정해진 기간(definitions.first_contact_days) 안에 다시 찾은 접점, 다른 "
        "곳으로 넘긴 접점, 실패한 접점을 한 번씩만 셉니다. 모두 없앨 수 있다는 뜻은 아닙니다. 자료의 "
        "첫머리에서 앞의 접점을 다 알 수 없는 날은 뺍니다.",
        "The share of contacts that need not have been, or did not do what they were for: those in which the "
        "customer had to say again what was said before, those of a customer who comes again for the same "
        "reason within the set days (definitions.first_contact_days), those handed over, and those that "
        "failed, each counted once. It does not mean that all of them can be avoided. Days at the "
        "beginning of the data, for which not all that came before is known, are left out.",
    ),
    formula=Words(
        "(다시 말한 접점 또는 같은 이유로 다시 찾은 접점 또는 이관 또는 실패) ÷ 접점",
        "(asked again, or repeats for the same reason, or transferred, or failed) ÷ contacts",
    ),
    unit="share",
    direction="lower",
    needs=Words(
        "접점 기록. 다시 찾은 접점에는 고객 번호(customer_id)와 문의 이유(reason)",
        "contact records; for repeats a customer (customer_id) and a reason",
    ),
    interval=WILSON,
    source=f"Price and Jaffe (2008), The Best Service Is No Service. {WILSON_SOURCE}",
    contacts_behind=behind.AVOIDABLE,
    counts=same_reason(
        {"avoidable": f"count_if({IS_AVOIDABLE})::BIGINT", "contacts": "count(*)"}, "is_past_known"
    ),
    estimate=share(pl.col("avoidable"), pl.col("contacts")),
)

ASKED_AGAIN = Measure(
    name="asked_again",
    label=Words("다시 말한 비율", "Asked again"),
    meaning=Words(
        "고객이 앞에서 이미 한 말을 다시 해야 했던 접점의 비율입니다. 그랬는지 적은 접점만 셉니다.",
        "The share of contacts in which the customer had to say again what was said before, of those that "
        "say whether it was so.",
    ),
    formula=Words("다시 말한 접점 ÷ 다시 말했는지 아는 접점", "asked again ÷ contacts that say whether"),
    unit="share",
    direction="lower",
    needs=Words(
        "다시 말했는지(asked_again) 적은 접점",
        "contacts that say whether something was asked again (asked_again)",
    ),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.ASKED_AGAIN,
    counts=Counts(
        "contact_facts",
        {"asked": "count_if(asked_again)::BIGINT", "contacts": "count(*)"},
        where="asked_again IS NOT NULL",
        present_in=("contact_facts",),
        instant="occurred_local",
        adds_up=True,
    ),
    estimate=share(pl.col("asked"), pl.col("contacts")),
)

MEASURES = (
    RESOLUTION,
    REPEAT_SAME_REASON,
    RESOLVED_FIRST_SAME_REASON,
    ONE_STOP,
    WITHOUT_PERSON,
    CONTAINMENT,
    AVOIDABLE,
    ASKED_AGAIN,
)
