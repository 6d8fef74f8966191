-- Grain: condition on one staged record that is good: whether a record of its key, with other content, came by a
-- load from {since} on, so that it stood in another line than this one, which was rejected then.
reject_rule IS NULL
AND EXISTS (
    SELECT 1
    FROM {kind} AS known
    WHERE
        known.{key} = staged.{key}
        AND known.load_id >= {since}
        AND row({known_content}) IS DISTINCT FROM row({staged_content})
)
