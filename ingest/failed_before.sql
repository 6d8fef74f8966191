-- Grain: one row per failure of a file since it was last loaded: which, how many attempts it stands for, and since when.
SELECT load_id, coalesce(attempts, 1) AS attempts, coalesce(first_tried_at, loaded_at) AS first_tried_at
FROM loads
WHERE
    file = $file
    AND status = 'failed'
    AND load_id > coalesce((SELECT max(load_id) FROM loads WHERE file = $file AND status <> 'failed'), 0)
