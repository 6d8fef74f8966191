"""Small state beside the lake: what people decide, which no export brings."""
