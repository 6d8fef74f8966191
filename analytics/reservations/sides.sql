-- Grain: one row per contact that came to an appointment and side whose punctuality is known of it.
WITH appointments AS ({appointments})
SELECT * EXCLUDE (customer_late_seconds, service_late_seconds, kept_late_seconds), 'customer' AS side, customer_late_seconds AS late_seconds
FROM appointments
UNION ALL
SELECT * EXCLUDE (customer_late_seconds, service_late_seconds, kept_late_seconds), 'service' AS side, service_late_seconds
FROM appointments
WHERE service_late_seconds IS NOT NULL
UNION ALL
SELECT * EXCLUDE (customer_late_seconds, service_late_seconds, kept_late_seconds), 'kept' AS side, kept_late_seconds
FROM appointments
WHERE kept_late_seconds IS NOT NULL
