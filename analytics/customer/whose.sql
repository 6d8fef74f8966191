-- Grain: one row per customer whose contact, questionnaire or purchase bears the id $given.
SELECT DISTINCT customer_id
FROM (
    SELECT customer_id FROM contacts WHERE contact_id = $given
    UNION ALL
    SELECT customer_id FROM purchases WHERE purchase_id = $given
    UNION ALL
    SELECT customer_id FROM answer_facts WHERE survey_id = $given
)
WHERE customer_id IS NOT NULL
ORDER BY customer_id
