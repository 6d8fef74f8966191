"""Changes: what was changed in the service, and what followed it beside departments that did not change."""
