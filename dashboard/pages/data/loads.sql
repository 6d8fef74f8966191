-- Grain: one row per attempt to load a file; trouble first, then the newest. attempts: how many there are.
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
    count(*) OVER () AS attempts
FROM loads
ORDER BY status <> 'loaded' DESC, loaded_at DESC
LIMIT $most
