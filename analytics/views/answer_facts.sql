-- Grain: one row per answer. Department, tier and customer come from the answer, else from the contact it is linked
-- to; all other dimensions come from that contact.
WITH about AS (
    SELECT
        contact_id AS about_contact_id,
        customer_id AS about_customer_id,
        department AS about_department,
        contact_tier AS about_tier,
        -- What is left are dimensions, the company's own among them.
        COLUMNS(lambda name: NOT list_contains(
            [
                'contact_id', 'customer_id', 'department', 'contact_tier', 'occurred_at', 'occurred_local', 'day',
                'hour', 'load_id', 'wait_seconds', 'promised_wait_seconds', 'service_seconds', 'recovery_seconds',
                'cost', 'recovery', 'is_complaint', 'is_no_show'
            ],
            name
        ))
    FROM contact_facts
)
SELECT
    answers.* EXCLUDE (department, contact_tier, customer_id, weight),
    coalesce(answers.weight, 1) AS weight,
    coalesce(answers.customer_id, about_customer_id) AS customer_id,
    coalesce(answers.department, about_department) AS department,
    coalesce(answers.contact_tier, about_tier) AS contact_tier,
    about.* EXCLUDE (about_contact_id, about_customer_id, about_department, about_tier),
    about_contact_id IS NOT NULL AS is_linked,
    answered_local::DATE AS day
FROM answers
LEFT JOIN about ON about_contact_id = answers.contact_id
