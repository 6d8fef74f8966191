-- Grain: all rows of one customer, the variable `erased`; of `names` those by which rejected rows name them. Survey
-- answers about their contacts are theirs too, and purchases out of these. A run of `customer_mentions` that begins
-- or ends with them begins or ends with the next one of the same first load, so that it holds the same others as
-- before.
DELETE FROM answers
WHERE
    customer_id = getvariable('erased')
    OR contact_id IN (SELECT contact_id FROM contacts WHERE customer_id = getvariable('erased'));

DELETE FROM purchases
WHERE
    customer_id = getvariable('erased')
    OR contact_id IN (SELECT contact_id FROM contacts WHERE customer_id = getvariable('erased'));

DELETE FROM contacts WHERE customer_id = getvariable('erased');

CREATE OR REPLACE TEMP TABLE narrowed_mentions AS
SELECT
    mention.load_id,
    mention.valid_from,
    mention.first_load_id,
    min(customer_id) AS first_customer,
    max(customer_id) AS last_customer
FROM (
    SELECT *, rowid AS mention_id
    FROM customer_mentions
    WHERE getvariable('erased') IN (first_customer, last_customer)
) AS mention
JOIN customers ON
    customers.first_load_id = mention.first_load_id
    AND customer_id BETWEEN mention.first_customer AND mention.last_customer
WHERE customer_id <> getvariable('erased')
GROUP BY mention_id, mention.load_id, mention.valid_from, mention.first_load_id;

DELETE FROM customer_mentions WHERE getvariable('erased') IN (first_customer, last_customer);

INSERT INTO customer_mentions BY NAME FROM narrowed_mentions;

DELETE FROM customers WHERE customer_id = getvariable('erased');

DELETE FROM customer_history WHERE customer_id = getvariable('erased');

DELETE FROM rejected_rows WHERE rowid IN (SELECT reject_id FROM erased_rejects);

UPDATE loads SET reason = 'It named a customer who was erased.' WHERE regexp_matches(reason, getvariable('in_text'))
