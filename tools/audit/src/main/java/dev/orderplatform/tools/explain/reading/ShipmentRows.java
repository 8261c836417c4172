package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.explain.evidence.ShipmentEvidence.Parcel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads logistics-service's rows. */
final class ShipmentRows {

    private static final String PARCELS = "SELECT * FROM t_parcel WHERE order_id = %d ORDER BY number";
    private static final String SHIPMENT = "SELECT refunded_at FROM t_shipment WHERE order_id = ";

    private ShipmentRows() {}

    static List<Parcel> parcels(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, PARCELS.formatted(orderId)).stream()
                .map(row -> new Parcel(
                        orderId + "-" + row.count("number"),
                        row.count("number"),
                        row.count("parcels"),
                        row.text("status"),
                        row.find("tracking_number"),
                        row.number("epoch"),
                        row.count("version"),
                        row.instant("at")))
                .toList();
    }

    static Optional<Instant> refundedAt(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, SHIPMENT + orderId).stream()
                .flatMap(row -> row.findInstant("refunded_at").stream())
                .findFirst();
    }
}
