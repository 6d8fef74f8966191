-- One row per exported line: an attempt to call a customer.
SELECT
    origin,
    trim("Outbound no") AS contact_id,
    trim("Customer no") AS customer_id,
    try_strptime("Called", ['%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S']) AS occurred_at,
    trim("Department") AS department,
    'phone' AS channel,
    trim("Campaign") AS reason,
    'outbound' AS direction,
    "Talk time (s)" AS service_seconds,
    CASE "Result"
        WHEN 'No answer' THEN 'abandoned'
        WHEN 'Answered' THEN 'resolved'
        WHEN 'Declined' THEN 'unresolved'
        ELSE "Result"
    END AS outcome
FROM export
