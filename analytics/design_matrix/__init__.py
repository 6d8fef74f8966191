"""The service-system design matrix: delivery modes with what they cost, sell and please, and who is off the line."""
