package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.supervision.RecordedOutages;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Times in which a region's orders could not leave a state: a required part was down according to the supervisor's
 * record, the control database has no heartbeat, or a simulator had faults. An overload is no outage.
 */
final class Outages {

    /** Heartbeats are sent every five seconds. */
    private static final Duration MAX_HEARTBEAT_GAP = Duration.ofSeconds(15);

    /** The longest backlog that an outage excuses. */
    private static final Duration MAX_BACKLOG = Duration.ofMinutes(10);

    /** The intervals with heartbeats of a region or service, and the current time as the last row. */
    private static final String HEARTBEATS = """
        SELECT (extract(epoch FROM since) * 1000)::bigint, (extract(epoch FROM until) * 1000)::bigint
        FROM t_heartbeat WHERE region = '{name}'
        UNION ALL
        SELECT (extract(epoch FROM now()) * 1000)::bigint, NULL
        WHERE EXISTS (SELECT FROM t_heartbeat WHERE region = '{name}')
        ORDER BY 1
        """;

    private final TimeIntervals intervals = new TimeIntervals();
    private OptionalLong since = OptionalLong.empty();

    static Outages of(BoundedState state, String region, Evidence evidence, Ledgers ledgers) {
        var regions =
                evidence.regions().stream().map(any -> any.region().name()).toList();
        var outages = new Outages();
        outages.addRecorded(evidence.recordedOutages(), state.parts(region, regions));
        if (evidence.control().hasTable("t_heartbeat")) {
            outages.addSilence(state.heartbeats(region), evidence);
        }
        outages.intervals.addAll(state.faults(ledgers));
        return outages;
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
                .forEach(outage ->
                        intervals.add(TimeIntervals.millis(outage.from()), TimeIntervals.millis(outage.to())));
        since = parts.stream().mapToLong(part -> part.since().toEpochMilli()).max();
    }

    private void addSilence(Set<String> names, Evidence evidence) {
        var firsts = names.stream()
                .mapToLong(name -> addSilence(name, evidence))
                .filter(first -> first > 0)
                .toArray();
        LongStream.of(firsts).max().ifPresent(last -> since = OptionalLong.of(Math.min(last, since.orElse(last))));
    }

    /** Returns the time of the first heartbeat, or zero if there is none. */
    private long addSilence(String name, Evidence evidence) {
        var first = new long[1];
        var last = new long[1];
        evidence.control().each(HEARTBEATS.replace("{name}", name), row -> {
            var begin = row.getLong(1);
            if (first[0] == 0) {
                first[0] = begin;
            } else if (begin - last[0] > MAX_HEARTBEAT_GAP.toMillis()) {
                intervals.add(last[0], begin);
            }
            last[0] = Math.max(last[0], row.getLong(2));
        });
        return first[0];
    }
}
