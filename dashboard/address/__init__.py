"""What a page shows, as its address says it."""
