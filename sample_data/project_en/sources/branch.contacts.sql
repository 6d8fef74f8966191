-- One row per exported line: a contact at a counter, a kiosk or on a visit, or an earlier state of one.
-- Waits are written as mm:ss. Mode and tier stand only where staff entered them; the rest follows from settings.
WITH tidy AS (
    SELECT
        * REPLACE (
            nullif(trim("Ticket no"), '-') AS "Ticket no",
            nullif(trim("Customer no"), '-') AS "Customer no",
            nullif(trim("Promised wait (mm:ss)"), '-') AS "Promised wait (mm:ss)"
        )
    FROM export
),

timed AS (
    SELECT
        *,
        CASE WHEN "Wait (mm:ss)" LIKE '-%' THEN -1 ELSE 1 END AS wait_sign,
        string_split(ltrim("Wait (mm:ss)", '-'), ':') AS wait_parts,
        string_split("Promised wait (mm:ss)", ':') AS promise_parts
    FROM tidy
)

SELECT
    origin,
    "Ticket no" AS contact_id,
    "Customer no" AS customer_id,
    try_strptime("Received", ['%Y-%m-%d %H:%M:%S', '%-d %b %Y %-I:%M:%S %p']) AS occurred_at,
    trim("Department") AS department,
    CASE "Touchpoint"
        WHEN 'Counter' THEN 'branch'
        WHEN 'Kiosk' THEN 'kiosk'
        WHEN 'Home visit' THEN 'visit'
        ELSE "Touchpoint"
    END AS channel,
    CASE "Type of service"
        WHEN 'Self-service' THEN 'digital'
        WHEN 'Standard' THEN 'face_to_face_tight'
        WHEN 'Consultation' THEN 'face_to_face_loose'
        WHEN 'Tailored' THEN 'face_to_face_customised'
        ELSE "Type of service"
    END AS delivery_mode,
    lower("Contact level") AS contact_tier,
    CASE "Stage"
        WHEN 'Booking' THEN 'reservation'
        WHEN 'Order' THEN 'order'
        WHEN 'Processing' THEN 'processing'
        WHEN 'Delivery' THEN 'delivery'
        WHEN 'Aftercare' THEN 'after_service'
        ELSE "Stage"
    END AS stage,
    trim("Matter") AS reason,
    "Served by" AS agent_id,
    CASE "Booking" WHEN 'Booked' THEN true WHEN 'Walk-in' THEN false END AS is_booked,
    wait_sign * (try_cast(wait_parts[1] AS DOUBLE) * 60 + try_cast(wait_parts[2] AS DOUBLE)) AS wait_seconds,
    try_cast(promise_parts[1] AS DOUBLE) * 60 + try_cast(promise_parts[2] AS DOUBLE) AS promised_wait_seconds,
    "Service (s)" AS service_seconds,
    CASE "Result"
        WHEN 'Resolved' THEN 'resolved'
        WHEN 'Unresolved' THEN 'unresolved'
        WHEN 'Failed' THEN 'failed'
        WHEN 'No-show or left' THEN 'abandoned'
        WHEN 'Referred' THEN 'transferred'
        ELSE "Result"
    END AS outcome,
    CASE "Complaint" WHEN 'Yes' THEN true WHEN 'No' THEN false END AS is_complaint,
    CASE "Recovery"
        WHEN 'None' THEN 'none'
        WHEN 'Tried' THEN 'attempted'
        WHEN 'Done' THEN 'recovered'
        ELSE "Recovery"
    END AS recovery,
    try_cast("Recovery (min)" AS DOUBLE) * 60 AS recovery_seconds,
    replace("Cost", ',', '') AS cost,
    try_strptime("Booked for", '%Y-%m-%d %H:%M:%S') AS appointment_at,
    CASE "No-show" WHEN 'Yes' THEN true WHEN 'No' THEN false END AS no_show,
    CASE "Failure origin"
        WHEN 'Staff' THEN 'staff'
        WHEN 'System' THEN 'system'
        WHEN 'Premises' THEN 'physical_evidence'
        WHEN 'Policy' THEN 'policy'
        ELSE "Failure origin"
    END AS failure_origin,
    replace(lower("Recovered by"), '+', '|') AS recovery_kind
FROM timed
