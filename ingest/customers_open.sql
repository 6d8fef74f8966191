-- Grain: `customers` has one row per customer, `customer_history` one per customer and day from which an earlier state
-- held. Both become what the timeline says of the open customers.
UPDATE customers
SET {timeline_values}
FROM timeline
WHERE
    timeline.is_latest
    AND timeline.customer_id = customers.customer_id
    AND (timeline.valid_from <> customers.valid_from OR {timeline_differs_from_customers});

INSERT INTO customers BY NAME
SELECT timeline.* EXCLUDE (is_latest), load_id AS first_load_id
FROM timeline
JOIN open_customers USING (customer_id)
WHERE is_latest AND is_new;

DELETE FROM customer_history
WHERE rowid IN (
    SELECT known.rowid
    FROM customer_history AS known
    SEMI JOIN open_customers USING (customer_id)
    LEFT JOIN timeline ON
        timeline.customer_id = known.customer_id
        AND timeline.valid_from = known.valid_from
        AND NOT timeline.is_latest
        AND NOT ({timeline_differs_from_known})
    WHERE timeline.customer_id IS NULL
);

INSERT INTO customer_history BY NAME
SELECT timeline.* EXCLUDE (is_latest)
FROM timeline
ANTI JOIN customer_history USING (customer_id, valid_from)
WHERE NOT timeline.is_latest
