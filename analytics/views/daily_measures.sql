-- Grain: one row per business day, department, contact tier, channel and measure with records on it: the measures
-- that are shares, means or nets, by their names in the catalogue. A coarser figure is the mean of `value`
-- weighted by `weight`. Measures counted by the month stand on its last day.
SELECT measure, day, department, contact_tier, channel, value, n, weight
FROM (SELECT measures) AS daily
WHERE n > 0
