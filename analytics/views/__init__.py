"""One `.sql` file per view, named as the view; `linked.sql` is what views of answers are made of."""

# Made from the records, and from the marts by the catalogue of measures.
OF_CONTACTS = ("contacts_either_way", "contact_facts", "customer_answers", "contact_links")
# With what is known of the contacts that answers are linked to.
OF_ANSWERS = ("answer_facts", "outbound_facts")
FACTS = (*OF_CONTACTS, *OF_ANSWERS, "customer_facts")
OF_STAFF = ("staff_facts", "staff_answers", "monitor_answers")
OF_PURCHASES = ("dated_purchases", "purchase_facts")
# Made from records and marts, so after both.
OVER_MARTS = ("leavers", "leaver_facts")
VIEWS = (*FACTS, *OF_STAFF, *OF_PURCHASES, *OVER_MARTS, "daily_measures")
