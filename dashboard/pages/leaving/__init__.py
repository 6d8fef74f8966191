"""Why they leave: causes named, what was lived through, and how failures end."""
