-- Grain: one row per rejected record that names the customer: as one of its values, or in a line that was not split.
CREATE OR REPLACE TEMP TABLE erased_rejects AS
SELECT rowid AS reject_id
FROM rejected_rows
WHERE
    regexp_matches(value, getvariable('in_text'))
    OR CASE
        WHEN record_kind IS NULL THEN regexp_matches(raw, getvariable('in_line'))
        ELSE regexp_matches(raw, getvariable('in_json'))
    END
