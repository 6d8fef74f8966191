"""Money: what is bought, what customers are worth, what serving them costs, and what goes wrong costs a year."""
