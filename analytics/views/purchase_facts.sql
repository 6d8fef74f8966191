-- Grain: one row per purchase or refund. Department and channel are its own, else those of the contact it came of; all
-- other dimensions come from that contact.
WITH about AS (
    SELECT
        contact_id AS about_contact_id,
        department AS about_department,
        channel AS about_channel,
        COLUMNS(lambda name: is_dimension(name) AND NOT list_contains(['department', 'channel'], name))
    FROM contact_facts
)
SELECT
    bought.* EXCLUDE (department, channel),
    coalesce(bought.department, about_department) AS department,
    coalesce(bought.channel, about_channel) AS channel,
    about.* EXCLUDE (about_contact_id, about_department, about_channel)
FROM dated_purchases AS bought
LEFT JOIN about ON about_contact_id = bought.contact_id
