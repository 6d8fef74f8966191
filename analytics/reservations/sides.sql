-- Grain: one row per contact that came to an appointment and side whose punctuality is known of it (told.side,
-- told.late_seconds).
SELECT
    *,
    unnest(list_filter(
        [
            {'side': 'customer', 'late_seconds': customer_late_seconds},
            {'side': 'service', 'late_seconds': service_late_seconds},
            {'side': 'kept', 'late_seconds': kept_late_seconds}
        ],
        lambda one: one.late_seconds IS NOT NULL
    )) AS told
FROM ({appointments})
