package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.supervision.RecordedOutages;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Times in which a region could not decide its orders: a required part was down according to the supervisor's record,
 * or the control database has no heartbeat of the region. An overload is no outage.
 */
final class Outages {

    /** Heartbeats are sent every five seconds. */
    private static final Duration MAX_HEARTBEAT_GAP = Duration.ofSeconds(15);

    /** The longest backlog that an outage excuses. */
    private static final Duration MAX_BACKLOG = Duration.ofMinutes(10);

    /** The intervals with heartbeats of a region, and the current time as the last row. */
    private static final String HEARTBEATS = """
        SELECT (extract(epoch FROM since) * 1000)::bigint, (extract(epoch FROM until) * 1000)::bigint
        FROM t_heartbeat WHERE region = '{region}'
        UNION ALL
        SELECT (extract(epoch FROM now()) * 1000)::bigint, NULL
        WHERE EXISTS (SELECT FROM t_heartbeat WHERE region = '{region}')
        ORDER BY 1
        """;

    private final TimeIntervals intervals = new TimeIntervals();
    private OptionalLong since = OptionalLong.empty();

    static Outages of(String region, Evidence evidence) {
        var outages = new Outages();
        outages.addRecorded(evidence.recordedOutages(), parts(region, evidence));
        if (evidence.control().hasTable("t_heartbeat")) {
            outages.addSilence(region, evidence);
        }
        return outages;
    }

    /** The parts that are needed to decide a region's orders. */
    private static Set<String> parts(String region, Evidence evidence) {
        var parts = new HashSet<>(Set.of("order-service-" + region, "kafka-" + region, "postgres-global", "seata"));
        // An order short of stock waits for stock of other regions.
        for (var any : evidence.regions()) {
            parts.add("inventory-service-" + any.region().name());
            parts.add("postgres-" + any.region().name());
        }
        return parts;
    }

    /** Start of the record; earlier times can't be checked. Empty without a record: all times are checked. */
    OptionalLong since() {
        return since;
    }

    /**
     * The outages, each extended by its backlog: the time in which delayed orders are decided, with no gap longer than
     * the limit. An order that waits beyond such a gap is not part of the backlog.
     *
     * @param decisions decision times of orders that had waited for longer than {@code limit}
     */
    TimeIntervals withBacklog(NavigableSet<Long> decisions, Duration limit) {
        return intervals.extended(end -> endOfBacklog(end, decisions, limit));
    }

    static long endOfBacklog(long outageEnd, NavigableSet<Long> decisions, Duration limit) {
        var end = outageEnd;
        for (var decision : decisions.tailSet(outageEnd, true)) {
            if (decision - end > limit.toMillis()) {
                break;
            }
            end = decision;
        }
        return Math.min(end, outageEnd + MAX_BACKLOG.toMillis());
    }

    private void addRecorded(RecordedOutages recorded, Set<String> names) {
        var parts = names.stream().flatMap(part -> recorded.of(part).stream()).toList();
        parts.stream()
                .flatMap(part -> part.outages().stream())
                .forEach(outage -> intervals.add(millis(outage.from()), millis(outage.to())));
        since = parts.stream().mapToLong(part -> millis(part.since())).max();
    }

    private void addSilence(String region, Evidence evidence) {
        var last = new long[1];
        evidence.control().each(HEARTBEATS.replace("{region}", region), row -> {
            var begin = row.getLong(1);
            if (last[0] == 0) {
                since = OptionalLong.of(Math.min(begin, since.orElse(begin)));
            } else if (begin - last[0] > MAX_HEARTBEAT_GAP.toMillis()) {
                intervals.add(last[0], begin);
            }
            last[0] = Math.max(last[0], row.getLong(2));
        });
    }

    private static long millis(Instant time) {
        return time.equals(Instant.MAX) ? TimeIntervals.FOREVER : time.toEpochMilli();
    }
}
