"""The stages of the relationship with a customer: acquired, developing, retained; sizes, movement,
measures.
"""
