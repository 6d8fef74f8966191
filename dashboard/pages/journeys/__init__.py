"""Journeys: whether they are the product of their touchpoints, what spoils them, and the paths they take."""
