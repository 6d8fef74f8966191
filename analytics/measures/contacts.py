"""How much contact there is."""

from collections.abc import Iterable, Mapping

from analytics.dimensions import PERIOD, Dimension
from analytics.estimators import number
from analytics.measures import behind
from analytics.measures.measure import Measure
from analytics.measures.methods import GARWOOD
from analytics.reading import Counts, sums
from analytics.view import View
from warehouse.words import Words

_PERIODS = frozenset({"day", "week", "month", PERIOD})
# As `customer_returns` names what its places are.
_PLACES = ("department", "contact_tier")


def _without_a_contact_before(by: Mapping[str, Dimension], view: View) -> Counts | None:
    """Customers of each period whose contact before lies outside it: as many as different ones."""
    if not set(by) <= _PERIODS or not view.is_of_all:
        return None
    return Counts("customer_daily", {"customers": _firsts(by.values(), view)})


def _without_a_contact_there_before(by: Mapping[str, Dimension], view: View) -> Counts | None:
    """The same in each department, contact tier, or both, of which the view may pick some."""
    places = [name for name in _PLACES if name in by]
    if not places or not set(by) <= _PERIODS | {*places} or not set(view.picked) <= {*places}:
        return None
    periods = [dimension for name, dimension in by.items() if name not in places]
    level = f"level = '{', '.join(places)}'"
    return Counts("customer_returns", {"customers": _firsts(periods, view)}, where=level)


def _firsts(periods: Iterable[Dimension], view: View) -> str:
    """Customers of days whose contact before lies before the view and each of the periods."""
    starts = [period.sql for period in periods] + (["$since"] if view.since else [])
    is_first = " OR ".join(["previous_day IS NULL", *(f"previous_day < {start}" for start in starts)])
    return f"coalesce(sum(customers) FILTER ({is_first}), 0)::BIGINT"


CONTACTS = Measure(
    name="contacts",
    label=Words("접점 수", "Contacts"),
    meaning=Words(
        "고객과 서비스가 만난 횟수입니다. 구간은 같은 조건에서 우연만으로 달라질 수 있는 범위이며, "
        "몰리는 날이 있으면 실제로는 더 넓습니다.",
        "How many times customers and the service met. The interval is what chance alone would give under "
        "the same conditions; where busy days come in bursts, the truth varies more.",
    ),
    formula=Words("접점 기록의 수", "number of contact records"),
    unit="count",
    direction=None,
    needs=Words("접점 기록", "contact records"),
    interval=GARWOOD,
    source="Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28",
    contacts_behind=behind.EVERYTHING,
    counts=Counts("contact_daily", sums("contacts"), finer={"hour": "contact_hourly"}),
    estimate=number("contacts"),
)

CUSTOMERS = Measure(
    name="customers",
    label=Words("고객 수", "Customers"),
    meaning=Words(
        "접점이 있었던 서로 다른 고객의 수입니다. 누구인지 아는 접점만 세며, 여러 부서를 이용한 고객은 "
        "부서마다 한 번씩 셉니다. 부서, 접촉도, 채널별로는 접점 기록에서 직접 세므로 다른 지표보다 느리며, "
        "설정의 [marts]에 차원을 적으면 부서와 접촉도별로는 바로 나옵니다.",
        "How many different customers had a contact. Only contacts whose customer is known count; a customer "
        "of several departments counts once in each. By department, contact tier or channel it is counted "
        "from the contacts themselves, slower than the rest; by department and tier it is there at once "
        "where the settings name dimensions under [marts].",
    ),
    formula=Words("서로 다른 고객 번호(customer_id)의 수", "number of different customer_id"),
    unit="count",
    direction=None,
    needs=Words("고객 번호(customer_id)가 있는 접점", "contacts with a customer (customer_id)"),
    interval=GARWOOD,
    source="Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28",
    contacts_behind=behind.OF_KNOWN_CUSTOMERS,
    counts=Counts(
        "contact_facts",
        {"customers": "count(DISTINCT customer_id)"},
        shortcut=_without_a_contact_before,
        wide=Counts("customer_days", {"customers": "count(DISTINCT customer)"}),
        beside_wide=_without_a_contact_there_before,
        instant="occurred_local",
    ),
    estimate=number("customers"),
)

MEASURES = (CONTACTS, CUSTOMERS)
