"""What customers buy, buy again, are sold at contacts and give back."""

import polars as pl

from analytics.estimators import mean_of_sums, number, ratio_of_counts, share
from analytics.measures import behind
from analytics.measures.measure import Measure
from analytics.measures.methods import GARWOOD, STUDENT_OF_CONTACTS, STUDENT_SOURCE, WILSON, WILSON_SOURCE
from analytics.money.sales import IS_PURCHASE, of_contacts, of_purchases
from warehouse.words import Words

_PURCHASES = Words("구매 기록", "purchase records")
_LINKED = Words("접점 번호(contact_id)가 있는 구매 기록", "purchases that say their contact (contact_id)")
_WINDOW = Words(
    " 자료의 끝에서 이 기간이 다 지나지 않은 날은 뺍니다.",
    " Days at the end of the data, for which that time has not passed, are left out.",
)
_CHASE = "Sales opportunity of a service system (Chase 1978, Harvard Business Review 56)."
# The same for all that is said of selling at contacts, so that these are read once.
_OF_SALES = of_contacts(
    {
        "contacts": "count(*)",
        "sold": "count(sold)",
        "amount": "coalesce(sum(sold), 0)::DOUBLE",
        "squares": "coalesce(sum(sold ** 2), 0)::DOUBLE",
    },
    "sold",
)

PURCHASES = Measure(
    name="purchases",
    label=Words("구매 수", "Purchases"),
    meaning=Words(
        "고객이 산 횟수입니다. 환불은 세지 않습니다. 구간은 같은 조건에서 우연만으로 달라질 수 있는 "
        "범위입니다.",
        "How many times customers bought something; refunds do not count. The interval is what chance alone "
        "would give under the same conditions.",
    ),
    formula=Words("환불이 아닌 구매 기록의 수", "number of purchase records that are no refunds"),
    unit="count",
    direction="higher",
    needs=_PURCHASES,
    interval=GARWOOD,
    source="Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28",
    contacts_behind=behind.OF_BUYERS,
    counts=of_purchases({"purchases": f"count_if({IS_PURCHASE})::BIGINT"}),
    estimate=number("purchases"),
)

PURCHASE_AMOUNT = Measure(
    name="purchase_amount",
    label=Words("구매 금액", "Amount of a purchase"),
    meaning=Words(
        "한 번 살 때의 평균 금액입니다. 환불은 빼지 않습니다.",
        "The mean amount of a purchase. Refunds are not taken off.",
    ),
    formula=Words("구매 금액의 합 ÷ 구매 수", "sum of the amounts of purchases ÷ purchases"),
    unit="money",
    direction="higher",
    needs=_PURCHASES,
    interval=Words(
        "스튜던트 t 구간, 95 %. 각 구매가 서로 독립이라고 봅니다.",
        "Student's t interval, 95 %. Takes the purchases as independent of each other.",
    ),
    source=STUDENT_SOURCE,
    contacts_behind=behind.OF_BUYERS,
    counts=of_purchases(
        {
            "purchases": "count(*)",
            "amount": "sum(amount)::DOUBLE",
            "squares": "sum(amount ** 2)::DOUBLE",
        },
        IS_PURCHASE,
    ),
    estimate=mean_of_sums(pl.col("amount"), pl.col("squares"), pl.col("purchases")),
)

REPURCHASE = Measure(
    name="repurchase",
    label=Words("재구매율", "Bought again"),
    meaning=Words(
        "산 뒤 정해진 기간(definitions.repurchase_days) 안에 같은 고객이 다시 산 구매의 비율입니다."
        + _WINDOW.ko,
        "The share of purchases after which the same customer bought again within the set days "
        "(definitions.repurchase_days)." + _WINDOW.en,
    ),
    formula=Words(
        "기간 안에 같은 고객의 구매가 뒤따른 구매 ÷ 고객을 아는 구매",
        "purchases followed by another of the same customer within the days ÷ purchases with a known "
        "customer",
    ),
    unit="share",
    direction="higher",
    needs=Words("고객 번호(customer_id)가 있는 구매 기록", "purchases with a customer (customer_id)"),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.OF_BUYERS,
    counts=of_purchases(
        {"followed": "count_if(is_followed)::BIGINT", "purchases": "count(*)"},
        "is_window_over",
        "repurchases",
    ),
    estimate=share(pl.col("followed"), pl.col("purchases")),
)

