"""The contacts behind hand-overs between channels, by the names that links call them."""

import json

from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

_NAME = "hand_overs."
# The customer's next contact for the same reason; of several at one instant none comes before the others.
_NEXT = """listed.channel = $from_channel AND (
    SELECT arg_min(other.channel, other.occurred_at)
    FROM contacts AS other
    WHERE other.customer_id = listed.customer_id
        AND other.reason = listed.reason
        AND other.occurred_at > listed.occurred_at
        AND other.occurred_at <= listed.occurred_at + to_days($first_contact_days)
) = $to_channel
    AND occurred_local::DATE + $first_contact_days::INTEGER <= (SELECT max(day) FROM contact_daily)"""


def went_on_to(channel: str, next_channel: str) -> str:
    """The name of those that came to the one and then to the other."""
    return _NAME + json.dumps([channel, next_channel], ensure_ascii=False)


def hand_over_list(name: str) -> ContactsBehind | None:
    """The list of such a name; None where the name is of something else."""
    if not name.startswith(_NAME):
        return None
    try:
        channel, next_channel = map(str, json.loads(name.removeprefix(_NAME)))
    except (ValueError, TypeError):
        return None
    return ContactsBehind(
        _NEXT,
        Words(
            f"{channel} 다음에 같은 이유로 {next_channel}을(를) 찾은 접점",
            f"Contacts through {channel} followed by {next_channel} for the same reason",
        ),
        lambda settings: {
            "from_channel": channel,
            "to_channel": next_channel,
            "first_contact_days": settings.definitions.first_contact_days,
        },
    )
