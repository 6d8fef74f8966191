"""One `.sql` file per view, named as the view."""

# Made from the records, and from the marts by the catalogue of measures.
FACTS = ("contact_facts", "answer_facts", "customer_facts")
VIEWS = (*FACTS, "daily_measures")
