-- Grain: one row per purchase or refund, with its business day.
SELECT *, purchased_local::DATE AS day
FROM purchases
