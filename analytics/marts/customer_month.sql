-- Grain: one row per calendar month and known customer with a contact in it: what the customer lived through.
-- Department, contact tier and channel are those of the month's last contact.
WITH known AS (
    SELECT
        *,
        outcome = 'failed' AND recovery IS NOT DISTINCT FROM 'recovered' AS is_recovered_failure
    FROM contacts
    WHERE
        customer_id IS NOT NULL
        AND occurred_local >= getvariable('first_day')
        AND occurred_local < getvariable('end_day')
),
lived_through AS (
    SELECT
        date_trunc('month', occurred_local)::DATE AS month,
        customer_id,
        arg_max(
            {
                department: department,
                contact_tier: tier_of(contact_tier, delivery_mode, channel),
                channel: channel
            },
            {moment: occurred_local, contact: contact_id}
        ) AS last_contact,
        min(occurred_local) AS first_contact_local,
        max(occurred_local) AS last_contact_local,
        count(*) AS contacts,
        max(wait_seconds - promised_wait_seconds) AS longest_over_promise_seconds,
        count(*) FILTER (outcome = 'failed' AND NOT is_recovered_failure) AS unrecovered_failures,
        count(*) FILTER (is_recovered_failure) AS recovered_failures,
        count(*) FILTER (is_complaint) AS complaints,
        count(*) FILTER (outcome = 'abandoned') AS abandoned,
        count(*) FILTER (outcome = 'unresolved') AS unresolved
    FROM known
    GROUP BY ALL
)
SELECT
    month,
    customer_id,
    last_contact.department AS department,
    last_contact.contact_tier AS contact_tier,
    last_contact.channel AS channel,
    * EXCLUDE (month, customer_id, last_contact)
FROM lived_through
