package dev.orderplatform.tools.resync;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.tools.audit.ReplicaComparison;
import dev.orderplatform.tools.audit.ReplicaComparison.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What replicas in one region lack of the orders that another owns.
 *
 * @param compared how many replicas there are
 * @param missing orders without a replica
 * @param behind orders whose replica has an earlier version
 * @param otherwise orders whose replica differs in a way that events don't repair, replicas of no order among them
 */
record ReplicaGaps(long compared, List<Long> missing, List<Long> behind, List<Long> otherwise) {

    /**
     * @param slots that {@code owner} owns
     * @param unchangedSince orders that have changed later may be on their way
     */
    static ReplicaGaps find(
            RegionDatabases owner, RegionDatabases other, Collection<Integer> slots, Instant unchangedSince) {
        var gaps = new ReplicaGaps(0, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var ahead = new ArrayList<Long>();
        var compared = ReplicaComparison.ofSlots(slots, unchangedSince)
                .compare(
                        owner,
                        other,
                        (orderId, difference) -> gaps.listOf(difference, ahead).add(orderId));
        ahead.stream()
                .filter(orderId -> !hasChangedSince(orderId, owner, unchangedSince))
                .forEach(gaps.otherwise::add);
        return new ReplicaGaps(compared, gaps.missing, gaps.behind, gaps.otherwise);
    }

    private List<Long> listOf(Difference difference, List<Long> ahead) {
        return switch (difference) {
            case MISSING -> missing;
            case BEHIND -> behind;
            case AHEAD -> ahead;
            case OTHERWISE, ORPHAN -> otherwise;
        };
    }

    // Between the reading of the order and that of its replica.
    private static boolean hasChangedSince(long orderId, RegionDatabases owner, Instant time) {
        var table = ShardMap.even().tableOf(OrderId.slot(orderId));
        return owner.orders().get(table.database()).number("""
            SELECT count(*) FROM t_order_%d WHERE order_id = %d AND (history -> -1 ->> 'at')::timestamptz >= '%s'
            """.formatted(table.index(), orderId, time)) > 0;
    }

    /** Those that their events fill. */
    List<Long> fillable() {
        var all = new ArrayList<>(missing);
        all.addAll(behind);
        return all;
    }

    boolean none() {
        return missing.isEmpty() && behind.isEmpty() && otherwise.isEmpty();
    }
}
