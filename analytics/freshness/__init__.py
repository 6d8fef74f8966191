"""How up to date the sources are."""
