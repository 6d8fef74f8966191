-- Grain: one row per business day, hour of its clock, dimensions (stored: department, contact tier, channel). All
-- columns are counts or sums, so any coarser figure is their sum. `…_known` counts the contacts whose export says
-- anything at all; `…_squares` add up squares, for variances. The hour is null where nobody asks for it.
SELECT
    day,
    CASE WHEN getvariable('by_hour') THEN hour END AS hour,
    COLUMNS(getvariable('dimensions')),
    count(*) AS contacts,
    count(customer_id) AS known_customer_contacts,
    count_if(outcome = 'resolved') AS resolved,
    count_if(outcome = 'unresolved') AS unresolved,
    count_if(outcome = 'failed') AS failed,
    count_if(outcome = 'abandoned') AS abandoned,
    count_if(is_no_show) AS no_shows,
    count_if(outcome = 'transferred') AS transferred,
    count(is_complaint) AS complaint_known,
    count_if(is_complaint) AS complaints,
    count_if(is_complaint AND outcome = 'failed') AS failed_with_complaint,
    count_if(is_complaint IS NOT NULL AND outcome = 'failed') AS failed_complaint_known,
    count(wait_seconds) AS wait_known,
    count_if(wait_seconds > 0) AS waited,
    count_if(wait_seconds > 0 AND outcome = 'abandoned') AS waited_abandoned,
    count_if(
        outcome <> 'abandoned' AND wait_seconds <= getvariable('service_level_seconds')
    ) AS answered_in_time,
    count_if(
        outcome <> 'abandoned' AND wait_seconds > getvariable('service_level_seconds')
    ) AS answered_late,
    count_if(
        outcome = 'abandoned'
        AND wait_seconds <= getvariable('service_level_seconds')
        AND NOT is_no_show
    ) AS abandoned_in_time,
    count_if(
        outcome = 'abandoned' AND wait_seconds > getvariable('service_level_seconds')
    ) AS abandoned_late,
    count_if(promised_wait_seconds IS NOT NULL AND wait_seconds IS NOT NULL) AS promise_known,
    count_if(wait_seconds <= promised_wait_seconds) AS promise_kept,
    count(service_seconds) AS service_known,
    count(recovery) AS recovery_known,
    count_if(recovery = 'recovered') AS recovered,
    count_if(outcome = 'failed' AND recovery IS NOT NULL) AS failed_recovery_known,
    count_if(outcome = 'failed' AND recovery = 'recovered') AS failed_recovered,
    count(is_booked) AS booking_known,
    count_if(is_booked) AS booked,
    count(cost) AS cost_known,
    sum(wait_seconds) AS wait_seconds,
    sum(wait_seconds) FILTER (outcome <> 'abandoned') AS answered_wait_seconds,
    sum(wait_seconds ** 2) FILTER (outcome <> 'abandoned') AS answered_wait_squares,
    sum(greatest(wait_seconds - promised_wait_seconds, 0)) AS over_promise_seconds,
    sum(greatest(wait_seconds - promised_wait_seconds, 0) ** 2) AS over_promise_squares,
    sum(greatest(promised_wait_seconds - wait_seconds, 0)) AS under_promise_seconds,
    sum(greatest(promised_wait_seconds - wait_seconds, 0) ** 2) AS under_promise_squares,
    sum(service_seconds) AS service_seconds,
    sum(service_seconds ** 2) AS service_squares,
    sum(cost) AS cost
FROM contact_facts
WHERE occurred_local >= getvariable('first_day') AND occurred_local < getvariable('end_day')
GROUP BY ALL
