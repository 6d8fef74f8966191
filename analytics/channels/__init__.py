"""Channels: main and auxiliary side by side, hand-overs between them, and how alike they are."""
