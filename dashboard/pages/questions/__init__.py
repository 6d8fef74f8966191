"""Question sets: the index of one, its dimensions, where it stands out, and what it is made of."""
