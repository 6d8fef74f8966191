"""Which systems feed what, how well their records are linked, and what is still apart."""
