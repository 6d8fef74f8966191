-- Grain: one row per contact with a known customer after which the records of purchases reach far enough: whether the customer
-- bought something within so many days after it. A customer's few purchases are a list: a join by times takes a hundred times as long.
WITH bought AS (
    SELECT customer_id, list(epoch_us(purchased_at)) AS bought_us
    FROM purchases
    WHERE kind IS DISTINCT FROM 'refund' AND customer_id IS NOT NULL
    GROUP BY customer_id
),
known AS (
    SELECT max(purchased_local)::DATE AS last_day
    FROM purchases
)
SELECT
    listed.*,
    len(list_filter(
        bought_us,
        lambda us: us > epoch_us(occurred_at) AND us <= epoch_us(occurred_at) + $repurchase_days * 86400000000
    )) > 0 AS bought_after
FROM contact_facts AS listed
CROSS JOIN known
LEFT JOIN bought ON bought.customer_id = listed.customer_id
WHERE listed.customer_id IS NOT NULL AND listed.day + $repurchase_days <= last_day
