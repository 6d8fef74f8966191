"""The page Operating focus."""
