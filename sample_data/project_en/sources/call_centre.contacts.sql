-- One row per exported line: a phone contact, or an earlier state of one that a later file corrects.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim("Call no"), '-') AS "Call no",
            nullif(trim("Customer no"), '-') AS "Customer no",
            nullif(trim("Agent"), '-') AS "Agent",
            nullif(trim("Promised wait (s)"), '-') AS "Promised wait (s)"
        )
    FROM export
)

SELECT
    origin,
    "Call no" AS contact_id,
    "Customer no" AS customer_id,
    try_strptime("Received", ['%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y%m%d%H%M%S']) AS occurred_at,
    trim("Department") AS department,
    'phone' AS channel,
    CASE "Stage"
        WHEN 'Booking' THEN 'reservation'
        WHEN 'Order' THEN 'order'
        WHEN 'Processing' THEN 'processing'
        WHEN 'Delivery' THEN 'delivery'
        WHEN 'Aftercare' THEN 'after_service'
        ELSE "Stage"
    END AS stage,
    trim("Enquiry") AS reason,
    "Agent" AS agent_id,
    "Wait (s)" AS wait_seconds,
    "Promised wait (s)" AS promised_wait_seconds,
    "Talk time (s)" AS service_seconds,
    CASE "Result"
        WHEN 'Closed' THEN 'resolved'
        WHEN 'Pending' THEN 'unresolved'
        WHEN 'Failed' THEN 'failed'
        WHEN 'Hung up' THEN 'abandoned'
        WHEN 'Forwarded' THEN 'transferred'
        ELSE "Result"
    END AS outcome,
    CASE "Complaint" WHEN 'Y' THEN true WHEN 'N' THEN false END AS is_complaint,
    CASE "Recovery"
        WHEN 'None' THEN 'none'
        WHEN 'Tried' THEN 'attempted'
        WHEN 'Done' THEN 'recovered'
        ELSE "Recovery"
    END AS recovery,
    try_cast("Recovery (min)" AS DOUBLE) * 60 AS recovery_seconds,
    replace("Cost", ',', '') AS cost,
    CASE "Direction" WHEN 'Incoming' THEN 'inbound' WHEN 'Outgoing' THEN 'outbound' ELSE "Direction" END AS direction,
    "Forwarded to" AS handed_to,
    CASE "Said again" WHEN 'Y' THEN true WHEN 'N' THEN false END AS asked_again,
    CASE "Failure origin"
        WHEN 'Staff' THEN 'staff'
        WHEN 'System' THEN 'system'
        WHEN 'Premises' THEN 'physical_evidence'
        WHEN 'Policy' THEN 'policy'
        ELSE "Failure origin"
    END AS failure_origin,
    replace(lower("Recovered by"), '+', '|') AS recovery_kind
FROM tidy
