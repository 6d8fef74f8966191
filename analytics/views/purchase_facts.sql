-- Grain: one row per purchase or refund. Department and channel are its own, else those of the contact it came of; all other dimensions
-- come from that contact.
WITH about AS (
    SELECT
        contact_id AS about_contact_id,
        department AS about_department,
        channel AS about_channel,
        -- What is left are dimensions, the company's own among them.
        COLUMNS(lambda name: NOT list_contains(
            [
                'contact_id', 'customer_id', 'department', 'channel', 'occurred_at', 'occurred_local', 'day', 'hour', 'load_id',
                'wait_seconds', 'promised_wait_seconds', 'service_seconds', 'recovery_seconds', 'cost', 'recovery',
                'recovery_kind', 'is_complaint', 'is_no_show', 'no_show', 'appointment_at'
            ],
            name
        ))
    FROM contact_facts
)
SELECT
    bought.* EXCLUDE (department, channel),
    coalesce(bought.department, about_department) AS department,
    coalesce(bought.channel, about_channel) AS channel,
    about.* EXCLUDE (about_contact_id, about_department, about_channel)
FROM dated_purchases AS bought
LEFT JOIN about ON about_contact_id = bought.contact_id
