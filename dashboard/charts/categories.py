"""Colours of categories that are not tiers: Okabe and Ito's, moved until text in them is legible."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dashboard.address.selection import Theme

CATEGORIES: Mapping[Theme, Sequence[str]] = MappingProxyType(
    {
        "light": ("#0072b2", "#b34a00", "#007a58", "#a8437f", "#8a6100", "#23739f", "#6a5acd", "#5b6670"),
        "dark": ("#56b4e9", "#f0a04b", "#2fc79b", "#e39ac6", "#e8c34a", "#8fd0f5", "#b3a7ff", "#a3afb9"),
    }
)
