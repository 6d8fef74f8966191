-- Grain: one row per record: the export has the contract's own columns.
SELECT * EXCLUDE (origin_id) FROM export
