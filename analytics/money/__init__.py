"""Money: what is bought, what customers are worth, what serving them and what goes wrong costs."""
