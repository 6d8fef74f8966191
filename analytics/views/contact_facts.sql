-- Grain: one row per contact. Delivery mode and tier come from the contact, else from the settings.
SELECT
    contacts.* EXCLUDE (delivery_mode, contact_tier),
    coalesce(contacts.delivery_mode, channels.delivery_mode) AS delivery_mode,
    coalesce(contacts.contact_tier, delivery_modes.contact_tier) AS contact_tier,
    contacts.occurred_local::DATE AS day
FROM contacts
LEFT JOIN channels ON channels.channel = contacts.channel
LEFT JOIN delivery_modes
    ON delivery_modes.delivery_mode = coalesce(contacts.delivery_mode, channels.delivery_mode)
