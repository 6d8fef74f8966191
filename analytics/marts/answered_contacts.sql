-- Grain: one row per business day of answers and contact that they are linked to, with all that is known of the contact. Of
-- ten contacts about one is asked about: answers find theirs here, without looking at all others.
WITH asked AS (
    SELECT
        answered_local::DATE AS answer_day,
        contact_id,
        bool_or(is_of_customer(respondent)) AS has_customer_answered
    FROM answers
    WHERE
        contact_id IS NOT NULL
        AND answered_local >= getvariable('first_day')
        AND answered_local < getvariable('end_day')
    GROUP BY ALL
)
SELECT
    answer_day,
    has_customer_answered,
    contacts.*
FROM contacts_either_way AS contacts
JOIN asked ON asked.contact_id = contacts.contact_id
