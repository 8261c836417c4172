package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.explain.evidence.StockEvidence.Level;
import dev.orderplatform.tools.explain.evidence.StockEvidence.Reservation;
import dev.orderplatform.tools.explain.evidence.StoredOrder.OrderLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads inventory's rows. */
final class StockRows {

    private static final String RESERVATION = "SELECT * FROM t_reservation WHERE order_id = ";
    private static final String LEVELS = """
        SELECT sku, available FROM t_stock WHERE sku = ANY (string_to_array('%s', ','))
        """;

    private StockRows() {}

    static Optional<Reservation> reservation(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, RESERVATION + orderId).stream()
                .map(row -> new Reservation(
                        row.text("status"), demand(row), row.instant("updated_at"), row.number("epoch")))
                .findFirst();
    }

    private static Map<String, Integer> demand(Row row) {
        var demand = new HashMap<String, Integer>();
        var quantities = row.json().path("quantities");
        var skus = row.json().path("skus");
        for (var n = 0; n < skus.size(); n++) {
            demand.put(skus.path(n).asText(), quantities.path(n).asInt());
        }
        return demand;
    }

    /** SKUs have neither quotes nor commas, see {@link dev.orderplatform.contracts.Sku}. */
    static List<Level> levels(String region, ReadOnlyDatabase database, List<OrderLine> lines) {
        var skus = lines.stream().map(OrderLine::sku).collect(Collectors.joining(","));
        return Row.of(database, LEVELS.formatted(skus)).stream()
                .map(row -> new Level(region, row.text("sku"), row.number("available")))
                .toList();
    }
}
