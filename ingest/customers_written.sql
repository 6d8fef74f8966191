-- Grain: `customers` has one row per customer, `customer_history` one per customer and day from which an earlier state
-- held. What the load says of plain customers takes the place of their latest states, and open ones become what their
-- timeline says. Rows are replaced and not updated: an UPDATE from another relation can crash DuckLake (DuckDB 1.5.5).
CREATE OR REPLACE TEMP TABLE latest_states AS
SELECT brought.* EXCLUDE (is_stated, position), coalesce(first_load_id, brought.load_id) AS first_load_id
FROM brought
SEMI JOIN plain_customers USING (customer_id)
LEFT JOIN (SELECT customer_id, first_load_id FROM customers) USING (customer_id)
UNION ALL BY NAME
SELECT timeline.* EXCLUDE (is_latest), coalesce(first_load_id, timeline.load_id) AS first_load_id
FROM timeline
LEFT JOIN customers AS known USING (customer_id)
WHERE
    is_latest
    AND (known.customer_id IS NULL OR timeline.valid_from <> known.valid_from OR {timeline_differs_from_known});

INSERT INTO customer_history BY NAME
SELECT * EXCLUDE (first_load_id) FROM customers SEMI JOIN plain_customers USING (customer_id);

DELETE FROM customers
WHERE rowid IN (SELECT known.rowid FROM customers AS known SEMI JOIN latest_states USING (customer_id));

INSERT INTO customers BY NAME FROM latest_states;

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
