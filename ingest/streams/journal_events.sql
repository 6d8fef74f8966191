-- Grain: one row per event of a record kind in files of the journal, in the order of arrival: its place among those of
-- its kind, and the record as it was sent. The file it came in tells it from one that is the same and came before.
SELECT
    row_number() OVER () AS line,
    json ->> '$.text' AS text,
    filename AS arrived_in
FROM read_ndjson_objects([{paths}], filename = true)
WHERE json ->> '$.kind' = {kind}
