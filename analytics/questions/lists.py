"""The contacts behind figures on question sets, by the names that links call them."""

import re

from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

_TABLES = {"customer": "customer_answers", "monitor": "monitor_answers"}
_LABELS = {
    "customer": Words("고객이 '{item}' 문항에 답한 접점", "Contacts whose customer answered “{item}”"),
    "monitor": Words("모니터링에서 '{item}' 문항을 매긴 접점", "Contacts of which a monitor rated “{item}”"),
}
# An item may be called anything, so its name comes last.
_NAME = re.compile(r"answered\.(customer|monitor)\.(.+)", re.DOTALL)


def answered_name(item: str, respondent: str) -> str:
    """The name of the contacts with an answer to an item, of customers or monitors."""
    return f"answered.{respondent}.{item}"


def question_list(name: str) -> ContactsBehind | None:
    """The contacts that a name stands for; None for one that is no such name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    respondent, item = found.groups()
    label = Words(*(text.replace("{item}", item) for text in _LABELS[respondent]))
    return ContactsBehind(
        f"contact_id IN (SELECT contact_id FROM {_TABLES[respondent]} WHERE item = $answered_item)",
        label,
        lambda _: {"answered_item": item},
    )
