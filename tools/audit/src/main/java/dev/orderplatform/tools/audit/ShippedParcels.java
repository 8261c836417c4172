package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.util.Optional;

/** The parcels of each shipped order hold its lines; order-service, logistics-service and carrier agree on them. */
final class ShippedParcels implements Invariant {

    private static final String SHIPPED = """
        SELECT order_id FROM t_order_{n} WHERE region = '{region}' AND history @> '[{"status":"SHIPPED"}]'
          AND status IN ('SHIPPED', 'DELIVERED', 'REFUND_PENDING', 'REFUNDED')
        """;
    private static final String OTHER_UNITS = """
        WITH shipped AS ({shipped}), ordered AS (
          SELECT order_id, sku, sum(quantity) AS units FROM shipped JOIN t_order_item_{n} USING (order_id) GROUP BY 1, 2
        ), packed AS (
          SELECT order_id, line.sku, sum(line.quantity) AS units FROM shipped JOIN t_parcel_{n} p USING (order_id),
            jsonb_to_recordset(p.lines) AS line (sku text, quantity bigint) GROUP BY 1, 2
        )
        SELECT order_id, sku, coalesce(ordered.units, 0), coalesce(packed.units, 0)
        FROM ordered FULL JOIN packed USING (order_id, sku) WHERE ordered.units IS DISTINCT FROM packed.units
        """.replace("{shipped}", SHIPPED);
    private static final String OTHER_NUMBERS = """
        WITH shipped AS ({shipped})
        SELECT order_id, count(*), max(parcels) FROM shipped JOIN t_parcel_{n} USING (order_id) GROUP BY order_id
        HAVING count(DISTINCT number) <> count(*) OR min(parcels) <> count(*) OR max(parcels) <> count(*)
        """.replace("{shipped}", SHIPPED);

    private static final String STORED =
            "SELECT " + ParcelRows.COLUMNS + ", p.status, p.tracking_number, p.changed_at FROM t_parcel p";

    private final Ledgers ledgers;

    ShippedParcels(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public int id() {
        return 11;
    }

    @Override
    public String title() {
        return "the parcels of shipped orders hold their lines, and are as the carrier says";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        // Before the rows: it is read on the same connections, on which two queries at once would end each other.
        var carrier = ledgers.carrier();
        for (var region : evidence.regions()) {
            checkLines(region, findings);
            checkParcels(region, evidence, carrier, findings);
            Unresolved.in(evidence.logistics(region)).forEach(findings::breach);
        }
        carrier.forEachLeft(parcel -> findings.breach(
                "%d: the carrier has parcel %s, logistics-service does not".formatted(parcel.orderId(), parcel)));
    }

    private static void checkLines(RegionDatabases region, Findings findings) {
        region.eachTable(
                in(region, OTHER_UNITS),
                (_, row) -> findings.breach("%d: %d units of %s ordered, %d in its parcels"
                        .formatted(row.getLong(1), row.getLong(3), row.getString(2), row.getLong(4))));
        region.eachTable(
                in(region, OTHER_NUMBERS),
                (_, row) -> findings.breach("%d: %d parcels, not numbers 1 to %d"
                        .formatted(row.getLong(1), row.getLong(2), row.getLong(3))));
    }

    private void checkParcels(RegionDatabases region, Evidence evidence, CarrierLedger carrier, Findings findings) {
        var shown = ParcelRows.ofOrders(region, region.region().name());
        evidence.logistics(region).each(STORED, row -> {
            findings.checked(1);
            var id = ParcelRows.id(row);
            // An event about it may be on its way.
            var isRecent = ledgers.isRecent(row.getTimestamp("changed_at").toInstant());
            if (shown.get(id) != ParcelRows.hash(row) && !isRecent) {
                findings.breach("%d: order-service %s parcel %s"
                        .formatted(id.orderId(), shown.get(id) == 0 ? "does not have" : "has another version of", id));
            }
            shown.remove(id);
            var stored = new StoredParcel(
                    id, row.getString("status"), Optional.ofNullable(row.getString("tracking_number")));
            carrier.takeDifference(stored)
                    .ifPresent(text -> findings.breach("%d: parcel %s is %s".formatted(id.orderId(), id, text)));
        });
        shown.forEach((parcel, _) -> findings.breach(
                "%d: order-service has parcel %s, logistics-service does not".formatted(parcel.orderId(), parcel)));
    }

    private static String in(RegionDatabases region, String query) {
        return query.replace("{region}", region.region().name());
    }
}
