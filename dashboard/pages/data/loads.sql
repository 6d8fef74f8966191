-- Grain: one row per load of a file; what is still in trouble first, then the newest. A failure is over once the file
-- was loaded, and a file that was rejected once its records are. attempts: how often one that failed was tried.
-- loads: how many there are.
WITH loaded AS (
    SELECT file, max(load_id) AS load_id FROM loads WHERE status <> 'failed' GROUP BY file
),
open_rejects AS (
    SELECT DISTINCT load_id FROM rejected_rows WHERE replayed_in IS NULL
)
SELECT
    source,
    file,
    status,
    reason,
    rows_read,
    rows_accepted,
    rows_unchanged,
    rows_corrected,
    rows_rejected,
    coalesce(values_emptied, 0) AS values_emptied,
    seconds,
    timezone($zone, loaded_at) AS loaded_local,
    attempts,
    CASE status
        WHEN 'failed' THEN loads.load_id > coalesce(loaded.load_id, 0)
        WHEN 'rejected' THEN open_rejects.load_id IS NOT NULL
        ELSE false
    END AS is_open,
    count(*) OVER () AS loads
FROM loads
LEFT JOIN loaded USING (file)
LEFT JOIN open_rejects ON open_rejects.load_id = loads.load_id
ORDER BY is_open DESC, loaded_at DESC
LIMIT $most
