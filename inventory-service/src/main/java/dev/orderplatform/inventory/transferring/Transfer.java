package dev.orderplatform.inventory.transferring;

/**
 * A request to move units to another region.
 *
 * @param quantity 1..10000
 * @param from source region
 * @param to destination region
 */
public record Transfer(String sku, int quantity, String from, String to) {
    /** Max units per transfer. */
    public static final int MAX_UNITS = 10_000;

    public Transfer {
        if (quantity < 1 || quantity > MAX_UNITS) {
            throw new IllegalArgumentException("a transfer moves 1 to " + MAX_UNITS + " units, not " + quantity);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a transfer needs two regions, both are " + to);
        }
    }
}
