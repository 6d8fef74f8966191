"""Hand-overs: what customers had to say again after them, and what goes with that."""
