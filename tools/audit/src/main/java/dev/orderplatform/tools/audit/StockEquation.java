package dev.orderplatform.tools.audit;

/** Units neither appear nor vanish: each of a SKU's units in a region is in exactly one place. */
final class StockEquation implements Invariant {

    private static final String STOCK = """
        SELECT sku, initial, received, available, reserved, sold, transferred_out, transferred_in,
               initial + received = available + reserved + sold + transferred_out - transferred_in
               AND least(initial, received, available, reserved, sold, transferred_out, transferred_in) >= 0 AS holds
        FROM t_stock ORDER BY sku
        """;

    @Override
    public int id() {
        return 2;
    }

    @Override
    public String title() {
        return "initial + received = available + reserved + sold + transferred_out - transferred_in, none negative";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            region.inventory().each(STOCK, row -> {
                findings.checked(1);
                if (!row.getBoolean("holds")) {
                    findings.breach("%s in %s: %d + %d ≠ %d + %d + %d + %d - %d, or one is negative"
                            .formatted(
                                    row.getString("sku"),
                                    region.region().name(),
                                    row.getLong("initial"),
                                    row.getLong("received"),
                                    row.getLong("available"),
                                    row.getLong("reserved"),
                                    row.getLong("sold"),
                                    row.getLong("transferred_out"),
                                    row.getLong("transferred_in")));
                }
            });
        }
    }
}
