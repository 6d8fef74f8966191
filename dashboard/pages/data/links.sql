-- Grain: one row: how many contacts name a customer, and one that the customer records know; how many answers
-- are linked to a contact that is here.
WITH known AS (
    SELECT count(*) AS contacts FROM contacts SEMI JOIN customers USING (customer_id)
),
contact_counts AS (
    SELECT count(*) AS contacts, count(customer_id) AS naming_customer FROM contacts
),
answer_counts AS (
    SELECT count(*) AS answers, count_if(is_linked) AS linked FROM answer_facts
),
customer_counts AS (
    SELECT count(*) AS customers FROM customers
)
SELECT
    contact_counts.contacts,
    contact_counts.naming_customer,
    known.contacts AS knowing_customer,
    answer_counts.answers,
    answer_counts.linked,
    customer_counts.customers
FROM contact_counts, known, answer_counts, customer_counts
