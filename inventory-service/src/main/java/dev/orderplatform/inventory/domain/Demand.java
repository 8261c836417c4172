package dev.orderplatform.inventory.domain;

import dev.orderplatform.contracts.Line;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The units that an order asks for.
 *
 * @param units by SKU, each at least 1; empty only if the order's lines are unknown
 */
public record Demand(SortedMap<String, Integer> units) {
    /** The demand of an order whose cancellation arrived before its creation. */
    public static final Demand UNKNOWN = new Demand(new TreeMap<>());

    public Demand {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        units.forEach(Demand::requirePositive);
    }

    /**
     * Sums lines of the same SKU.
     *
     * @throws IllegalArgumentException if a quantity is less than 1, which would add stock
     * @throws ArithmeticException if a sum overflows an int
     */
    public static Demand of(List<Line> lines) {
        SortedMap<String, Integer> units = new TreeMap<>();
        for (Line line : lines) {
            requirePositive(line.sku(), line.quantity());
            units.merge(line.sku(), line.quantity(), Math::addExact);
        }
        return new Demand(units);
    }

    /** The SKUs of which {@code stock} has too little; no entry means zero. */
    List<String> notCoveredBy(Map<String, Long> stock) {
        return units.entrySet().stream()
                .filter(line -> stock.getOrDefault(line.getKey(), 0L) < line.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void requirePositive(String sku, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("a quantity must be positive, got " + quantity + " of " + sku);
        }
    }
}
