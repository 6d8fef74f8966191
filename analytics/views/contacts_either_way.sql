-- Grain: one row per contact, whoever began it. Delivery mode and tier come from the contact, else from the settings. A no-show is as
-- the contact says, else a booked one that ended abandoned without a wait.
SELECT
    * EXCLUDE (delivery_mode, contact_tier),
    delivery_mode_of(delivery_mode, channel) AS delivery_mode,
    tier_of(contact_tier, delivery_mode, channel) AS contact_tier,
    is_no_show_of(no_show, outcome, is_booked, wait_seconds) AS is_no_show,
    CASE WHEN agent_id IS NULL THEN 'no_person' ELSE 'person' END AS handled_by,
    occurred_local::DATE AS day,
    hour(occurred_local)::TINYINT AS hour
FROM contacts
