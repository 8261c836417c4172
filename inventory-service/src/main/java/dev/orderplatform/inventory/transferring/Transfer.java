package dev.orderplatform.inventory.transferring;

/**
 * Units that are to move.
 *
 * @param quantity 1..10000
 * @param from region that gives them
 * @param to region that gets them
 */
public record Transfer(String sku, int quantity, String from, String to) {
    /** The most units a transfer moves. */
    public static final int MOST = 10_000;

    public Transfer {
        if (quantity < 1 || quantity > MOST) {
            throw new IllegalArgumentException("a transfer moves 1 to " + MOST + " units, not " + quantity);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a transfer leads to another region, not to " + to);
        }
    }
}
