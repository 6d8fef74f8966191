-- Grain: one row per contact: the source that brought it, where that is known, and whether the customer records know
-- its customer.
SELECT
    contacts.contact_id,
    occurred_local::DATE AS day,
    loaded.source,
    contacts.customer_id IS NOT NULL AS names_customer,
    known.customer_id IS NOT NULL AS is_customer_known
FROM contacts
LEFT JOIN (SELECT load_id, source FROM loads) AS loaded ON loaded.load_id = contacts.load_id
LEFT JOIN (SELECT customer_id FROM customers) AS known ON known.customer_id = contacts.customer_id
