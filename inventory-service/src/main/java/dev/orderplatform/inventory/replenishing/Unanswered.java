package dev.orderplatform.inventory.replenishing;

import dev.orderplatform.inventory.domain.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Since when orders wait for a region that does not answer: each from the first look-up that left one of its own SKUs
 * unanswered, until one that answered them all. Kept in memory: after a restart they wait anew.
 */
final class Unanswered {
    private final Duration timeout;
    private final NavigableMap<Long, Instant> since = new TreeMap<>();

    Unanswered(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Takes the outcome of a look-up.
     *
     * @param waiting all waiting orders with ids above {@code after}, up to {@code last}
     * @param skus that were asked about and not answered for
     * @return orders that have waited for longer than they can
     */
    Set<Long> overdue(long after, long last, List<Reservation> waiting, Set<String> skus, Instant now) {
        Set<Long> affected = waiting.stream()
                .filter(order -> order.demand().units().keySet().stream().anyMatch(skus::contains))
                .map(Reservation::orderId)
                .collect(Collectors.toSet());
        since.subMap(after, false, last, true).keySet().retainAll(affected);
        affected.forEach(order -> since.putIfAbsent(order, now));
        return affected.stream()
                .filter(order -> since.getOrDefault(order, now).plus(timeout).isBefore(now))
                .collect(Collectors.toSet());
    }
}
