-- Grain: one row: how many rows of what name the customer.
SELECT
    (SELECT count(*) FROM contacts WHERE customer_id = getvariable('erased')) AS contacts,
    (
        SELECT count(*)
        FROM answers
        WHERE
            customer_id = getvariable('erased')
            OR contact_id IN (SELECT contact_id FROM contacts WHERE customer_id = getvariable('erased'))
    ) AS answers,
    (SELECT count(*) FROM customer_states WHERE customer_id = getvariable('erased')) AS customer_states,
    (SELECT count(*) FROM erased_rejects) AS rejected_rows,
    (
        SELECT count(*)
        FROM purchases
        WHERE
            customer_id = getvariable('erased')
            OR contact_id IN (SELECT contact_id FROM contacts WHERE customer_id = getvariable('erased'))
    ) AS purchases
