-- Grain: one row per answer of {answers}, with what is known of the contact that it is linked to.
WITH about AS (
    SELECT
        answer_day AS about_answer_day,
        contact_id AS about_contact_id,
        customer_id AS about_customer_id,
        department AS about_department,
        contact_tier AS about_tier,
        agent_id AS about_agent_id,
        COLUMNS(lambda name: is_dimension(name) AND NOT list_contains(['department', 'contact_tier', 'agent_id'], name))
    FROM answered_contacts
)
SELECT
    answers.* EXCLUDE (department, contact_tier, customer_id, agent_id, respondent, weight),
    coalesce(answers.weight, 1) AS weight,
    coalesce(answers.customer_id, about_customer_id) AS customer_id,
    coalesce(answers.department, about_department) AS department,
    coalesce(answers.contact_tier, about_tier) AS contact_tier,
    coalesce(answers.agent_id, about_agent_id) AS agent_id,
    about.* EXCLUDE (about_answer_day, about_contact_id, about_customer_id, about_department, about_tier, about_agent_id),
    about_contact_id IS NOT NULL AS is_linked,
    answered_local::DATE AS day
FROM {answers} AS answers
LEFT JOIN about ON about_contact_id = answers.contact_id AND about_answer_day = answered_local::DATE
