-- Grain: one row per contact. Delivery mode and tier come from the contact, else from the settings.
SELECT
    * EXCLUDE (delivery_mode, contact_tier),
    delivery_mode_of(delivery_mode, channel) AS delivery_mode,
    tier_of(contact_tier, delivery_mode, channel) AS contact_tier,
    occurred_local::DATE AS day
FROM contacts
