-- Grain: one row per row of the facts, contacts or answers, with the source that brought it and whether the customer
-- records know its customer.
SELECT
    records.*,
    {source} AS _source,
    known.known_id IS NOT NULL AS _is_known
FROM {facts} AS records
LEFT JOIN (SELECT load_id AS known_load_id, source FROM loads) AS loaded ON known_load_id = records.load_id
LEFT JOIN (SELECT customer_id AS known_id FROM customers) AS known ON known_id = records.customer_id
