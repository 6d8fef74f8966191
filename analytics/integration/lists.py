"""The contacts behind figures on integration, of all systems or of one."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.measures.behind import EVERYTHING, ContactsBehind
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

# Between the name of a list and the source whose contacts alone are on it.
_OF = "@"
_IS_KNOWN = "customer_id IN (SELECT customer_id FROM customers)"
_HANDED_OVER = "outcome = 'transferred' AND customer_id IS NOT NULL"
# What follows within the set minutes of the end.
_FOLLOWING = """contacts AS later
    WHERE later.customer_id = listed.customer_id
        AND later.occurred_at > listed.occurred_at
        AND later.occurred_at <= listed.occurred_at + to_minutes($handover_minutes) + to_microseconds(
            ((coalesce(listed.wait_seconds, 0) + coalesce(listed.service_seconds, 0)) * 1e6)::BIGINT
        )"""
_ARRIVED = f"EXISTS (FROM {_FOLLOWING})"
# Whether the first of them is where it was sent.
_IS_AS_SENT = f"""(
    SELECT min_by(
        listed.handed_to IN (later.department, later.channel), (later.occurred_at, later.contact_id)
    )
    FROM {_FOLLOWING}
)"""
_BY_SOURCE = f"""(
    SELECT {read_sql(__package__, "source")}
    FROM (SELECT listed.load_id) AS row LEFT JOIN loads AS loaded ON loaded.load_id = row.load_id
) = $source"""


def _minutes(settings: Settings) -> Mapping[str, int]:
    return {"handover_minutes": settings.definitions.handover_minutes}


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(
    {
        "linked.all": EVERYTHING,
        "linked.no_id": ContactsBehind(
            "customer_id IS NULL", Words("고객 번호가 없는 접점", "Contacts without a customer ID")
        ),
        "linked.unknown_id": ContactsBehind(
            f"customer_id IS NOT NULL AND NOT ({_IS_KNOWN})",
            Words(
                "고객 번호가 고객 기록에 없는 접점",
                "Contacts whose customer ID is not in the customer records",
            ),
        ),
        "linked.unknown": ContactsBehind(
            f"(customer_id IS NULL OR NOT ({_IS_KNOWN}))",
            Words(
                "고객 기록에 있는 고객의 것이 아닌 접점",
                "Contacts of nobody in the customer records",
            ),
        ),
        "linked.known": ContactsBehind(
            _IS_KNOWN, Words("고객 기록에 있는 고객의 접점", "Contacts of customers in the customer records")
        ),
        "linked.arrived": ContactsBehind(
            f"{_HANDED_OVER} AND {_ARRIVED}",
            Words("이관된 뒤 다음 접점이 이어진 접점", "Contacts handed over that the next contact followed"),
            _minutes,
        ),
        "linked.lost": ContactsBehind(
            f"{_HANDED_OVER} AND NOT {_ARRIVED}",
            Words(
                "이관되었으나 다음 접점이 이어지지 않은 접점",
                "Contacts handed over that no contact followed in time",
            ),
            _minutes,
        ),
        "linked.elsewhere": ContactsBehind(
            f"{_HANDED_OVER} AND NOT coalesce({_IS_AS_SENT}, true)",
            Words(
                "보낸 곳이 아닌 곳에서 이어진 이관", "Contacts handed over that arrived elsewhere than sent"
            ),
            _minutes,
        ),
    }
)


def list_of(name: str, source: str | None) -> str:
    """The name of a list, of one source where one is given."""
    return name if source is None else f"{name}{_OF}{source}"


def find_list(name: str) -> ContactsBehind | None:
    """The list of that name, as `list_of` gives it."""
    base, _, source = name.partition(_OF)
    known = LISTS.get(base)
    if known is None or not source:
        return known
    label = Words(f"{known.label.ko} · {source}", f"{known.label.en} · {source}")
    return ContactsBehind(
        f"({known.sql}) AND {_BY_SOURCE}",
        label,
        lambda settings: {**known.parameters(settings), "source": source},
    )
