"""Reservations: booked against walk-in, who comes when, and how far booking levels the load."""
