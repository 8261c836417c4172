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
 * Tracks since when each order has waited for a region that does not respond: from the first query that left one of its
 * SKUs unknown, until a query returns all of them. In memory: a restart resets the timeouts.
 */
final class OverdueOrders {
    private final Duration timeout;
    private final NavigableMap<Long, Instant> since = new TreeMap<>();

    OverdueOrders(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Records the result of a query.
     *
     * @param waiting all waiting orders with ids above {@code after}, up to {@code last}
     * @param skus whose remote stock is unknown
     * @return orders whose timeout has expired
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
