"""The contacts behind figures on what was asked again, by the names that links call them."""

from analytics.handing_over.asked_again import TOLD
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

AFTER_HAND_OVER = "asked_again.after"
"""The contacts after a hand-over in which the customer had to say something again."""
_FROM = f"{AFTER_HAND_OVER}."
_ASKED = f"contact_id IN (SELECT contact_id FROM ({TOLD}) WHERE asked_again"


def asked_again_from(channel: str) -> str:
    """The name of those that this channel handed over."""
    return _FROM + channel


def asked_again_after(name: str) -> ContactsBehind | None:
    """The list of such a name; None where the name is of something else."""
    if name == AFTER_HAND_OVER:
        words = Words(
            "넘겨진 뒤 다시 말해야 했던 접점", "Contacts after a hand-over in which something was asked again"
        )
        return ContactsBehind(f"{_ASKED})", words)
    if not name.startswith(_FROM):
        return None
    channel = name.removeprefix(_FROM)
    return ContactsBehind(
        f"{_ASKED} AND from_channel = $from_channel)",
        Words(
            f"{channel}에서 넘겨진 뒤 다시 말해야 했던 접점",
            f"Contacts handed over by {channel} in which something was asked again",
        ),
        lambda _: {"from_channel": channel},
    )
