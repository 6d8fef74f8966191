-- Grain: one row per event of a record kind that was sent to the server, whose fields are the contract's.
SELECT * EXCLUDE (origin_id)
FROM export
