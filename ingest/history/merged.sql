-- Grain: one row per member and day from which a state held that is the same as the one before, now that an earlier
-- day is known. That it was stated for its day is kept.
INSERT INTO {noun}_mentions BY NAME
SELECT
    known.load_id,
    known.valid_from,
    {kind}.first_load_id,
    known.{key} AS first_{member},
    known.{key} AS last_{member}
FROM {noun}_states AS known
JOIN {kind} USING ({key})
SEMI JOIN open_members USING ({key})
LEFT JOIN timeline ON timeline.{key} = known.{key} AND timeline.valid_from = known.valid_from
WHERE timeline.{key} IS NULL
