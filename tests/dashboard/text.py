"""What a reader reads of a part of a page."""

from typing import Any


def text_of(part: Any) -> str:
    """All texts of a component and of those inside it, in their order."""
    if isinstance(part, (list, tuple)):
        return " ".join(text_of(piece) for piece in part)
    is_text = isinstance(part, (str, int, float))
    return str(part) if is_text else text_of(getattr(part, "children", None) or "")