REFUND_RATE = Measure(
    name="refund_rate",
    label=Words("환불률", "Refunds"),
    meaning=Words(
        "구매 한 건당 환불의 수입니다. 기록은 어느 구매를 돌려준 것인지 말하지 않으므로 같은 날들의 "
        "환불과 구매를 견줍니다. 접점을 적지 않은 환불은 접점의 차원으로 나누면 모름에 들어갑니다.",
        "Refunds per purchase. Records do not say which purchase is given back, so refunds are held against "
        "the purchases of the same days. Those that say no contact are under unknown where they are split "
        "by a dimension of contacts.",
    ),
    formula=Words("환불 ÷ 구매", "refunds ÷ purchases"),
    unit="share",
    direction="lower",
    needs=_PURCHASES,
    interval=Words(
        "두 포아송 수의 비의 구간(윌슨), 95 %. 각 건이 서로 독립이라고 봅니다.",
        "Interval of the ratio of two Poisson counts (Wilson's of the refunds among all), 95 %. Takes the "
        "records as independent of each other.",
    ),
    source="Przyborowski and Wilenski (1940), Homogeneity of results in testing samples, Biometrika 31",
    contacts_behind=behind.OF_REFUNDED,
    counts=of_purchases(
        {
            "refunds": "count_if(kind = 'refund')::BIGINT",
            "purchases": f"count_if({IS_PURCHASE})::BIGINT",
        }
    ),
    estimate=ratio_of_counts("refunds", "purchases"),
)

CONVERSION = Measure(
    name="conversion",
    label=Words("접점 판매율", "Sold at contacts"),
    meaning=Words(
        "포기하지 않은 접점 가운데 무엇을 판 비율입니다. 접점 번호가 있는 구매만 봅니다.",
        "The share of contacts, not abandoned, at which something was sold. Only purchases that say their "
        "contact count.",
    ),
    formula=Words(
        "구매 기록이 가리키는 접점 ÷ 포기하지 않은 접점",
        "contacts that purchases name ÷ contacts not abandoned",
    ),
    unit="share",
    direction="higher",
    needs=_LINKED,
    interval=WILSON,
    source=f"{_CHASE} {WILSON_SOURCE}",
    contacts_behind=behind.SOLD,
    counts=_OF_SALES,
    estimate=share(pl.col("sold"), pl.col("contacts")),
)

SALES_PER_CONTACT = Measure(
    name="sales_per_contact",
    label=Words("접점당 판매액", "Sales per contact"),
    meaning=Words(
        "포기하지 않은 접점 한 건에서 평균으로 판 금액입니다. 접점 번호가 있는 구매만 봅니다.",
        "What is sold on average at a contact that was not abandoned. Only purchases that say their contact "
        "count.",
    ),
    formula=Words(
        "접점에서 판 금액의 합 ÷ 포기하지 않은 접점", "sum sold at contacts ÷ contacts not abandoned"
    ),
    unit="money",
    direction="higher",
    needs=_LINKED,
    interval=STUDENT_OF_CONTACTS,
    source=f"{_CHASE} {STUDENT_SOURCE}",
    contacts_behind=behind.SOLD,
    counts=_OF_SALES,
    estimate=mean_of_sums(pl.col("amount"), pl.col("squares"), pl.col("contacts")),
)

BOUGHT_AFTER_CONTACT = Measure(
    name="bought_after_contact",
    label=Words("접점 뒤 구매율", "Bought after a contact"),
    meaning=Words(
        "접점 뒤 정해진 기간(definitions.repurchase_days) 안에 그 고객이 산 접점의 비율입니다. 접점 때문에 "
        "샀다는 뜻은 아닙니다." + _WINDOW.ko + " 접점 기록에서 직접 세므로 다른 지표보다 느립니다.",
        "The share of contacts after which the customer bought something within the set days "
        "(definitions.repurchase_days). It need not come of the contact."
        + _WINDOW.en
        + " It is counted from "
        "the contacts themselves, slower than the rest.",
    ),
    formula=Words(
        "기간 안에 그 고객의 구매가 뒤따른 접점 ÷ 고객을 아는 접점",
        "contacts followed by a purchase of the customer within the days ÷ contacts with a known customer",
    ),
    unit="share",
    direction="higher",
    needs=Words(
        "고객 번호(customer_id)가 있는 접점과 구매 기록",
        "contacts and purchases with a customer (customer_id)",
    ),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.BOUGHT_AFTER,
    counts=of_contacts(
        {"followed": "count_if(bought_after)::BIGINT", "contacts": "count(*)"}, "bought_after"
    ),
    estimate=share(pl.col("followed"), pl.col("contacts")),
)

MEASURES = (
    PURCHASES,
    PURCHASE_AMOUNT,
    REPURCHASE,
    BOUGHT_AFTER_CONTACT,
    CONVERSION,
    SALES_PER_CONTACT,
    REFUND_RATE,
)
