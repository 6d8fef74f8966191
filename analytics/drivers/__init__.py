"""What goes with leaving: how strongly, how surely, how much of it, and whom to call."""
