"""The staff: the quality they give, their load, what goes with satisfaction, and who is needed."""
