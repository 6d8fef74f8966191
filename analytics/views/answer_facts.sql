-- Grain: one row per answer. Department, tier, channel and customer come from the answer, else from the
-- contact it is linked to.
SELECT
    answers.* EXCLUDE (department, contact_tier, customer_id),
    coalesce(answers.customer_id, contact_facts.customer_id) AS customer_id,
    coalesce(answers.department, contact_facts.department) AS department,
    coalesce(answers.contact_tier, contact_facts.contact_tier) AS contact_tier,
    contact_facts.channel AS channel,
    contact_facts.contact_id IS NOT NULL AS is_linked,
    answers.answered_local::DATE AS day
FROM answers
LEFT JOIN contact_facts ON contact_facts.contact_id = answers.contact_id
