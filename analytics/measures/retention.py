"""Who stays and who leaves."""

import polars as pl

from analytics.estimators import share
from analytics.measures import behind
from analytics.measures.measure import Measure, ratio_in_sql
from analytics.measures.methods import WILSON
from analytics.reading import Counts, sums
from warehouse.words import Words

_WILSON_SOURCE = "Wilson (1927), Journal of the American Statistical Association 22"

# A month counts where its last day is looked at, and once the data reach that day.
_COMPLETE_MONTHS = """
    SELECT last_day(month) AS day, *
    FROM churn_monthly
    WHERE last_day(month) <= (SELECT max(day) FROM contact_daily)
"""
# The window is that which the mart was made with; it begins with the last contact of the month before.
_JUDGED_MONTHS = """
    SELECT last_day(month) AS day, *
    FROM churn_monthly
    WHERE last_day(month - INTERVAL 1 MONTH) + (
        SELECT (value::JSON ->> 'inactivity_days')::INTEGER
        FROM warehouse_facts
        WHERE name = 'applied_settings'
    ) <= (SELECT max(day) FROM contact_daily)
"""
_WAS_DISSATISFIED = "unrecovered_failures + recovered_failures + over_promise > 0"

CHURN_RATE = Measure(
    name="churn_rate",
    label=Words("월 이탈률", "Monthly churn"),
    meaning=Words(
        "그달에 고객이던 사람 가운데 고객 기록의 이탈일(left_on)이 그달인 비율입니다. "
        "다 차지 않은 달은 뺍니다. 부서, 접촉도, 채널은 전달의 마지막 접점의 것입니다.",
        "Of the customers there in a month, the share whose record says that they left in it (left_on). "
        "Months that are not complete are left out. Department, tier and channel are those of the last "
        "contact in the month before.",
    ),
    formula=Words(
        "그달에 떠난 고객 ÷ 그달의 고객", "customers who left in the month ÷ customers in the month"
    ),
    unit="share",
    direction="lower",
    needs=Words(
        "이탈일(left_on)이 있는 고객 기록과, 다 찬 달",
        "customer records with left_on, and a month that is complete",
    ),
    interval=WILSON,
    source=_WILSON_SOURCE,
    contacts_behind=behind.OF_LEAVERS,
    counts=Counts(
        "churn_monthly",
        sums("left_customers", "customers"),
        where="(SELECT count(left_on) > 0 FROM customers)",
        rows=_COMPLETE_MONTHS,
        is_monthly=True,
    ),
    in_sql=ratio_in_sql("left_customers", "customers"),
    estimate=share(pl.col("left_customers"), pl.col("customers")),
)

INACTIVITY_RATE = Measure(
    name="inactivity_rate",
    label=Words("무접촉 이탈률", "Falling silent"),
    meaning=Words(
        "전달에 접점이 있던 고객 가운데 그 마지막 접점 뒤 정해진 기간(definitions.inactivity_days) 동안 "
        "다시 찾지 않은 비율입니다. 이 기간이 다 지난 달만 셉니다.",
        "Of the customers with a contact in the month before, the share with no other contact within the set "
        "days (definitions.inactivity_days) after its last. Only months for which these days have passed.",
    ),
    formula=Words(
        "(전달에 접점이 있던 고객 − 기간 안에 다시 찾은 고객) ÷ 전달에 접점이 있던 고객",
        "(customers with a contact in the month before − those back in time) ÷ customers with a contact",
    ),
    unit="share",
    direction="lower",
    needs=Words(
        "고객 번호(customer_id)가 있고 기간이 다 지난 접점",
        "contacts with a customer (customer_id) for which the days have passed",
    ),
    interval=WILSON,
    source=_WILSON_SOURCE,
    contacts_behind=behind.BEFORE_SILENCE,
    counts=Counts("churn_monthly", sums("contacted", "returned"), rows=_JUDGED_MONTHS, is_monthly=True),
    in_sql=ratio_in_sql("contacted - returned", "contacted"),
    estimate=share(pl.col("contacted") - pl.col("returned"), pl.col("contacted")),
)

LEFT_WITHOUT_COMPLAINT = Measure(
    name="left_without_complaint",
    label=Words("불평 없이 떠난 비율", "Left without complaining"),
    meaning=Words(
        "전달에 실패나 어긴 대기 약속을 겪고 떠난 고객 가운데 전달에 불평하지 않은 비율입니다.",
        "Of the customers who left after a failure or a broken waiting promise in the month before, the "
        "share who had not complained in that month.",
    ),
    formula=Words(
        "불평 없이 떠난 고객 ÷ 실패나 어긴 약속을 겪고 떠난 고객",
        "those of them without a complaint ÷ leavers after a failure or a broken promise",
    ),
    unit="share",
    direction="lower",
    needs=Words(
        "이탈일(left_on)이 있는 고객 기록과 전달의 접점",
        "customer records with left_on, and contacts in the month before",
    ),
    interval=WILSON,
    source=f"Hirschman (1970), Exit, Voice, and Loyalty; interval: {_WILSON_SOURCE}",
    contacts_behind=behind.OF_LEAVERS,
    counts=Counts(
        "churn_monthly",
        {
            "silent": "coalesce(sum(left_customers) FILTER (complaints = 0), 0)::BIGINT",
            "left_customers": "sum(left_customers)::BIGINT",
        },
        where=_WAS_DISSATISFIED,
        rows=_COMPLETE_MONTHS,
        is_monthly=True,
    ),
    in_sql=ratio_in_sql("left_customers * (complaints = 0)::INTEGER", "left_customers"),
    estimate=share(pl.col("silent"), pl.col("left_customers")),
)

MEASURES = (CHURN_RATE, INACTIVITY_RATE, LEFT_WITHOUT_COMPLAINT)
