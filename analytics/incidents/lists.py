"""The contacts of a kind of incident, by the name that links call them."""

from analytics.incidents.kinds import KINDS
from analytics.incidents.words import KIND_NAMES
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

_START = "incidents."
_CSAT = """(
    SELECT avg(score)
    FROM customer_answers AS rated
    WHERE rated.contact_id = listed.contact_id AND item = 'csat' AND score BETWEEN 1 AND 5
)"""


def name_of(kind: str) -> str:
    """The name of the contacts of a kind."""
    return _START + kind


def kind_list(name: str) -> ContactsBehind | None:
    """The contacts that a name stands for; None for one that is no such name."""
    kind = name.removeprefix(_START)
    if not name.startswith(_START) or kind not in KINDS:
        return None
    own = KIND_NAMES[kind]
    label = Words(f"'{own.ko}' 접점", f"Contacts: {own.en.lower()}")
    return ContactsBehind(f"customer_id IS NOT NULL AND ({KINDS[kind].sql.replace('csat', _CSAT)})", label)
