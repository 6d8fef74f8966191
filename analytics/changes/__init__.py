"""What was changed, and what followed it beside departments that did not change."""
