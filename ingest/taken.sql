-- Grain: condition on one staged record that is good: whether one with the same identity and other content came by a
-- load from {since} on, so that it stood in another line than this one, which was rejected then.
reject_rule IS NULL
AND EXISTS (
    SELECT 1
    FROM {known} AS known
    WHERE
        {is_same}
        AND known.load_id >= {since}
        AND row({known_content}) IS DISTINCT FROM row({staged_content})
)
