-- Grain: one row per touchpoint (department and channel) and peers (channel and contact tier): what journeys of two
-- contacts or more lose there, as parts of the logarithm of their product (-ln x of each contact, over the contacts of
-- its journey), beside what they would lose there at their peers' usual, with the sums that intervals need. Over
-- journeys: `excess` is loss beyond the peers' usual, `among` that of all peers of the journey, which weigh `passed`.
WITH losses AS MATERIALIZED (
    SELECT
        steps.journey,
        department,
        channel,
        tier,
        count(*) AS contacts,
        count(*) / any_value(whole.contacts) AS weight,
        sum(-ln((coalesce(own, usual) - 0.5) / 5)) / any_value(whole.contacts) AS loss,
        any_value(-log_mean) AS whole_loss
    FROM steps
    JOIN whole ON whole.journey = steps.journey
    JOIN usual ON usual.way = steps.way
    WHERE whole.contacts > 1 AND NOT is_open
    GROUP BY steps.journey, department, channel, tier
),
peers AS (
    SELECT channel, tier, sum(weight) AS peer_weight, sum(loss) / sum(weight) AS usual
    FROM losses
    GROUP BY channel, tier
),
gathered AS (
    SELECT journey, channel, tier, sum(weight) AS passed, sum(loss) AS loss
    FROM losses
    GROUP BY journey, channel, tier
),
of_peers AS MATERIALIZED (
    SELECT journey, gathered.channel, gathered.tier, passed, loss - usual * passed AS among, peer_weight, usual
    FROM gathered
    JOIN peers ON peers.channel = gathered.channel AND peers.tier = gathered.tier
),
beyond AS (
    SELECT losses.*, peer_weight, losses.loss - usual * weight AS excess, among, passed
    FROM losses
    JOIN of_peers
        ON of_peers.journey = losses.journey AND of_peers.channel = losses.channel AND of_peers.tier = losses.tier
),
all_peers AS (
    SELECT
        channel,
        tier,
        sum(among * among) AS among_among,
        sum(among * passed) AS among_passed,
        sum(passed * passed) AS passed_passed
    FROM of_peers
    GROUP BY channel, tier
)
SELECT
    department,
    beyond.channel,
    beyond.tier,
    count(*) AS journeys,
    sum(contacts)::BIGINT AS contacts,
    sum(weight) AS weight,
    any_value(peer_weight) AS peer_weight,
    sum(loss) AS loss,
    sum(loss * loss) AS loss_squares,
    sum(loss * whole_loss) AS loss_products,
    sum(excess) AS excess,
    sum(excess * excess) AS excess_excess,
    sum(excess * weight) AS excess_weight,
    sum(excess * among) AS excess_among,
    sum(excess * passed) AS excess_passed,
    sum(weight * weight) AS weight_weight,
    sum(weight * among) AS weight_among,
    sum(weight * passed) AS weight_passed,
    any_value(among_among) AS among_among,
    any_value(among_passed) AS among_passed,
    any_value(passed_passed) AS passed_passed,
    (SELECT sum(-log_mean) FROM whole WHERE contacts > 1 AND NOT is_open) AS all_loss,
    (SELECT sum(log_mean * log_mean) FROM whole WHERE contacts > 1 AND NOT is_open) AS all_squares
FROM beyond
JOIN all_peers ON all_peers.channel = beyond.channel AND all_peers.tier = beyond.tier
GROUP BY ALL
