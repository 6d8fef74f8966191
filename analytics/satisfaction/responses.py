"""Contacts that took place and the questionnaires answered about them, as a mart of their own."""

from warehouse.sql import read_sql

# By day of the contact. Stands where a mart's name does.
CONTACTS_AND_RESPONSES = f"({read_sql('analytics.satisfaction', 'contacts_and_responses')})"
