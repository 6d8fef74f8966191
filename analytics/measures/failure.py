"""What goes wrong."""

import polars as pl

from analytics.estimators import share
from analytics.measures import behind
from analytics.measures.measure import Measure, ratio_in_sql
from analytics.measures.methods import WILSON
from analytics.reading import Counts, sums
from warehouse.words import Words

_SOURCE = "Interval: Wilson (1927), Journal of the American Statistical Association 22"

# The window is that which the mart was made with; days on which it is still open say too little.
_WINDOW_IS_COMPLETE = """day <= (SELECT max(day) FROM contact_daily) - (
    SELECT (value::JSON ->> 'first_contact_days')::INTEGER
    FROM warehouse_facts
    WHERE name = 'applied_settings'
)"""

FAILURE = Measure(
    name="failure",
    label=Words("서비스 실패율", "Failure"),
    meaning=Words("서비스에 실패한 접점의 비율입니다.", "The share of contacts in which the service failed."),
    formula=Words("실패(failed) ÷ 접점", "failed ÷ contacts"),
    unit="share",
    direction="lower",
    needs=Words("접점 기록", "contact records"),
    interval=WILSON,
    source=_SOURCE,
    contacts_behind=behind.FAILED,
    counts=Counts(
        "contact_daily",
        sums("failed", "contacts"),
        finer={"contact_number": "follow_up_daily", "hour": "contact_hourly"},
    ),
    in_sql=ratio_in_sql("failed", "contacts"),
    estimate=share(pl.col("failed"), pl.col("contacts")),
)

COMPLAINT = Measure(
    name="complaint",
    label=Words("불평률", "Complaints"),
    meaning=Words(
        "고객이 불평한 접점의 비율입니다. 불평 여부를 아는 접점만 셉니다.",
        "The share of contacts in which the customer complained, where that is known.",
    ),
    formula=Words("불평 ÷ 불평 여부를 아는 접점", "complaints ÷ contacts known to have one or not"),
    unit="share",
    direction="lower",
    needs=Words(
        "불평 여부(is_complaint)가 있는 접점",
        "contacts that say whether there was a complaint (is_complaint)",
    ),
    interval=WILSON,
    source=_SOURCE,
    contacts_behind=behind.WITH_COMPLAINT,
    counts=Counts("contact_daily", sums("complaints", "complaint_known"), finer={"hour": "contact_hourly"}),
    in_sql=ratio_in_sql("complaints", "complaint_known"),
    estimate=share(pl.col("complaints"), pl.col("complaint_known")),
)

REPEAT_CONTACT = Measure(
    name="repeat_contact",
    label=Words("재접촉률", "Repeat contact"),
    meaning=Words(
        "같은 고객이 정해진 기간(definitions.first_contact_days) 안에 다시 찾은 접점의 비율입니다. "
        "자료의 끝에서 이 기간이 다 지나지 않은 날은 뺍니다.",
        "The share of contacts after which the same customer came back within the set days "
        "(definitions.first_contact_days). Days at the end of the data, for which that time has not passed, "
        "are left out.",
    ),
    formula=Words(
        "기간 안에 다른 접점이 뒤따른 접점 ÷ 고객을 아는 접점",
        "contacts followed by another within the days ÷ contacts of known customers",
    ),
    unit="share",
    direction="lower",
    needs=Words(
        "고객 번호(customer_id)가 있고 기간이 다 지난 접점",
        "contacts with a customer (customer_id) for which the days have passed",
    ),
    interval=WILSON,
    source=f"From records, after first-contact resolution. {_SOURCE}",
    contacts_behind=behind.FOLLOWED,
    counts=Counts(
        "follow_up_daily",
        sums("followed", "contacts"),
        where=_WINDOW_IS_COMPLETE,
        finer={"contact_number": "follow_up_daily"},
    ),
    in_sql=ratio_in_sql("followed", "contacts"),
    estimate=share(pl.col("followed"), pl.col("contacts")),
)

FIRST_CONTACT_RESOLUTION = Measure(
    name="first_contact_resolution",
    label=Words("첫 접점 해결률", "First-contact resolution"),
    meaning=Words(
        "해결로 끝났고 같은 고객이 정해진 기간(definitions.first_contact_days) 안에 다시 찾지 않은 접점의 "
        "비율입니다. 실패, 미해결, 포기, 이관은 해결로 보지 않습니다. 자료의 끝에서 이 기간이 다 지나지 않은 "
        "날은 뺍니다.",
        "The share of contacts that ended resolved and after which the same customer did not come back "
        "within the set days (definitions.first_contact_days). Failed, unresolved, abandoned and transferred "
        "contacts do not count as resolved. Days at the end of the data, for which that time has not passed, "
        "are left out.",
    ),
    formula=Words(
        "해결되고 기간 안에 다른 접점이 뒤따르지 않은 접점 ÷ 고객을 아는 접점",
        "resolved contacts not followed by another within the days ÷ contacts of known customers",
    ),
    unit="share",
    direction="higher",
    needs=REPEAT_CONTACT.needs,
    interval=WILSON,
    source=f"First-contact resolution, from records. {_SOURCE}",
    contacts_behind=behind.NOT_SETTLED,
    counts=Counts(
        "follow_up_daily",
        sums("contacts")
        | {"settled": "sum((contacts - coalesce(followed, 0)) * (outcome = 'resolved')::INTEGER)::BIGINT"},
        where=_WINDOW_IS_COMPLETE,
        finer={"contact_number": "follow_up_daily"},
    ),
    in_sql=ratio_in_sql("(contacts - followed) * (outcome = 'resolved')::INTEGER", "contacts"),
    estimate=share(pl.col("settled"), pl.col("contacts")),
)

MEASURES = (FAILURE, COMPLAINT, REPEAT_CONTACT, FIRST_CONTACT_RESOLUTION)
