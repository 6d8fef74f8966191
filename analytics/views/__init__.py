"""One `.sql` file per view, named as the view; `linked.sql` is what views of answers are made of."""

# Made from the records, and from the marts by the catalogue of measures.
FACTS = (
    *("contacts_either_way", "contact_facts", "customer_answers", "outbound_facts", "answer_facts"),
    *("customer_facts", "contact_links"),
)
OF_STAFF = ("staff_facts", "staff_answers", "monitor_answers")
OF_PURCHASES = ("dated_purchases", "purchase_facts")
# Made from records and marts, so after both.
OVER_MARTS = ("leavers", "leaver_facts")
VIEWS = (*FACTS, *OF_STAFF, *OF_PURCHASES, *OVER_MARTS, "daily_measures")
