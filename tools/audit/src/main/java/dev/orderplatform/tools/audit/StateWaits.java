package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** The orders of a region that stay in a state for longer than a limit. Not replicas: they also wait for replication. */
final class StateWaits {

    private static final String DELAYED = """
        SELECT order_id, (extract(epoch FROM since) * 1000)::bigint AS since,
               (extract(epoch FROM coalesce(until, now())) * 1000)::bigint AS until, until IS NOT NULL AS ended,
               (SELECT coalesce(max(parcels), 0) FROM t_parcel_{n} p WHERE p.order_id = waits.order_id) AS parcels
        FROM ({waits}) AS waits WHERE coalesce(until, now()) - since > interval '{limit} s'
        """;

    private final RegionDatabases region;
    private final BoundedState state;
    private final Duration limit;
    private final Ledgers ledgers;

    StateWaits(RegionDatabases region, BoundedState state, Duration limit, Ledgers ledgers) {
        this.region = region;
        this.state = state;
        this.limit = limit;
        this.ledgers = ledgers;
    }

    /**
     * One order's stay in the state; times in epoch milliseconds.
     *
     * @param until now if it has not ended
     */
    record Wait(long orderId, long since, long until, boolean ended) {

        long millis() {
            return until - since;
        }

        private Wait endedAt(long time) {
            return new Wait(orderId, since, time, true);
        }
    }

    void each(Consumer<Wait> reader) {
        var query = DELAYED.replace("{waits}", state.waits())
                .replace("{region}", region.region().name())
                .replace("{limit}", Long.toString(limit.toSeconds()));
        region.eachTable(query, (_, row) -> {
            var wait = wait(row);
            if (wait.millis() > limit.toMillis()) {
                reader.accept(wait);
            }
        });
    }

    private Wait wait(ResultSet row) throws SQLException {
        var wait =
                new Wait(row.getLong("order_id"), row.getLong("since"), row.getLong("until"), row.getBoolean("ended"));
        var parcels = row.getInt("parcels");
        if (state != BoundedState.PAID || parcels == 0) {
            return wait;
        }
        // With its parcels booked, a paid order waits for the carrier to collect them, for as long as that takes.
        var booked = ledgers.carrier().booked(wait.orderId(), parcels);
        return booked.isPresent() && booked.getAsLong() < wait.until() ? wait.endedAt(booked.getAsLong()) : wait;
    }
}
