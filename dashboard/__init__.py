"""Pages of measures in the browser: a callback reads, measures and draws."""
