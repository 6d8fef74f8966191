"""The service-system design matrix: what delivery modes cost, sell and please, and who is off it."""
