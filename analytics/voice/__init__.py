"""What customers write: comments read, searched, and the words that go with low scores."""
