-- Grain: one row per comment about a contact, and whether that was an incident of the bits; newest first. Reads from
-- `contacts_lived`.
SELECT
    answered_local,
    answers.contact_id,
    comment,
    CASE WHEN lived & $bits::INTEGER > 0 THEN 'high' ELSE 'low' END AS band
FROM customer_answers AS answers
JOIN contacts_lived ON contacts_lived.contact_id = answers.contact_id
WHERE trim(comment) <> ''
QUALIFY row_number() OVER (PARTITION BY survey_id, comment ORDER BY answer_id) = 1
ORDER BY answered_local DESC, survey_id, answer_id
