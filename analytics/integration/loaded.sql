-- Grain: one row per row of the facts, contacts or answers, with the source that brought it and whether the customer
-- records know its customer. Of a stream's days that are over the ledger keeps one load each: what the others brought
-- is the stream's where there is but one.
SELECT
    records.*,
    coalesce(
        loaded.source,
        (SELECT CASE WHEN count(DISTINCT source) = 1 THEN min(source) END FROM loads WHERE joined_loads IS NOT NULL)
    ) AS _source,
    known.known_id IS NOT NULL AS _is_known
FROM {facts} AS records
LEFT JOIN (SELECT load_id AS known_load_id, source FROM loads) AS loaded ON known_load_id = records.load_id
LEFT JOIN (SELECT customer_id AS known_id FROM customers) AS known ON known_id = records.customer_id
