"""Channels: main and auxiliary ones side by side, one stop, hand-overs between them, and how alike they are."""
