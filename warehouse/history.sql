-- One row per member and day from which a state of theirs held that a later one took the place of.
CREATE TABLE IF NOT EXISTS {noun}_history AS
SELECT * EXCLUDE (first_load_id) FROM {kind} WITH NO DATA
