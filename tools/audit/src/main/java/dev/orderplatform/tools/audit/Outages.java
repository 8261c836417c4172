package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.supervision.RecordedOutages;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * When a region could not decide its orders: a part that it takes was out, by the supervisor's record, or the region sent
 * no heartbeat, by the control database. An overload is no outage.
 */
final class Outages {

    /** Heartbeats come every five seconds. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** The longest backlog that an outage explains. */
    private static final Duration LONGEST_BACKLOG = Duration.ofMinutes(10);

    /** The spans in which a region was heard, and the present moment behind them. */
    private static final String HEARTBEATS = """
        SELECT (extract(epoch FROM since) * 1000)::bigint, (extract(epoch FROM until) * 1000)::bigint
        FROM t_heartbeat WHERE region = '{region}'
        UNION ALL
        SELECT (extract(epoch FROM now()) * 1000)::bigint, NULL
        WHERE EXISTS (SELECT FROM t_heartbeat WHERE region = '{region}')
        ORDER BY 1
        """;

    private final Spans spans = new Spans();
    private OptionalLong since = OptionalLong.empty();

    static Outages of(String region, Evidence evidence) {
        var outages = new Outages();
        outages.addRecorded(evidence.recordedOutages(), parts(region, evidence));
        if (evidence.control().hasTable("t_heartbeat")) {
            outages.addSilence(region, evidence);
        }
        return outages;
    }

    /** The parts without which an order of a region may have to wait for its decision. */
    private static Set<String> parts(String region, Evidence evidence) {
        var parts = new HashSet<>(Set.of("order-service-" + region, "kafka-" + region, "postgres-global", "seata"));
        // An order that is short of stock waits for what the other regions have.
        for (var any : evidence.regions()) {
            parts.add("inventory-service-" + any.region().name());
            parts.add("postgres-" + any.region().name());
        }
        return parts;
    }

    /** From when on outages are known: what was before can't be judged. Empty when there is no record: all is judged. */
    OptionalLong since() {
        return since;
    }

    /**
     * The outages, each with the backlog behind it. That lasts while orders that have waited too long are decided one after
     * the other; an order that is left when nothing was decided for the length of the limit is not waiting in a backlog.
     *
     * @param decisions when orders were decided that had waited for longer than {@code limit}
     */
    Spans withBacklog(NavigableSet<Long> decisions, Duration limit) {
        return spans.extended(end -> endOfBacklog(end, decisions, limit));
    }

    static long endOfBacklog(long outageEnd, NavigableSet<Long> decisions, Duration limit) {
        var end = outageEnd;
        for (var decision : decisions.tailSet(outageEnd, true)) {
            if (decision - end > limit.toMillis()) {
                break;
            }
            end = decision;
        }
        return Math.min(end, outageEnd + LONGEST_BACKLOG.toMillis());
    }

    private void addRecorded(RecordedOutages recorded, Set<String> wanted) {
        var parts = wanted.stream().flatMap(part -> recorded.of(part).stream()).toList();
        parts.stream()
                .flatMap(part -> part.outages().stream())
                .forEach(outage -> spans.add(millis(outage.from()), millis(outage.to())));
        since = parts.stream().mapToLong(part -> millis(part.since())).max();
    }

    private void addSilence(String region, Evidence evidence) {
        var last = new long[1];
        evidence.control().each(HEARTBEATS.replace("{region}", region), row -> {
            var begin = row.getLong(1);
            if (last[0] == 0) {
                since = OptionalLong.of(Math.min(begin, since.orElse(begin)));
            } else if (begin - last[0] > LONGEST_PAUSE.toMillis()) {
                spans.add(last[0], begin);
            }
            last[0] = Math.max(last[0], row.getLong(2));
        });
    }

    private static long millis(Instant time) {
        return time.equals(Instant.MAX) ? Long.MAX_VALUE / 2 : time.toEpochMilli();
    }
}
