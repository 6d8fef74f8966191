"""Why customers leave: what they say, what they lived through, and how failures end."""
