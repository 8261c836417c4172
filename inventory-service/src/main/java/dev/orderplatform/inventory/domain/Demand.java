package dev.orderplatform.inventory.domain;

import dev.orderplatform.contracts.Line;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an order asks for.
 *
 * @param units by SKU, each at least 1; empty only for an order that never showed its lines
 */
public record Demand(SortedMap<String, Integer> units) {
    /** Of an order that was cancelled before it was seen. */
    public static final Demand UNSEEN = new Demand(new TreeMap<>());

    public Demand {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        units.forEach(Demand::requirePositive);
    }

    /**
     * Sums up lines of the same SKU.
     *
     * @throws IllegalArgumentException when a quantity is less than 1: it would add stock
     * @throws ArithmeticException when a sum exceeds an int
     */
    public static Demand of(List<Line> lines) {
        SortedMap<String, Integer> units = new TreeMap<>();
        for (Line line : lines) {
            requirePositive(line.sku(), line.quantity());
            units.merge(line.sku(), line.quantity(), Math::addExact);
        }
        return new Demand(units);
    }

    /** The SKUs of which {@code stock} has less than is asked for; without an entry there is none. */
    List<String> notCoveredBy(Map<String, Long> stock) {
        return units.entrySet().stream()
                .filter(line -> stock.getOrDefault(line.getKey(), 0L) < line.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void requirePositive(String sku, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("a quantity is positive, got " + quantity + " of " + sku);
        }
    }
}
