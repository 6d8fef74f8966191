-- Grain: one row per incident of the days, the gravest first: the contact, what was lived through, what its customer gave
-- and wrote, and whether they have left. Reads from `contacts_lived`. Grave is what is expected of its kinds together:
-- $weights has for each bit what the kind goes with.
SELECT
    grave.*,
    left_on IS NOT NULL AS has_left,
    (
        SELECT first(comment ORDER BY answer_id)
        FROM customer_answers
        WHERE customer_answers.contact_id = grave.contact_id AND trim(comment) <> ''
    ) AS comment
FROM (
    SELECT
        contact_id,
        customer_id,
        occurred_local,
        department,
        channel,
        tier,
        reason,
        outcome,
        failure_origin,
        lived,
        csat,
        list_sum(list_transform(range(len($weights::DOUBLE[])), lambda bit:
            CASE WHEN (lived >> bit) & 1 = 1 THEN ($weights::DOUBLE[])[bit + 1] ELSE 0 END
        )) AS gravity
    FROM contacts_lived
    WHERE lived & $bits::INTEGER > 0
    ORDER BY gravity DESC, occurred_local DESC, contact_id
    LIMIT $most
) AS grave
LEFT JOIN customer_facts AS customers ON customers.customer_id = grave.customer_id
ORDER BY gravity DESC, occurred_local DESC, contact_id
