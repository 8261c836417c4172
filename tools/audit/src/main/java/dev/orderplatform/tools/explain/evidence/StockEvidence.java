package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What inventory has about an order.
 *
 * @param levels of the order's SKUs in the regions that could be read
 */
public record StockEvidence(Optional<Reservation> reservation, List<Level> levels) {

    public static final StockEvidence NONE = new StockEvidence(Optional.empty(), List.of());

    public StockEvidence {
        levels = List.copyOf(levels);
    }

    /** @param demand units by SKU */
    public record Reservation(String status, Map<String, Integer> demand, Instant changedAt, long epoch) {

        public Reservation {
            demand = Map.copyOf(demand);
        }

        /** The event that its last change published. To sell and to take back publish none. */
        public Optional<EventRef> event(long orderId) {
            return switch (status) {
                case "RESERVED" -> event(orderId, 1, "StockReservedEvent");
                case "REJECTED" -> event(orderId, 1, "StockRejectedEvent");
                case "RELEASED" -> event(orderId, 2, "StockReleasedEvent");
                default -> Optional.empty();
            };
        }

        private Optional<EventRef> event(long orderId, int version, String type) {
            return Optional.of(new EventRef("stock-%d-%d-%d".formatted(orderId, epoch, version), type, changedAt));
        }
    }

    public record Level(String region, String sku, long available) {}

    public Optional<Level> level(String region, String sku) {
        return levels.stream()
                .filter(level -> level.region().equals(region) && level.sku().equals(sku))
                .findFirst();
    }
}
