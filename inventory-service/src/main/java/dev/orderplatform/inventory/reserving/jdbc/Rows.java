package dev.orderplatform.inventory.reserving.jdbc;

/** Checks by row count that every guard of a guarded statement held. */
final class Rows {
    private Rows() {}

    static void require(int expected, int changed, String what) {
        if (changed != expected) {
            throw new IllegalStateException(
                    "%s changed concurrently: %d of %d rows updated".formatted(what, changed, expected));
        }
    }
}
