package dev.orderplatform.inventory.reserving.jdbc;

/** Guarded statements tell by their row count whether every guard held. */
final class Rows {
    private Rows() {}

    static void require(int expected, int changed, String what) {
        if (changed != expected) {
            throw new IllegalStateException(
                    "%s changed underneath: %d of %d rows as expected".formatted(what, changed, expected));
        }
    }
}
