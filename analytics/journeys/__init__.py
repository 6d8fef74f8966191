"""Journeys: contacts of a customer joined by time, which rule says how they go, and what spoils them."""
