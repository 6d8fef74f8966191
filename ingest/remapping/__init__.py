"""What was loaded, mapped again from its files under today's SELECT."""
