"""Sets of survey questions and the indices made of them, and what others publish beside one's own."""
