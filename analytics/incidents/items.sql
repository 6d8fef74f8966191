-- Grain: one row per tier, department, month, item of the questionnaire, and whether the contact was an incident of the
-- bits: answers with the sums of scores and of their squares. Reads from `contacts_lived`.
SELECT
    tier,
    contacts_lived.department,
    month,
    item,
    lived & $bits::INTEGER > 0 AS is_exposed,
    count(*) AS n,
    sum(score) AS total,
    sum(score * score) AS squares
FROM customer_answers AS answers
JOIN contacts_lived ON contacts_lived.contact_id = answers.contact_id
WHERE list_contains($items::VARCHAR[], item)
GROUP BY ALL
