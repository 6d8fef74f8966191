-- Grain: one row per record of the load that is good, in the order of its file.
CREATE OR REPLACE TEMP VIEW brought AS
SELECT * EXCLUDE (first_load_id, reject_rule, reject_value, reject_origin, emptied_values), file_row_number AS position
FROM read_parquet({path})
WHERE file_row_number NOT IN (SELECT position FROM rejected_positions)
