-- Grain: one row per contact that came to an appointment, with how many seconds after it the customer came and service
-- began; before it is negative. kept_late_seconds counts from the customer's coming where that was the later of the two.
SELECT
    contact_facts.*,
    epoch(occurred_at) - epoch(appointment_at) AS customer_late_seconds,
    -- Who gave up was never served.
    CASE WHEN outcome <> 'abandoned' THEN customer_late_seconds + wait_seconds END AS service_late_seconds,
    service_late_seconds - greatest(customer_late_seconds, 0) AS kept_late_seconds
FROM contact_facts
WHERE
    -- Said apart, as the database skips what is empty.
    appointment_at IS NOT NULL
    AND is_booked IS DISTINCT FROM false
    AND NOT is_no_show
    -- What is half a day off came for something else, or is a slip.
    AND abs(epoch(occurred_at) - epoch(appointment_at)) < 43200
