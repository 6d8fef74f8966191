"""Company, staff and customers in balance: how the three sides of each department stand, and who leads."""
