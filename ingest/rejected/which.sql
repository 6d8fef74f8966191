-- Grain: one row per rejected record of those that are meant; without $closed only what is still open.
SELECT rejected_rows.*
FROM rejected_rows
LEFT JOIN (SELECT load_id, timezone($zone, loaded_at)::DATE AS loaded_on FROM loads) USING (load_id)
WHERE
    ($closed OR replayed_in IS NULL)
    AND source = coalesce($source, source)
    AND ($rule IS NULL OR rule = $rule OR starts_with(rule, $rule || '.') OR ends_with(rule, '.' || $rule))
    AND ($file IS NULL OR file = $file OR ends_with(file, '/' || $file) OR file GLOB $file)
    AND ($since IS NULL OR loaded_on >= $since)
    AND ($until IS NULL OR loaded_on <= $until)
ORDER BY load_id, line, record_kind, rule
