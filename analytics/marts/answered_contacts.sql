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
),
-- Most are asked about within days of their contact: these alone are looked through with all that is known of them.
near AS (
    FROM contacts_either_way
    WHERE
        contact_id IN (SELECT contact_id FROM asked)
        AND occurred_local >= getvariable('first_day') - INTERVAL 7 DAY
        AND occurred_local < getvariable('end_day')
),
placed_elsewhere AS (
    SELECT contact_id, occurred_local
    FROM contacts_either_way
    WHERE
        contact_id IN (SELECT contact_id FROM asked ANTI JOIN near USING (contact_id))
        AND (
            occurred_local < getvariable('first_day') - INTERVAL 7 DAY
            OR occurred_local >= getvariable('end_day')
        )
),
elsewhere AS (
    FROM contacts_either_way
    SEMI JOIN placed_elsewhere USING (contact_id, occurred_local)
)
SELECT
    answer_day,
    has_customer_answered,
    contacts.*
FROM (FROM near UNION ALL FROM elsewhere) AS contacts
JOIN asked ON asked.contact_id = contacts.contact_id
