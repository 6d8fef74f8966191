"""Reservations: booked against walk-in, no-shows, punctuality, and how far booking levels the load."""
