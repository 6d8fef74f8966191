-- Grain: one row per member and day from which a state of theirs holds, until the day of the next one.
SELECT * EXCLUDE (first_load_id) FROM {kind}
UNION ALL BY NAME
SELECT * FROM {noun}_history
