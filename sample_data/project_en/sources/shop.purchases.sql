-- One row per exported line: a purchase, or a refund of one.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim("Order no"), '-') AS "Order no",
            nullif(trim("Contact no"), '-') AS "Contact no",
            nullif(trim("Department"), '-') AS "Department",
            nullif(trim("Channel"), '-') AS "Channel"
        )
    FROM export
)

SELECT
    origin,
    "Order no" AS purchase_id,
    "Customer no" AS customer_id,
    try_strptime("Ordered", ['%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S']) AS purchased_at,
    replace("Amount", ',', '') AS amount,
    CASE "Type"
        WHEN 'New' THEN 'first'
        WHEN 'Repeat' THEN 'repeat'
        WHEN 'Add-on' THEN 'cross'
        WHEN 'Upgrade' THEN 'up'
        WHEN 'Refund' THEN 'refund'
        ELSE "Type"
    END AS kind,
    "Contact no" AS contact_id,
    "Department" AS department,
    "Channel" AS channel
FROM tidy
